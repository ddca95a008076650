package org.dragoman.testkit;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.Scorer;
import org.dragoman.spi.SearchFeature;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;

/**
 * Takes the most probable token at every step, and the same with a fault that a contract must find.
 */
record ArgMaxSearch(Fault fault) implements SearchStrategy {

  /** What is wrong with the search. */
  enum Fault {
    NONE,
    END_IS_FREE,
    TAKES_FORBIDDEN_TOKENS,
    LENGTH_OF_THE_LONGEST,
    ENDS_WITH_THE_FIRST,
    TOO_LONG,
    TOO_MANY,
    NONE_AT_A_DEAD_END,
    WORST_FIRST,
    ALWAYS_FINISHED,
    TAKES_NAN_FOR_A_NUMBER,
    TAKES_ANY_REQUEST,
    ENDS_TOO_SOON,
    TAKES_NO_PREFIX,
    TAKES_NO_REQUIRED_PHRASE,
    TAKES_BANNED_PHRASES,
    SAME_TWICE,
    LEAVES_AN_ARRAY
  }

  @Override
  public Set<SearchFeature> features() {
    return EnumSet.allOf(SearchFeature.class);
  }

  @Override
  public List<List<Hypothesis>> search(Scorer scorer, SearchRequest request) {
    if (fault != Fault.TAKES_ANY_REQUEST) {
      check(scorer, request);
    }
    List<Output> outputs = new ArrayList<>();
    for (int sentence = 0; sentence < scorer.sentences(); sentence++) {
      outputs.add(
          new Output(request, request.sentences().get(sentence), maxLength(request, sentence)));
    }
    // All rows are scored to the end; what a finished one would say next is not looked at.
    Scorer.State state = scorer.start();
    int[] tokens = new int[outputs.size()];
    Arrays.fill(tokens, request.startToken());
    while (goesOn(outputs)) {
      Scorer.Step step = scorer.step(state, tokens);
      double[] all = Values.of(step.logProbabilities());
      NDArray left = fault == Fault.LEAVES_AN_ARRAY ? step.logProbabilities().get(0) : null;
      for (int row = 0; row < tokens.length; row++) {
        int from = row * scorer.vocabularySize();
        double[] scores = Arrays.copyOfRange(all, from, from + scorer.vocabularySize());
        tokens[row] = outputs.get(row).advance(scores);
      }
      state = step.state();
    }
    return outputs.stream().map(Output::hypotheses).toList();
  }

  private static void check(Scorer scorer, SearchRequest request) {
    int given = request.sentences().size();
    if (given != scorer.sentences()) {
      throw new IllegalArgumentException(given + " lengths for " + scorer.sentences());
    }
    for (SearchRequest.Sentence asked : request.sentences()) {
      int length = asked.maxLength();
      if (length < 0) {
        throw new IllegalArgumentException("a greatest length of " + length);
      }
    }
  }

  private int maxLength(SearchRequest request, int sentence) {
    return switch (fault) {
      case LENGTH_OF_THE_LONGEST ->
          request.sentences().stream()
              .mapToInt(SearchRequest.Sentence::maxLength)
              .max()
              .orElseThrow();
      case TOO_LONG -> request.sentences().get(sentence).maxLength() + 1;
      case TAKES_ANY_REQUEST -> request.sentences().get(0).maxLength();
      default -> request.sentences().get(sentence).maxLength();
    };
  }

  private boolean goesOn(List<Output> outputs) {
    return fault == Fault.ENDS_WITH_THE_FIRST
        ? outputs.stream().noneMatch(output -> output.done)
        : outputs.stream().anyMatch(output -> !output.done);
  }

  /** What a sentence has so far. */
  private final class Output {
    private final SearchRequest request;
    private final SearchRequest.Sentence asked;
    private final List<Integer> forced = new ArrayList<>();
    private final int maxLength;
    private final List<Integer> tokens = new ArrayList<>();
    private double logProbability;
    private boolean finished;
    private boolean done;

    Output(SearchRequest request, SearchRequest.Sentence asked, int maxLength) {
      this.request = request;
      this.asked = asked;
      if (fault != Fault.TAKES_NO_PREFIX) {
        forced.addAll(asked.prefix());
      }
      if (fault != Fault.TAKES_NO_REQUIRED_PHRASE) {
        asked.required().forEach(spellings -> forced.addAll(spellings.get(0).tokens()));
      }
      this.maxLength = Math.max(maxLength, forced.size());
    }

    /** Takes the best token, which it gives back, or any where the output is done. */
    int advance(double[] scores) {
      int end = request.endToken();
      if (done) {
        return end;
      }
      int best = best(scores);
      boolean dead = scores[best] == Double.NEGATIVE_INFINITY;
      finished = best == end && !dead;
      done = finished || dead || tokens.size() >= maxLength;
      if (finished) {
        logProbability += fault == Fault.END_IS_FREE ? 0 : scores[end];
      } else if (!done) {
        logProbability += scores[best];
        tokens.add(best);
      }
      return best;
    }

    private int best(double[] scores) {
      if (tokens.size() < forced.size()) {
        return forced.get(tokens.size());
      }
      int best = request.endToken();
      if (fault != Fault.ENDS_TOO_SOON && tokens.size() < Math.min(maxLength, asked.minLength())) {
        scores[best] = Double.NEGATIVE_INFINITY;
      }
      for (int token = 0; token < scores.length; token++) {
        if (Double.isNaN(scores[token]) && fault != Fault.TAKES_NAN_FOR_A_NUMBER) {
          throw new IllegalStateException("token " + token + " has a score of NaN");
        }
        boolean allowed =
            fault == Fault.TAKES_FORBIDDEN_TOKENS || !request.forbidden().contains(token);
        if (allowed
            && !completesBanned(token)
            && !isInTheWay(token)
            && scores[token] > scores[best]) {
          best = token;
        }
      }
      return best;
    }

    /** Whether the phrase that was put out last would not count before a token. */
    private boolean isInTheWay(int token) {
      return tokens.size() == forced.size()
          && !asked.required().isEmpty()
          && asked.required().get(asked.required().size() - 1).get(0).notBefore().contains(token);
    }

    private boolean completesBanned(int token) {
      List<Integer> longer = new ArrayList<>(tokens);
      longer.add(token);
      return fault != Fault.TAKES_BANNED_PHRASES
          && asked.banned().stream()
              .anyMatch(phrase -> Collections.indexOfSubList(longer, phrase.tokens()) >= 0);
    }

    List<Hypothesis> hypotheses() {
      boolean ended = finished || fault == Fault.ALWAYS_FINISHED;
      Hypothesis found = new Hypothesis(tokens, logProbability, logProbability, ended);
      return switch (fault) {
        case TOO_MANY -> Collections.nCopies(request.nBest() + 1, found);
        case SAME_TWICE -> List.of(found, found);
        case NONE_AT_A_DEAD_END ->
            finished || tokens.size() == maxLength ? List.of(found) : List.of();
        case WORST_FIRST -> List.of(new Hypothesis(List.of(), 0, -1e3, false), found);
        default -> List.of(found);
      };
    }
  }
}
