package org.dragoman.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that every metric makes of a corpus. */
final class Segments {

  private Segments() {}

  /**
   * Refuses an empty corpus, and files with different numbers of lines: after a missing line the
   * files do not match, and a score would be meaningless.
   */
  static void check(int hypotheses, int references, String referenceName) {
    if (hypotheses != references) {
      throw new IllegalArgumentException(
          "The hypotheses have %d lines and %s has %d; both need one line for each segment"
              .formatted(hypotheses, referenceName, references));
    }
    if (hypotheses == 0) {
      throw new IllegalArgumentException(
          "There is nothing to score: hypotheses and references have no line");
    }
  }

  /** The references of each segment, from streams in which null stands for a missing one. */
  static List<List<String>> references(
      int segments, List<? extends List<? extends @Nullable String>> streams) {
    if (streams.isEmpty()) {
      throw new IllegalArgumentException("A score needs at least one stream of references");
    }
    for (int i = 0; i < streams.size(); i++) {
      check(segments, streams.get(i).size(), "reference stream " + (i + 1));
    }
    List<List<String>> references = new ArrayList<>(segments);
    for (int i = 0; i < segments; i++) {
      List<String> ofSegment = new ArrayList<>(streams.size());
      for (List<? extends @Nullable String> stream : streams) {
        String reference = stream.get(i);
        if (reference != null) {
          ofSegment.add(reference);
        }
      }
      if (ofSegment.isEmpty()) {
        throw new IllegalArgumentException(
            "Line %d of the hypotheses has no reference".formatted(i + 1));
      }
      references.add(ofSegment);
    }
    return references;
  }

  /** Refuses a segment without a reference. */
  static void checkReferences(List<String> references) {
    if (references.isEmpty()) {
      throw new IllegalArgumentException("A score needs at least one reference a segment");
    }
  }

  /** Refuses statistics of another metric. */
  static void checkWidth(Statistics statistics, int width, String metric) {
    if (statistics.width() != width) {
      throw new IllegalArgumentException(
          "%s with these options needs statistics of %d counts; given: %d, of another metric"
              .formatted(metric, width, statistics.width()));
    }
  }
}
