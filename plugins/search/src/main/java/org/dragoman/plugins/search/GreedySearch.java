package org.dragoman.plugins.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.Scorer;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;

/**
 * Takes the most probable token at every step. One hypothesis a sentence, whatever {@code nBest}
 * is; its score is its log-probability. The rows of sentences that have ended are dropped from the
 * batch.
 *
 * <p>An output of the greatest length is scored once more, to see whether the end mark follows.
 */
public final class GreedySearch implements SearchStrategy {
  @Override
  public List<List<Hypothesis>> search(Scorer scorer, SearchRequest request) {
    Requests.check(scorer, request);
    BitSet forbidden = Requests.forbidden(request);
    Hypothesis[] found = new Hypothesis[scorer.sentences()];
    List<Output> live = new ArrayList<>();
    for (int sentence = 0; sentence < found.length; sentence++) {
      live.add(new Output(sentence, Prefix.EMPTY));
    }
    Scorer.State state = scorer.start();
    int[] tokens = Requests.startTokens(scorer, request);
    while (!live.isEmpty()) {
      Scorer.Step step = scorer.step(state, tokens);
      BestTokens best = BestTokens.of(step.logProbabilities(), 1, forbidden);
      List<Output> next = new ArrayList<>();
      int[] rows = new int[live.size()];
      for (int row = 0; row < live.size(); row++) {
        Output output = live.get(row);
        Prefix prefix = output.prefix();
        boolean mayGrow = prefix.length() < request.sentences().get(output.sentence()).maxLength();
        if (best.count(row) > 0 && best.token(row, 0) == request.endToken()) {
          double total = prefix.logProbability() + best.logProbability(row, 0);
          found[output.sentence()] = new Hypothesis(prefix.tokens(), total, total, true);
        } else if (best.count(row) > 0 && mayGrow) {
          rows[next.size()] = row;
          next.add(output.append(best.token(row, 0), best.logProbability(row, 0)));
        } else {
          double total = prefix.logProbability();
          found[output.sentence()] = new Hypothesis(prefix.tokens(), total, total, false);
        }
      }
      live = next;
      if (!live.isEmpty()) {
        state = Requests.select(step.state(), Arrays.copyOf(rows, live.size()));
        tokens = live.stream().mapToInt(output -> output.prefix().token()).toArray();
      }
    }
    return Arrays.stream(found).map(List::of).toList();
  }

  private record Output(int sentence, Prefix prefix) {
    Output append(int token, double logProbability) {
      return new Output(sentence, prefix.append(token, prefix.logProbability() + logProbability));
    }
  }
}
