package org.dragoman.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.inference.DocumentStates;
import org.dragoman.runtime.inference.EncodedStretch;
import org.dragoman.runtime.inference.SourceReader;
import org.dragoman.runtime.inference.TargetScorer;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores given translations as text with a model in memory. It keeps nothing between calls, and may
 * be used from several threads at once.
 *
 * @param targets scores ids
 * @param pipelines from text to ids
 */
record ReferenceScorer(TargetScorer targets, Pipelines pipelines) {
  private static final Logger LOG = LoggerFactory.getLogger(ReferenceScorer.class);

  /**
   * Returns the sums over all pairs; pairs with a side without tokens are left out.
   *
   * @param nameOf returns the name of a pair in warnings, by its number from 1
   */
  ReferenceScore score(List<SentencePair> pairs, LongFunction<String> nameOf) {
    List<TargetScorer.Pair> all = encode(pairs, nameOf);
    DocumentStates states = states(pairs, all);
    List<TargetScorer.Pair> encoded =
        all.stream().filter(pair -> pair.source().length > 1 && !pair.target().isEmpty()).toList();
    targets.passOver(all.size() - encoded.size());
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

  /** Returns the states of the pairs of a text, in which a blank source ends a document. */
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

  /**
   * Scores each pair token by token; a pair with two empty sides has no scores.
   *
   * @param nameOf returns the name of a pair in warnings, by its number from 1
   */
  List<TokenScores> tokens(
      List<SentencePair> pairs, TokenDetail detail, LongFunction<String> nameOf) {
    List<TargetScorer.Pair> encoded = encode(pairs, nameOf);
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
    return EncodedStretch.texts(EncodedStretch.of(text, pipelines.source())).stream()
        .flatMap(stretch -> pipelines.source().segmenter().pieces(stretch).stream())
        .toList();
  }

  private List<TargetScorer.Pair> encode(List<SentencePair> pairs, LongFunction<String> nameOf) {
    List<TargetScorer.Pair> encoded = new ArrayList<>(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      long number = i + 1L;
      encoded.add(encode(pairs.get(i), () -> nameOf.apply(number)));
    }
    return encoded;
  }

  /**
   * Returns a pair as ids, without the text without words that translation would copy.
   *
   * @param name its name in warnings
   */
  TargetScorer.Pair encode(SentencePair pair, Supplier<String> name) {
    List<Integer> source = encode(pipelines.source(), pair.source(), "source", name);
    List<Integer> target = encode(pipelines.target(), pair.target(), "translation", name);
    boolean empty = source.isEmpty() && target.isEmpty();
    return new TargetScorer.Pair(
        TargetScorer.withEnd(source).stream().mapToInt(Integer::intValue).toArray(),
        target,
        !empty);
  }

  /** Returns the ids of a text; none if it is white space only, as in translation. */
  private static List<Integer> encode(
      TextPipeline pipeline, String text, String side, Supplier<String> name) {
    List<EncodedStretch> stretches = EncodedStretch.of(text, pipeline);
    EncodedStretch.copied(stretches)
        .ifPresent(
            what -> LOG.warn("{}: its {} has {}, which are left out.", name.get(), side, what));
    return Arrays.stream(EncodedStretch.ids(stretches)).boxed().toList();
  }

  private static long unknown(List<Integer> ids) {
    return ids.stream().filter(id -> id == Vocabulary.UNK).count();
  }
}
