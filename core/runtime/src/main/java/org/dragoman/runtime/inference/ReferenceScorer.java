package org.dragoman.runtime.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.SentencePair;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;

/**
 * Scores given translations as text with a model in memory. It keeps nothing between calls, and may
 * be used from several threads at once.
 *
 * @param targets scores ids
 * @param pipelines from text to ids
 */
record ReferenceScorer(TargetScorer targets, Pipelines pipelines) {

  /** The sums over all pairs; those of which a side has no token are left out. */
  ReferenceScore score(List<SentencePair> pairs) {
    List<TargetScorer.Pair> all = pairs.stream().map(this::encode).toList();
    DocumentStates states = states(pairs, all);
    List<TargetScorer.Pair> encoded =
        all.stream().filter(pair -> pair.source().length > 1 && !pair.target().isEmpty()).toList();
    List<TargetScorer.Scored> scored = targets.score(encoded, false, null, states);
    return new ReferenceScore(
        -scored.stream()
            .flatMap(pair -> pair.logProbabilities().stream())
            .mapToDouble(Double::doubleValue)
            .sum(),
        encoded.stream().mapToLong(TargetScorer.Pair::saidCount).sum(),
        scored.stream().mapToLong(TargetScorer.Scored::correct).sum(),
        encoded.stream().mapToLong(pair -> unknown(pair.target())).sum(),
        encoded.stream().mapToLong(pair -> pair.source().length - 1).sum(),
        encoded.stream()
            .flatMapToInt(pair -> Arrays.stream(pair.source()))
            .filter(id -> id == Vocabulary.UNK)
            .count());
  }

  /** The states of pairs that are a text, in which a document ends where a source is blank. */
  private DocumentStates states(List<SentencePair> pairs, List<TargetScorer.Pair> encoded) {
    DocumentStates states = targets.newStates();
    if (states.areCarried()) {
      List<List<int[]>> documents = new ArrayList<>();
      documents.add(new ArrayList<>());
      for (int i = 0; i < pairs.size(); i++) {
        if (SourceReader.isBlank(pairs.get(i).source())) {
          documents.add(new ArrayList<>());
        } else {
          documents.get(documents.size() - 1).add(encoded.get(i).source());
        }
      }
      states.read(documents);
    }
    return states;
  }

  /** Each pair token by token; of two empty sides there is nothing to score. */
  List<TokenScores> tokens(List<SentencePair> pairs, TokenDetail detail) {
    List<TargetScorer.Pair> encoded = pairs.stream().map(this::encode).toList();
    List<TargetScorer.Scored> scored =
        targets.score(encoded, detail == TokenDetail.WEIGHTS, null, states(pairs, encoded));
    List<TokenScores> tokens = new ArrayList<>(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      TargetScorer.Scored of = scored.get(i);
      tokens.add(
          of.logProbabilities().isEmpty()
              ? TokenScores.EMPTY
              : new TokenScores(
                  sourcePieces(pairs.get(i).source()),
                  pipelines.target().pieces(encoded.get(i).target()),
                  of.logProbabilities(),
                  of.weights()));
    }
    return tokens;
  }

  private List<String> sourcePieces(String text) {
    return SourceReader.isBlank(text) ? List.of() : pipelines.source().segmenter().pieces(text);
  }

  /** A pair as ids. */
  TargetScorer.Pair encode(SentencePair pair) {
    List<Integer> source = encode(pipelines.source(), pair.source());
    List<Integer> target = encode(pipelines.target(), pair.target());
    boolean empty = source.isEmpty() && target.isEmpty();
    return new TargetScorer.Pair(
        TargetScorer.withEnd(source).stream().mapToInt(Integer::intValue).toArray(),
        target,
        !empty);
  }

  /** Ids of a text; none where it is white space only, as in translation. */
  private static List<Integer> encode(TextPipeline pipeline, String text) {
    return SourceReader.isBlank(text)
        ? List.of()
        : Arrays.stream(pipeline.encode(text)).boxed().toList();
  }

  private static long unknown(List<Integer> ids) {
    return ids.stream().filter(id -> id == Vocabulary.UNK).count();
  }
}
