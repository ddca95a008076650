package org.dragoman.training.task;

import java.util.List;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.LanguageModel;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.training.backprop.PredictorBackpropagation;
import org.dragoman.training.batch.PredictionBatch;
import org.dragoman.training.data.ExampleCoder;
import org.dragoman.training.data.ParallelCorpus;
import org.dragoman.training.data.TextCoder;
import org.dragoman.training.objective.PredictionLoss;
import org.dragoman.training.validation.Measure;
import org.dragoman.training.validation.TextValidator;
import org.dragoman.training.validation.Validator;

/** Trains a language model on lines of text. */
record LanguageModelTask(Setting setting) implements Task {
  @Override
  public void check() {
    setting.check();
  }

  @Override
  public ExampleCoder coder(Pipelines pipelines) {
    return new TextCoder(pipelines.source());
  }

  @Override
  public Parts parts(Pipelines pipelines, List<SentencePair> rawDev, ParallelCorpus dev) {
    LanguageModel model = (LanguageModel) setting.model(pipelines);
    return new Parts(
        model,
        new PredictorBackpropagation(
            setting.torch(),
            model,
            PredictionBatch::ofText,
            PredictionLoss.of(setting.ofTokens(pipelines.target().vocabulary())),
            setting.config().training().regime()),
        validator(model, pipelines, rawDev, dev));
  }

  private Validator validator(
      LanguageModel model, Pipelines pipelines, List<SentencePair> raw, ParallelCorpus corpus) {
    return new TextValidator(
        setting.torch(),
        model,
        PredictionBatch::ofText,
        corpus,
        characters(pipelines, raw, setting.config().training().maxLength()));
  }

  /** Counts the code points of the lines that are kept, and their ends. */
  static long characters(Pipelines pipelines, List<SentencePair> raw, int maxLength) {
    return raw.stream()
        .map(SentencePair::source)
        .filter(line -> !line.isEmpty())
        .filter(
            line -> {
              int pieces = pipelines.source().encode(line).length;
              return pieces > 0 && pieces <= maxLength;
            })
        .mapToLong(line -> line.codePointCount(0, line.length()) + 1)
        .sum();
  }

  @Override
  public List<Measure> test(Bundle bundle, List<SentencePair> corpus) {
    return setting.test(bundle, corpus);
  }
}
