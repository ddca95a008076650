package org.dragoman.plugins.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchRequest;
import org.dragoman.testkit.ToyModel;
import org.dragoman.testkit.ToyScorer;

/** Finds the best outputs by trying all, each judged as a whole. */
final class Exhaustive {
  private final ToyModel model;
  private final SearchRequest.Sentence asked;
  private final List<Integer> forbidden;
  private final BeamConfig config;
  private final ToyScorer.Attention attention;
  private final List<Hypothesis> all = new ArrayList<>();

  private Exhaustive(
      ToyModel model,
      SearchRequest.Sentence asked,
      List<Integer> forbidden,
      BeamConfig config,
      ToyScorer.Attention attention) {
    this.model = model;
    this.asked = asked;
    this.forbidden = forbidden;
    this.config = config;
    this.attention = attention;
  }

  static List<Hypothesis> search(
      ToyModel model,
      SearchRequest.Sentence asked,
      List<Integer> forbidden,
      BeamConfig config,
      ToyScorer.Attention attention,
      int nBest) {
    Exhaustive search = new Exhaustive(model, asked, forbidden, config, attention);
    search.visit(List.of());
    search.all.sort(Comparator.comparingDouble(Hypothesis::score).reversed());
    return search.all.subList(0, Math.min(nBest, search.all.size()));
  }

  private void visit(List<Integer> tokens) {
    float[] next = model.logProbabilities(sentence(), tokens);
    boolean atMaxLength = tokens.size() == asked.maxLength();
    boolean mayEnd =
        next[ToyModel.END] > Float.NEGATIVE_INFINITY
            && tokens.size() >= Math.min(asked.minLength(), asked.maxLength())
            && tokens.size() >= asked.prefix().size()
            && asked.required().stream()
                .allMatch(spellings -> spellings.stream().anyMatch(each -> each.occursIn(tokens)));
    if (mayEnd) {
      add(tokens, true);
    } else if (atMaxLength && asked.required().isEmpty()) {
      add(tokens, false);
    }
    for (int token = 0; !atMaxLength && token < next.length; token++) {
      List<Integer> longer = new ArrayList<>(tokens);
      longer.add(token);
      if (next[token] > Float.NEGATIVE_INFINITY && isAllowed(longer)) {
        visit(longer);
      }
    }
  }

  /** Whether the last token may come; the prefix is kept whatever the rules say. */
  private boolean isAllowed(List<Integer> tokens) {
    int size = tokens.size();
    int last = tokens.get(size - 1);
    if (size <= asked.prefix().size()) {
      return last == asked.prefix().get(size - 1);
    }
    return last != ToyModel.END
        && !forbidden.contains(last)
        && asked.banned().stream().noneMatch(phrase -> completes(tokens, phrase))
        && (config.noRepeatNgram() == 0 || !repeats(tokens, config.noRepeatNgram()));
  }

  /** Whether a phrase ends here; what comes next is not asked. */
  private static boolean completes(List<Integer> tokens, SearchRequest.Phrase phrase) {
    int from = tokens.size() - phrase.tokens().size();
    return from >= 0
        && tokens.subList(from, tokens.size()).equals(phrase.tokens())
        && (from == 0 || !phrase.notAfter().contains(tokens.get(from - 1)));
  }

  /** Whether the last tokens have come before. */
  private static boolean repeats(List<Integer> tokens, int length) {
    int size = tokens.size();
    return size > length
        && Collections.indexOfSubList(
                tokens.subList(0, size - 1), tokens.subList(size - length, size))
            >= 0;
  }

  private void add(List<Integer> tokens, boolean finished) {
    double total = 0;
    for (int i = 0; i < tokens.size(); i++) {
      List<Integer> before = tokens.subList(0, i);
      float value = model.logProbabilities(sentence(), before)[tokens.get(i)];
      boolean penalized = i >= asked.prefix().size() && before.contains(tokens.get(i));
      total += penalized ? value * config.repetitionPenalty() : value;
    }
    if (finished) {
      total += model.logProbabilities(sentence(), tokens)[ToyModel.END];
    }
    int length = tokens.size() + (finished ? 1 : 0);
    double score =
        switch (config.lengthNormalization()) {
          case NONE -> total;
          case AVERAGE -> total / Math.pow(Math.max(1, length), config.alpha());
          case WU -> total / Math.pow((5.0 + length) / 6, config.alpha());
        };
    if (config.coveragePenalty() > 0) {
      score += config.coveragePenalty() * coverage(tokens, length);
    }
    all.add(new Hypothesis(tokens, model.score(sentence(), tokens, finished), score, finished));
  }

  private double coverage(List<Integer> tokens, int steps) {
    double penalty = 0;
    for (int position = 0; position < asked.sourceLength() && steps > 0; position++) {
      double sum = 0;
      for (int i = 0; i < steps; i++) {
        sum += attention.weights(sentence(), tokens.subList(0, i))[position];
      }
      penalty += Math.log(Math.min(sum, 1));
    }
    return penalty;
  }

  private int sentence() {
    return (int) asked.number();
  }
}
