package org.dragoman.translate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.dragoman.runtime.inference.TargetScorer;
import org.dragoman.runtime.text.Segmenter;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchRequest;
import org.jspecify.annotations.Nullable;

/**
 * A line on its way through the translator.
 *
 * @param request what was asked
 * @param name what messages call it
 * @param sections what it is made of; none where the line is empty
 */
record SourceLine(TranslationRequest request, String name, List<Section> sections) {

  /**
   * A stretch of a line.
   *
   * @param source its text
   * @param copied whether it goes to the output as it stands
   * @param parts that are searched for; none where it is copied, several where it is long
   */
  record Section(String source, boolean copied, List<Part> parts) {}

  /** The parts of all sections. */
  List<Part> parts() {
    return sections.stream().flatMap(section -> section.parts().stream()).toList();
  }

  /** A line or a part of one, and what the search found for it. */
  static final class Part {
    private final int[] source;
    private final SearchRequest.Sentence asked;
    private final SearchPlan plan;
    private final LongFunction<String> nameOf;
    private final boolean first;
    private List<Hypothesis> hypotheses = List.of();
    private List<TargetScorer.@Nullable Scored> scored = List.of();

    /**
     * Creates a part.
     *
     * @param source its ids, the end mark the last
     * @param plan how it is searched for
     * @param nameOf what messages call its line, by the line's number from 1
     * @param first whether it is the first of its line
     */
    Part(
        int[] source,
        SearchRequest.Sentence asked,
        SearchPlan plan,
        LongFunction<String> nameOf,
        boolean first) {
      this.source = source;
      this.asked = asked;
      this.plan = plan;
      this.nameOf = nameOf;
      this.first = first;
    }

    SearchPlan plan() {
      return plan;
    }

    /** What messages call its line. */
    String name() {
      return nameOf.apply(asked.number() + 1);
    }

    boolean isFirst() {
      return first;
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

  /** The source pieces of the line that are translated. */
  List<String> pieces(Segmenter source) {
    return translated().flatMap(text -> source.pieces(text).stream()).toList();
  }

  /** For each of {@link #pieces} the word that it is of, as it is written. */
  List<String> wordsOfPieces(Segmenter source) {
    return translated()
        .flatMap(text -> source.words(text).stream())
        .flatMap(word -> Collections.nCopies(word.pieces(), word.text()).stream())
        .toList();
  }

  private Stream<String> translated() {
    return sections.stream().filter(section -> !section.parts().isEmpty()).map(Section::source);
  }

  /** The part of a list with an entry for each source piece of the line that is a part's. */
  static <T> List<T> of(List<T> pieces, List<Part> parts, int part) {
    int from = parts.subList(0, part).stream().mapToInt(before -> before.length() - 1).sum();
    return pieces.subList(from, from + parts.get(part).length() - 1);
  }
}
