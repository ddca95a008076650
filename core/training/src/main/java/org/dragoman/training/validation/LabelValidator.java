package org.dragoman.training.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dragoman.evaluation.label.ConfusionMatrix;
import org.dragoman.runtime.inference.Labeller;
import org.dragoman.runtime.text.Labels;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.training.batch.Pair;
import org.dragoman.translate.TokenScores;

/** Measures how often a classifier or a tagger is right: accuracy and macro F1. */
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

  @Override
  public Validation validate() {
    List<Labeller.Labelled> found = labeller.label(corpus.stream().map(Pair::source).toList());
    ConfusionMatrix matrix = new ConfusionMatrix(labels.names());
    double nats = 0;
    long count = 0;
    for (int i = 0; i < corpus.size(); i++) {
      int[] wanted = corpus.get(i).target();
      for (int k = 0; k < wanted.length; k++) {
        matrix.add(wanted[k], found.get(i).labels()[k]);
        nats -= Math.log(Math.max(Float.MIN_NORMAL, found.get(i).probabilities()[k][wanted[k]]));
        count++;
      }
    }
    return new Validation(Math.exp(nats / count), measures(matrix), samples(found));
  }

  private static List<Measure> measures(ConfusionMatrix matrix) {
    return List.of(
        Measure.of("accuracy", matrix.accuracy(), percent("accuracy", matrix.accuracy())),
        Measure.of("macroF1", matrix.macroF1(), percent("macro F1", matrix.macroF1())));
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
    return String.join(" ", Arrays.stream(numbers).mapToObj(labels::name).toList());
  }
}
