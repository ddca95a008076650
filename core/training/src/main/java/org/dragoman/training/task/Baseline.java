package org.dragoman.training.task;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.dragoman.evaluation.baseline.FrequentLabel;
import org.dragoman.evaluation.baseline.NaiveBayes;
import org.dragoman.evaluation.baseline.NgramModel;
import org.dragoman.evaluation.label.ConfusionMatrix;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.ClassifierConfig;
import org.dragoman.runtime.model.LanguageModel;
import org.dragoman.runtime.model.TaggerConfig;
import org.dragoman.runtime.text.Labels;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.training.validation.Measure;

/**
 * The score of a simple model without a network on the same corpus, in the same units: a Kneser-Ney
 * n-gram model of the same tokens against a language model, a naive Bayes classifier over n-grams
 * of characters against a classifier, the most frequent label of each token against a tagger.
 *
 * @param order the longest n-gram of a language model
 */
public record Baseline(int order) {
  private static final int CHARACTERS = 4;
  private static final double SMOOTHING = 0.1;

  /**
   * Learns a baseline and scores it.
   *
   * @param bundle what it is held against; its text pipeline is used
   * @param train what it learns
   * @param test what it is scored on
   * @throws DragomanException of kind CONFIGURATION if there is none for the type of model
   */
  public List<Measure> of(Bundle bundle, List<SentencePair> train, List<SentencePair> test) {
    if (bundle.model() instanceof LanguageModel) {
      return ngrams(bundle.pipelines(), train, test);
    }
    if (bundle.config().model() instanceof ClassifierConfig) {
      return bayes(train, test);
    }
    if (bundle.config().model() instanceof TaggerConfig) {
      return frequent(bundle.pipelines(), train, test);
    }
    throw DragomanException.configuration(
        "There is a baseline for language models, classifiers and taggers, and this is a %s. Leave the baseline out."
            .formatted(bundle.config().model().inWords()));
  }

  private List<Measure> ngrams(
      Pipelines pipelines, List<SentencePair> train, List<SentencePair> test) {
    NgramModel model = new NgramModel(order, pipelines.source().vocabulary().size());
    for (SentencePair line : train) {
      int[] ids = pipelines.source().encode(line.source());
      if (ids.length > 0) {
        model.add(ids);
      }
    }
    model.finish();
    double nats = 0;
    long tokens = 0;
    for (SentencePair line : test) {
      int[] ids = pipelines.source().encode(line.source());
      if (ids.length > 0) {
        double[] scores = model.logProbabilities(ids);
        nats -= Arrays.stream(scores).sum();
        tokens += scores.length;
      }
    }
    long characters = LanguageModelTask.characters(pipelines, test, Integer.MAX_VALUE);
    double bits = nats / Math.log(2) / characters;
    return List.of(
        Measure.of(
            "bitsPerCharacter",
            bits,
            String.format(
                Locale.ROOT,
                "Baseline, Kneser-Ney n-grams of order %d: %.3f bits per character, perplexity %.2f",
                order,
                bits,
                Math.exp(nats / tokens))));
  }

  private static List<Measure> bayes(List<SentencePair> train, List<SentencePair> test) {
    NaiveBayes model = new NaiveBayes(CHARACTERS, SMOOTHING);
    TreeSet<String> names = new TreeSet<>();
    for (SentencePair example : train) {
      model.add(example.source(), example.target().strip());
      names.add(example.target().strip());
    }
    test.forEach(example -> names.add(example.target().strip()));
    ConfusionMatrix matrix = new ConfusionMatrix(List.copyOf(names));
    for (SentencePair example : test) {
      matrix.add(
          matrix.labels().indexOf(example.target().strip()),
          matrix.labels().indexOf(model.label(example.source())));
    }
    return measures("naive Bayes of 1- to %d-grams of characters".formatted(CHARACTERS), matrix);
  }

  private static List<Measure> frequent(
      Pipelines pipelines, List<SentencePair> train, List<SentencePair> test) {
    FrequentLabel model = new FrequentLabel();
    TreeSet<String> names = new TreeSet<>();
    for (SentencePair example : train) {
      Words.of(pipelines, example).add(model);
      names.addAll(Labels.segmenter().tokens(example.target()));
    }
    test.forEach(example -> names.addAll(Labels.segmenter().tokens(example.target())));
    ConfusionMatrix matrix = new ConfusionMatrix(List.copyOf(names));
    for (SentencePair example : test) {
      Words words = Words.of(pipelines, example);
      List<String> given = words.labels(model);
      for (int i = 0; i < given.size(); i++) {
        matrix.add(
            matrix.labels().indexOf(words.labels().get(i)), matrix.labels().indexOf(given.get(i)));
      }
    }
    return measures("the most frequent labels of each word", matrix);
  }

  private static List<Measure> measures(String name, ConfusionMatrix matrix) {
    String text =
        String.format(
            Locale.ROOT,
            "Baseline, %s: accuracy %.2f %%, macro F1 %.2f %%",
            name,
            100 * matrix.accuracy(),
            100 * matrix.macroF1());
    return List.of(
        Measure.of("accuracy", matrix.accuracy(), text),
        Measure.of("macroF1", matrix.macroF1(), text));
  }
}
