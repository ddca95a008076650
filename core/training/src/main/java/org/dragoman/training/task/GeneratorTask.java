package org.dragoman.training.task;

import java.util.Arrays;
import java.util.List;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.Generator;
import org.dragoman.runtime.model.GeneratorConfig;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.training.backprop.PredictorBackpropagation;
import org.dragoman.training.batch.Examples;
import org.dragoman.training.batch.PredictionBatch;
import org.dragoman.training.data.ExampleCoder;
import org.dragoman.training.data.NumberCoder;
import org.dragoman.training.data.ParallelCorpus;
import org.dragoman.training.objective.PredictionLoss;
import org.dragoman.training.validation.Measure;
import org.dragoman.training.validation.TextValidator;
import org.dragoman.training.validation.Validator;

/** Trains a generator on numbers and the texts that they begin. */
record GeneratorTask(Setting setting, GeneratorConfig config) implements Task {
  @Override
  public void check() {
    setting.check();
  }

  @Override
  public ExampleCoder coder(Pipelines pipelines) {
    return new NumberCoder(pipelines.target(), config.numbers());
  }

  @Override
  public Parts parts(Pipelines pipelines, List<SentencePair> rawDev, ParallelCorpus dev) {
    Generator model = (Generator) setting.model(pipelines);
    return new Parts(
        model,
        new PredictorBackpropagation(
            setting.torch(),
            model,
            examples -> batch(model, examples),
            PredictionLoss.of(setting.ofTokens(pipelines.target().vocabulary())),
            setting.config().training().regime()),
        validator(model, pipelines.target(), dev));
  }

  private static PredictionBatch batch(Generator model, Examples examples) {
    return PredictionBatch.ofNumbers(
        examples, examples.pairs().stream().map(NumberCoder::numbers).toList(), model.type());
  }

  private Validator validator(Generator model, TextPipeline pipeline, ParallelCorpus corpus) {
    long characters =
        corpus.pairs().stream()
            .map(pair -> pipeline.decode(Arrays.stream(pair.target()).boxed().toList()))
            .mapToLong(text -> text.codePointCount(0, text.length()) + 1)
            .sum();
    return new TextValidator(
        setting.torch(), model, examples -> batch(model, examples), corpus, characters);
  }

  @Override
  public List<Measure> test(Bundle bundle, List<SentencePair> corpus) {
    ParallelCorpus encoded =
        ParallelCorpus.encode("data.test", corpus, coder(bundle.pipelines()), Integer.MAX_VALUE);
    Generator model = bundle.model(Generator.class, "generator");
    return validator(model, bundle.pipelines().target(), encoded).validate().measures();
  }
}
