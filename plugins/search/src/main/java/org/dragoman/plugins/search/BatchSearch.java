package org.dragoman.plugins.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.Scorer;
import org.dragoman.spi.SearchRequest;

/**
 * Runs the searches of all sentences of a batch together: it scores the rows of all sentences in
 * one step, and drops the rows of a sentence that is done.
 */
final class BatchSearch {
  private BatchSearch() {}

  /**
   * Reads from a step what a search needs.
   *
   * @param <V> the result, in the JVM
   */
  interface Reader<V> {
    /** Reads a step; {@code next} says which tokens may follow in each row. */
    V read(Scorer.Step step, List<NextToken> next);
  }

  /**
   * Runs a search.
   *
   * @param begin creates the search of a sentence
   * @return the hypotheses of each sentence
   * @throws IllegalArgumentException if the request does not fit the scorer
   */
  static <V> List<List<Hypothesis>> run(
      Scorer scorer,
      SearchRequest request,
      Function<SearchRequest.Sentence, SentenceSearch<V>> begin,
      Reader<V> reader) {
    check(scorer, request);
    List<SentenceSearch<V>> all = request.sentences().stream().map(begin).toList();
    List<SentenceSearch<V>> live = all;
    Scorer.State state = scorer.start();
    int[] tokens = new int[all.size()];
    Arrays.fill(tokens, request.startToken());
    while (!live.isEmpty()) {
      Scorer.Step step = scorer.step(state, tokens);
      advance(live, step, reader);
      live = live.stream().filter(sentence -> !sentence.isDone()).toList();
      if (!live.isEmpty()) {
        List<Branch> survivors =
            live.stream().flatMap(sentence -> sentence.survivors().stream()).toList();
        tokens = survivors.stream().mapToInt(Branch::token).toArray();
        state = select(step.state(), survivors.stream().mapToInt(Branch::row).toArray());
      }
    }
    return all.stream().map(SentenceSearch::hypotheses).toList();
  }

  private static <V> void advance(
      List<SentenceSearch<V>> live, Scorer.Step step, Reader<V> reader) {
    List<NextToken> next = new ArrayList<>();
    int[] firstRows = new int[live.size()];
    for (int i = 0; i < firstRows.length; i++) {
      firstRows[i] = next.size();
      next.addAll(live.get(i).next());
    }
    V read = reader.read(step, next);
    for (int i = 0; i < firstRows.length; i++) {
      live.get(i).advance(read, firstRows[i]);
    }
  }

  private static void check(Scorer scorer, SearchRequest request) {
    if (request.sentences().size() != scorer.sentences()) {
      throw new IllegalArgumentException(
          "The request has "
              + request.sentences().size()
              + " sentences, expected one for each of the "
              + scorer.sentences()
              + " sentences");
    }
  }

  /** Calls {@link Scorer.State#select}, except if it would change nothing. */
  private static Scorer.State select(Scorer.State state, int[] rows) {
    boolean same =
        rows.length == state.rows()
            && IntStream.range(0, rows.length).allMatch(row -> rows[row] == row);
    return same ? state : state.select(rows);
  }
}
