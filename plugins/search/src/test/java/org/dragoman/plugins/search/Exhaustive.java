package org.dragoman.plugins.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dragoman.spi.Hypothesis;
import org.dragoman.testkit.ToyModel;

/** Finds the best outputs by trying all. */
final class Exhaustive {
  private final ToyModel model;
  private final int sentence;
  private final int maxLength;
  private final List<Integer> forbidden;
  private final BeamConfig config;
  private final List<Hypothesis> all = new ArrayList<>();

  private Exhaustive(
      ToyModel model, int sentence, int maxLength, List<Integer> forbidden, BeamConfig config) {
    this.model = model;
    this.sentence = sentence;
    this.maxLength = maxLength;
    this.forbidden = forbidden;
    this.config = config;
  }

  static List<Hypothesis> search(
      ToyModel model,
      int sentence,
      int maxLength,
      List<Integer> forbidden,
      BeamConfig config,
      int nBest) {
    Exhaustive search = new Exhaustive(model, sentence, maxLength, forbidden, config);
    search.visit(List.of(), 0);
    search.all.sort(Comparator.comparingDouble(Hypothesis::score).reversed());
    return search.all.subList(0, Math.min(nBest, search.all.size()));
  }

  private void visit(List<Integer> prefix, double total) {
    float[] next = model.logProbabilities(sentence, prefix);
    if (next[ToyModel.END] > Float.NEGATIVE_INFINITY) {
      add(prefix, total + next[ToyModel.END], prefix.size() + 1, true);
    } else if (prefix.size() == maxLength) {
      add(prefix, total, prefix.size(), false);
    }
    for (int token = 0; prefix.size() < maxLength && token < next.length; token++) {
      if (token != ToyModel.END
          && !forbidden.contains(token)
          && next[token] > Float.NEGATIVE_INFINITY) {
        List<Integer> longer = new ArrayList<>(prefix);
        longer.add(token);
        visit(longer, total + next[token]);
      }
    }
  }

  private void add(List<Integer> tokens, double total, int length, boolean finished) {
    double score =
        switch (config.lengthNormalization()) {
          case NONE -> total;
          case AVERAGE -> total / Math.pow(Math.max(1, length), config.alpha());
          case WU -> total / Math.pow((5.0 + length) / 6, config.alpha());
        };
    all.add(new Hypothesis(tokens, total, score, finished));
  }
}
