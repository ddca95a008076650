package org.dragoman.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * chrF, the F-score of character n-grams (Popović, "chrF: character n-gram F-score for automatic MT
 * evaluation", WMT 2015), and chrF++, with word n-grams too (Popović, "chrF++: words helping
 * character n-grams", WMT 2017), with the numbers of sacreBLEU. If a segment has several
 * references, the one with the best score counts.
 */
public final class Chrf implements Metric {
  private static final int COUNTS_EACH = 3;
  private static final double EPSILON = 1e-16;
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final ChrfOptions options;

  /** Creates chrF with these options. */
  public Chrf(ChrfOptions options) {
    this.options = options;
  }

  /** Returns the options of this metric. */
  public ChrfOptions options() {
    return options;
  }

  @Override
  public String name() {
    return "chrF" + options.beta() + "+".repeat(options.wordOrder());
  }

  @Override
  public boolean isHigherBetter() {
    return true;
  }

  @Override
  public Statistics zero() {
    return Statistics.zero(width());
  }

  @Override
  public ChrfScore corpus(
      List<String> hypotheses, List<? extends List<? extends @Nullable String>> referenceStreams) {
    return (ChrfScore) Metric.super.corpus(hypotheses, referenceStreams);
  }

  @Override
  public ChrfScore sentence(String hypothesis, List<String> references) {
    return score(statistics(hypothesis, references));
  }

  @Override
  public Statistics statistics(String hypothesis, List<String> references) {
    Segments.checkReferences(references);
    Line line = new Line(hypothesis);
    double[] best = {};
    double bestScore = -1;
    for (String reference : references) {
      double[] counts = counts(line, new Line(reference));
      double score = fScore(counts);
      if (score > bestScore) {
        bestScore = score;
        best = counts;
      }
    }
    return Statistics.of(best, references.size());
  }

  @Override
  public ChrfScore score(Statistics statistics) {
    Segments.checkWidth(statistics, width(), name());
    double[] counts = new double[statistics.width()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = statistics.count(i);
    }
    return new ChrfScore(name(), fScore(counts), signature(statistics.references()));
  }

  private int width() {
    return COUNTS_EACH * (options.charOrder() + options.wordOrder());
  }

  /** The characters and words of a line. */
  private final class Line {
    private final int[] characters;
    private final List<String> words;

    Line(String raw) {
      String text = options.lowercase() ? PythonText.lower(raw) : raw;
      characters =
          text.codePoints()
              .filter(codePoint -> options.whitespace() || !PythonText.isSpace(codePoint))
              .toArray();
      words = options.wordOrder() == 0 ? List.of() : separated(text);
    }
  }

  /**
   * Returns the words. From each one character of ASCII punctuation is cut off: at the end, or
   * otherwise at the beginning.
   */
  private static List<String> separated(String text) {
    List<String> words = new ArrayList<>();
    for (String word : PythonText.split(text)) {
      int last = word.length() - 1;
      if (word.codePointCount(0, word.length()) == 1) {
        words.add(word);
      } else if (PUNCTUATION.indexOf(word.charAt(last)) >= 0) {
        words.add(word.substring(0, last));
        words.add(word.substring(last));
      } else if (PUNCTUATION.indexOf(word.charAt(0)) >= 0) {
        words.add(word.substring(0, 1));
        words.add(word.substring(1));
      } else {
        words.add(word);
      }
    }
    return words;
  }

  /**
   * Returns for each order the number of n-grams of the hypothesis, of the reference, and of both.
   */
  private double[] counts(Line hypothesis, Line reference) {
    double[] counts = new double[width()];
    count(hypothesis.characters, reference.characters, options.charOrder(), counts, 0);
    if (options.wordOrder() > 0) {
      Numbering words = new Numbering();
      int[] wanted = words.of(reference.words);
      int from = COUNTS_EACH * options.charOrder();
      count(words.of(hypothesis.words), wanted, options.wordOrder(), counts, from);
    }
    return counts;
  }

  private static void count(
      int[] hypothesis, int[] reference, int maxOrder, double[] counts, int from) {
    long[] matches = new ReferenceNgrams(List.of(reference), maxOrder).matches(hypothesis);
    for (int i = 0; i < maxOrder; i++) {
      int inReference = Math.max(0, reference.length - i);
      int at = from + COUNTS_EACH * i;
      // If the reference is too short for an order, the order says nothing about the hypothesis.
      counts[at] = inReference == 0 ? 0 : Math.max(0, hypothesis.length - i);
      counts[at + 1] = inReference;
      counts[at + 2] = matches[i];
    }
  }

  private double fScore(double[] counts) {
    return 100 * (options.epsilonSmoothing() ? meanOfOrders(counts) : ofMeans(counts));
  }

  /** The mean of the orders' F-scores, where a missing precision or recall is a tiny number. */
  private double meanOfOrders(double[] counts) {
    double factor = (double) options.beta() * options.beta();
    double sum = 0;
    for (int i = 0; i < counts.length; i += COUNTS_EACH) {
      double precision = counts[i] > 0 ? counts[i + 2] / counts[i] : EPSILON;
      double recall = counts[i + 1] > 0 ? counts[i + 2] / counts[i + 1] : EPSILON;
      double divisor = factor * precision + recall;
      sum += divisor > 0 ? (1 + factor) * precision * recall / divisor : EPSILON;
    }
    int orders = counts.length / COUNTS_EACH;
    return sum / orders;
  }

  /** The F-score of mean precision and mean recall over the orders that both sides have. */
  private double ofMeans(double[] counts) {
    double factor = (double) options.beta() * options.beta();
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (int i = 0; i < counts.length; i += COUNTS_EACH) {
      if (counts[i] > 0 && counts[i + 1] > 0) {
        precision += counts[i + 2] / counts[i];
        recall += counts[i + 2] / counts[i + 1];
        orders++;
      }
    }
    if (orders == 0 || precision + recall == 0) {
      return 0;
    }
    precision /= orders;
    recall /= orders;
    return (1 + factor) * precision * recall / (factor * precision + recall);
  }

  private Signature signature(int references) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("case", options.lowercase() ? "lc" : "mixed");
    entries.put("eff", Signature.yesNo(!options.epsilonSmoothing()));
    entries.put("nc", Integer.toString(options.charOrder()));
    entries.put("nw", Integer.toString(options.wordOrder()));
    entries.put("space", Signature.yesNo(options.whitespace()));
    return Signature.of(references, entries);
  }
}
