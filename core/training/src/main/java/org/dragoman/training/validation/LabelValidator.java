package org.dragoman.training.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dragoman.evaluation.label.ConfusionMatrix;
import org.dragoman.evaluation.label.SpanScores;
import org.dragoman.runtime.inference.Labeller;
import org.dragoman.runtime.text.Labels;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.training.batch.Pair;
import org.dragoman.translate.TokenScores;
import org.jspecify.annotations.Nullable;

/**
 * Measures how often a classifier or a tagger is right: accuracy, macro F1, and F1 of spans where
 * the labels have the form BIO.
 */
public final class LabelValidator implements Validator {
  private final Labeller labeller;
  private final Labels labels;
  private final TextPipeline text;
  private final List<Pair> corpus;
  private final int samples;

  /**
   * Creates a validator.
   *
   * @param labels of the model
   * @param text of the sources, for samples
   * @param corpus texts with the numbers of their labels
   * @param samples how many outputs are shown
   */
  public LabelValidator(
      Labeller labeller, Labels labels, TextPipeline text, List<Pair> corpus, int samples) {
    this.labeller = labeller;
    this.labels = labels;
    this.text = text;
    this.corpus = corpus;
    this.samples = samples;
  }

  /**
   * How good the labels are.
   *
   * @param perplexity of the right labels
   * @param matrix which labels were given for which
   * @param spans null if the labels are not of the form BIO
   */
  public record Result(double perplexity, ConfusionMatrix matrix, @Nullable SpanScores spans) {
    /** Returns the measures: F1 of spans if there are spans, accuracy and macro F1. */
    public List<Measure> measures() {
      List<Measure> measures = new ArrayList<>();
      measures.add(
          Measure.of("accuracy", matrix.accuracy(), percent("accuracy", matrix.accuracy())));
      if (spans != null) {
        measures.add(Measure.of("spanF1", spans.f1(), percent("span F1", spans.f1())));
      }
      measures.add(Measure.of("macroF1", matrix.macroF1(), percent("macro F1", matrix.macroF1())));
      return measures;
    }
  }

  @Override
  public Validation validate() {
    List<Labeller.Labelled> found = found();
    Result result = result(found);
    return new Validation(result.perplexity(), result.measures(), samples(found));
  }

  /** Labels the corpus, and compares. */
  public Result result() {
    return result(found());
  }

  private List<Labeller.Labelled> found() {
    return labeller.label(corpus.stream().map(Pair::source).toList());
  }

  private Result result(List<Labeller.Labelled> found) {
    ConfusionMatrix matrix = new ConfusionMatrix(labels.names());
    SpanScores spans =
        labeller.eachToken() && SpanScores.areSpans(labels.names()) ? new SpanScores() : null;
    double nats = 0;
    long count = 0;
    for (int i = 0; i < corpus.size(); i++) {
      int[] wanted = corpus.get(i).target();
      for (int k = 0; k < wanted.length; k++) {
        matrix.add(wanted[k], found.get(i).labels()[k]);
        nats -= Math.log(Math.max(Float.MIN_NORMAL, found.get(i).probabilities()[k][wanted[k]]));
        count++;
      }
      if (spans != null) {
        spans.add(list(wanted), list(found.get(i).labels()));
      }
    }
    return new Result(Math.exp(nats / count), matrix, spans);
  }

  private List<String> list(int[] numbers) {
    return Arrays.stream(numbers).mapToObj(labels::name).toList();
  }

  private static String percent(String name, double value) {
    return String.format(Locale.ROOT, "%s %.2f %%", name, 100 * value);
  }

  private List<Validation.Sample> samples(List<Labeller.Labelled> found) {
    List<Validation.Sample> shown = new ArrayList<>();
    int count = Math.min(samples, corpus.size());
    for (int i = 0; i < count; i++) {
      // Spread over the corpus, the same ones each time.
      int at = (int) ((long) i * corpus.size() / count);
      Pair pair = corpus.get(at);
      shown.add(
          new Validation.Sample(
              text.decode(Arrays.stream(pair.source()).boxed().toList()),
              names(pair.target()),
              names(found.get(at).labels()),
              TokenScores.EMPTY));
    }
    return shown;
  }

  private String names(int[] numbers) {
    return String.join(" ", list(numbers));
  }
}
