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
    List<TargetScorer.Pair> encoded =
        pairs.stream()
            .map(this::encode)
            .filter(pair -> pair.source().size() > 1 && !pair.target().isEmpty())
            .toList();
    List<TargetScorer.Scored> scored = targets.score(encoded, false, null);
    return new ReferenceScore(
        -scored.stream()
            .flatMap(pair -> pair.logProbabilities().stream())
            .mapToDouble(Double::doubleValue)
            .sum(),
        encoded.stream().mapToLong(TargetScorer.Pair::saidCount).sum(),
        scored.stream().mapToLong(TargetScorer.Scored::correct).sum(),
        encoded.stream().mapToLong(pair -> unknown(pair.target())).sum(),
        encoded.stream().mapToLong(pair -> pair.source().size() - 1).sum(),
        encoded.stream().mapToLong(pair -> unknown(pair.source())).sum());
  }

  /** Each pair token by token; of two empty sides there is nothing to score. */
  List<TokenScores> tokens(List<SentencePair> pairs, TokenDetail detail) {
    List<TargetScorer.Pair> encoded = pairs.stream().map(this::encode).toList();
    List<TargetScorer.Scored> scored = targets.score(encoded, detail == TokenDetail.WEIGHTS, null);
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
    return new TargetScorer.Pair(TargetScorer.withEnd(source), target, !empty);
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
