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
 * A line in the course of its translation.
 *
 * @param request the line and its constraints
 * @param name its name in messages
 * @param sections its sections; none if the line is empty
 */
record SourceLine(TranslationRequest request, String name, List<Section> sections) {

  /**
   * A stretch of a line.
   *
   * @param source its text
   * @param copied whether it is copied to the output unchanged
   * @param parts the parts to translate; none if it is copied, several if it is long
   */
  record Section(String source, boolean copied, List<Part> parts) {}

  /** Returns the parts of all sections. */
  List<Part> parts() {
    return sections.stream().flatMap(section -> section.parts().stream()).toList();
  }

  /** A line or a part of one, with its hypotheses. */
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
     * @param source its ids, with the end mark
     * @param plan how it is searched for
     * @param nameOf returns the name of its line in messages, by the line's number from 1
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

    /** Returns the number of positions, including the end mark. */
    int length() {
      return source.length;
    }

    SearchRequest.Sentence asked() {
      return asked;
    }

    /** Returns the hypotheses, best first. */
    List<Hypothesis> hypotheses() {
      return hypotheses;
    }

    /** Sets the hypotheses that the search found; their tokens are not scored yet. */
    void found(List<Hypothesis> found) {
      hypotheses = found;
      scored = new ArrayList<>(Collections.nCopies(found.size(), null));
    }

    /** Sets the scores of the tokens of a hypothesis. */
    void scored(int hypothesis, TargetScorer.Scored tokens) {
      scored.set(hypothesis, tokens);
    }

    /** Returns the scores of the tokens of a hypothesis; null if they were not requested. */
    TargetScorer.@Nullable Scored scored(int hypothesis) {
      return scored.get(hypothesis);
    }
  }

  /** Returns the source pieces of the line that are translated. */
  List<String> pieces(Segmenter source) {
    return translated().flatMap(text -> source.pieces(text).stream()).toList();
  }

  /** Returns for each of {@link #pieces} its word, as written in the text. */
  List<String> wordsOfPieces(Segmenter source) {
    return translated()
        .flatMap(text -> source.words(text).stream())
        .flatMap(word -> Collections.nCopies(word.pieces(), word.text()).stream())
        .toList();
  }

  private Stream<String> translated() {
    return sections.stream().filter(section -> !section.parts().isEmpty()).map(Section::source);
  }

  /** Selects the entries of a part from a list with an entry for each source piece of the line. */
  static <T> List<T> of(List<T> pieces, List<Part> parts, int part) {
    int from = parts.subList(0, part).stream().mapToInt(before -> before.length() - 1).sum();
    return pieces.subList(from, from + parts.get(part).length() - 1);
  }
}
