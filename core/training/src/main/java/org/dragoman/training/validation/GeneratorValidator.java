package org.dragoman.training.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dragoman.evaluation.ExactMatch;
import org.dragoman.runtime.inference.TextSearch;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.spi.SearchRequest;
import org.dragoman.training.batch.Pair;
import org.dragoman.training.data.NumberCoder;
import org.dragoman.training.data.ParallelCorpus;
import org.dragoman.translate.TokenScores;

/**
 * Measures a generator: the share of numbers for which the search finds exactly the right text, and
 * how well it predicts the right text.
 */
public final class GeneratorValidator implements Validator {
  private static final int MORE_TOKENS = 10;

  private final TextValidator prediction;
  private final TextSearch search;
  private final TextPipeline pipeline;
  private final List<Pair> corpus;
  private final int samples;

  /**
   * Creates a validator.
   *
   * @param prediction measures the likelihood of the same corpus
   * @param pipeline of the texts
   * @param samples how many outputs are shown
   */
  public GeneratorValidator(
      TextValidator prediction,
      TextSearch search,
      TextPipeline pipeline,
      ParallelCorpus corpus,
      int samples) {
    this.prediction = prediction;
    this.search = search;
    this.pipeline = pipeline;
    this.corpus = corpus.pairs();
    this.samples = samples;
  }

  @Override
  public Validation validate() {
    Validation predicted = prediction.validate();
    List<String> written = written();
    List<String> wanted = corpus.stream().map(pair -> text(ids(pair.target()))).toList();
    List<Measure> measures = new ArrayList<>();
    measures.add(Measure.of(ExactMatch.corpus(written, wanted)));
    measures.addAll(predicted.measures());
    return new Validation(predicted.perplexity(), measures, samples(written, wanted));
  }

  private List<String> written() {
    int longest = corpus.stream().mapToInt(pair -> pair.target().length).max().orElse(0);
    List<TextSearch.Wanted> texts = new ArrayList<>();
    for (int i = 0; i < corpus.size(); i++) {
      texts.add(
          new TextSearch.Wanted(
              SearchRequest.Sentence.of(i, 0, longest + MORE_TOKENS),
              list(NumberCoder.numbers(corpus.get(i))),
              "example " + (i + 1)));
    }
    return search.search(texts, 1, GeneratorValidator::check).stream()
        .map(found -> text(found.get(0).tokens()))
        .toList();
  }

  private static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new java.util.concurrent.CancellationException("interrupted between two steps");
    }
  }

  private String text(List<Integer> tokens) {
    return pipeline.decode(tokens);
  }

  private static List<Integer> ids(int[] tokens) {
    return IntStream.of(tokens).boxed().toList();
  }

  private static List<Float> list(float[] numbers) {
    return IntStream.range(0, numbers.length).mapToObj(i -> numbers[i]).toList();
  }

  private List<Validation.Sample> samples(List<String> written, List<String> wanted) {
    List<Validation.Sample> shown = new ArrayList<>();
    int count = Math.min(samples, corpus.size());
    for (int i = 0; i < count; i++) {
      // Spread over the corpus, the same ones each time.
      int at = (int) ((long) i * corpus.size() / count);
      String numbers =
          String.join(
              " ",
              list(NumberCoder.numbers(corpus.get(at))).stream().map(String::valueOf).toList());
      shown.add(new Validation.Sample(numbers, wanted.get(at), written.get(at), TokenScores.EMPTY));
    }
    return shown;
  }
}
