package org.dragoman.runtime.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dragoman.runtime.text.Segmenter;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchRequest;
import org.jspecify.annotations.Nullable;

/**
 * A line on its way through the translator.
 *
 * @param request what was asked
 * @param name what messages call it
 * @param parts that are searched for; none where the line is empty, several where it is long
 */
record SourceLine(TranslationRequest request, String name, List<Part> parts) {

  /** A line or a part of one, and what the search found for it. */
  static final class Part {
    private final int[] source;
    private final SearchRequest.Sentence asked;
    private List<Hypothesis> hypotheses = List.of();
    private List<TargetScorer.@Nullable Scored> scored = List.of();

    /** A part by its ids, the end mark the last. */
    Part(int[] source, SearchRequest.Sentence asked) {
      this.source = source;
      this.asked = asked;
    }

    int[] source() {
      return source;
    }

    /** The number of positions, the end mark counted. */
    int length() {
      return source.length;
    }

    SearchRequest.Sentence asked() {
      return asked;
    }

    /** What was found, best first. */
    List<Hypothesis> hypotheses() {
      return hypotheses;
    }

    /** Takes what the search has found; nothing is known of the tokens yet. */
    void found(List<Hypothesis> found) {
      hypotheses = found;
      scored = new ArrayList<>(Collections.nCopies(found.size(), null));
    }

    /** Takes what is known of the tokens of a hypothesis. */
    void scored(int hypothesis, TargetScorer.Scored tokens) {
      scored.set(hypothesis, tokens);
    }

    /** What is known of the tokens of a hypothesis; null where that was not asked for. */
    TargetScorer.@Nullable Scored scored(int hypothesis) {
      return scored.get(hypothesis);
    }
  }

  /** For each source piece of the line the word that it is of, as it is written. */
  List<String> wordsOfPieces(Segmenter source) {
    List<String> words = new ArrayList<>();
    for (Segmenter.Word word : source.words(request.text())) {
      words.addAll(Collections.nCopies(word.pieces(), word.text()));
    }
    return words;
  }

  /** The part of a list with an entry for each source piece of the line that is a part's. */
  static <T> List<T> of(List<T> pieces, List<Part> parts, int part) {
    int from = parts.subList(0, part).stream().mapToInt(before -> before.length() - 1).sum();
    return pieces.subList(from, from + parts.get(part).length() - 1);
  }
}
