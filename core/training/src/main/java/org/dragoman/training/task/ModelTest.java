package org.dragoman.training.task;

import java.util.Arrays;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.inference.Labeller;
import org.dragoman.runtime.inference.TextSearch;
import org.dragoman.runtime.model.Generator;
import org.dragoman.runtime.model.LanguageModel;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.runtime.model.TaggerConfig;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.runtime.text.Labels;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.training.batch.Examples;
import org.dragoman.training.batch.PredictionBatch;
import org.dragoman.training.data.ExampleCoder;
import org.dragoman.training.data.LabelCoder;
import org.dragoman.training.data.NumberCoder;
import org.dragoman.training.data.ParallelCorpus;
import org.dragoman.training.data.TextCoder;
import org.dragoman.training.validation.GeneratorValidator;
import org.dragoman.training.validation.LabelValidator;
import org.dragoman.training.validation.Measure;
import org.dragoman.training.validation.TextValidator;
import org.dragoman.training.validation.Validator;
import org.jspecify.annotations.Nullable;

/**
 * The score of a language model, classifier, tagger or generator on a corpus.
 *
 * @param measures at least one, the most important first
 * @param labels of a classifier or tagger in detail; null for others
 */
public record ModelTest(List<Measure> measures, LabelValidator.@Nullable Result labels) {

  /**
   * Scores a bundle.
   *
   * @param name of the corpus in messages
   * @param corpus as {@link org.dragoman.corpus.CorpusScan} reads it, at least one example
   * @throws DragomanException of kind DATA that names the example, if it does not fit the model
   */
  public static ModelTest of(
      Torch torch, Registry registry, Bundle bundle, String name, List<SentencePair> corpus) {
    Pipelines pipelines = bundle.pipelines();
    if (bundle.model() instanceof LanguageModel model) {
      ParallelCorpus encoded = encode(name, corpus, new TextCoder(pipelines.source()));
      long characters = LanguageModelTask.characters(pipelines, corpus, Integer.MAX_VALUE);
      return of(new TextValidator(torch, model, PredictionBatch::ofText, encoded, characters));
    }
    if (bundle.model() instanceof Generator model) {
      ParallelCorpus encoded =
          encode(name, corpus, new NumberCoder(pipelines.target(), model.numbers()));
      NamedSearch search = NamedSearch.of(bundle.config().search(), registry);
      return of(generator(torch, model, pipelines.target(), search, encoded, 0));
    }
    Predictor model =
        bundle.model(Predictor.class, "language model, classifier, tagger or generator");
    boolean eachToken = bundle.config().model() instanceof TaggerConfig;
    ParallelCorpus encoded = encode(name, corpus, new LabelCoder(pipelines, eachToken));
    LabelValidator.Result labels = labels(torch, model, eachToken, pipelines, encoded, 0).result();
    return new ModelTest(labels.measures(), labels);
  }

  private static ModelTest of(Validator validator) {
    return new ModelTest(validator.validate().measures(), null);
  }

  private static ParallelCorpus encode(String name, List<SentencePair> corpus, ExampleCoder coder) {
    return ParallelCorpus.encode(name, corpus, coder, Integer.MAX_VALUE);
  }

  static LabelValidator labels(
      Torch torch,
      Predictor model,
      boolean eachToken,
      Pipelines pipelines,
      ParallelCorpus corpus,
      int samples) {
    return new LabelValidator(
        new Labeller(torch, model, eachToken, BatchLimits.DEFAULTS),
        new Labels(pipelines.target().vocabulary()),
        pipelines.source(),
        corpus.pairs(),
        samples);
  }

  static GeneratorValidator generator(
      Torch torch,
      Generator model,
      TextPipeline pipeline,
      NamedSearch search,
      ParallelCorpus corpus,
      int samples) {
    long characters =
        corpus.pairs().stream()
            .map(pair -> pipeline.decode(Arrays.stream(pair.target()).boxed().toList()))
            .mapToLong(text -> text.codePointCount(0, text.length()) + 1)
            .sum();
    TextValidator prediction =
        new TextValidator(torch, model, examples -> numbers(model, examples), corpus, characters);
    return new GeneratorValidator(
        prediction,
        new TextSearch(torch, model, search, BatchLimits.DEFAULTS),
        pipeline,
        corpus,
        samples);
  }

  static PredictionBatch numbers(Generator model, Examples examples) {
    return PredictionBatch.ofNumbers(
        examples, examples.pairs().stream().map(NumberCoder::numbers).toList(), model.type());
  }
}
