package org.dragoman.translate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.Scorer;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;

/**
 * A beam that reads every score: the first step has one row a sentence, later ones {@code size} a
 * live sentence, and a sentence leaves when its best prefix ends or is as long as it may be.
 */
record TinyBeam(int size) implements SearchStrategy {

  private record Prefix(int row, List<Integer> tokens, double total, boolean ended) {}

  @Override
  public List<List<Hypothesis>> search(Scorer scorer, SearchRequest request) {
    List<List<Hypothesis>> found = new ArrayList<>();
    List<Integer> live = new ArrayList<>();
    List<List<Prefix>> beams = new ArrayList<>();
    for (int sentence = 0; sentence < scorer.sentences(); sentence++) {
      found.add(List.of());
      live.add(sentence);
      beams.add(List.of(new Prefix(sentence, List.of(), 0, false)));
    }
    Scorer.State state = scorer.start();
    int[] tokens = live.stream().mapToInt(i -> request.startToken()).toArray();
    while (!live.isEmpty()) {
      Scorer.Step step = scorer.step(state, tokens);
      double[] scores = step.logProbabilities().toDoubleArray();
      List<Integer> stillLive = new ArrayList<>();
      List<List<Prefix>> next = new ArrayList<>();
      int firstRow = 0;
      for (int i = 0; i < live.size(); i++) {
        int sentence = live.get(i);
        List<Prefix> best = best(beams.get(i), firstRow, scores, scorer.vocabularySize(), request);
        firstRow += beams.get(i).size();
        Prefix first = best.get(0);
        if (first.ended()
            || first.tokens().size() == request.sentences().get(sentence).maxLength()) {
          found.set(sentence, best.stream().limit(request.nBest()).map(this::toOutput).toList());
        } else {
          stillLive.add(sentence);
          next.add(best);
        }
      }
      live = stillLive;
      beams = next;
      if (!live.isEmpty()) {
        List<Prefix> all = beams.stream().flatMap(List::stream).toList();
        state = step.state().select(all.stream().mapToInt(Prefix::row).toArray());
        tokens = all.stream().mapToInt(p -> p.tokens().get(p.tokens().size() - 1)).toArray();
      }
    }
    return found;
  }

  private List<Prefix> best(
      List<Prefix> beam, int firstRow, double[] scores, int vocabulary, SearchRequest request) {
    List<Prefix> all = new ArrayList<>();
    for (int i = 0; i < beam.size(); i++) {
      for (int token = 0; token < vocabulary; token++) {
        if (!request.forbidden().contains(token)) {
          Prefix before = beam.get(i);
          double total = before.total() + scores[(firstRow + i) * vocabulary + token];
          List<Integer> tokens = Stream.concat(before.tokens().stream(), Stream.of(token)).toList();
          all.add(new Prefix(firstRow + i, tokens, total, token == request.endToken()));
        }
      }
    }
    all.sort(Comparator.comparingDouble(Prefix::total).reversed());
    return all.subList(0, size);
  }

  private Hypothesis toOutput(Prefix prefix) {
    int length = prefix.tokens().size();
    List<Integer> tokens =
        prefix.ended() ? prefix.tokens().subList(0, length - 1) : prefix.tokens();
    return new Hypothesis(tokens, prefix.total(), prefix.total() / length, prefix.ended());
  }
}
