package org.dragoman.runtime.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dragoman.runtime.text.Cleaner;
import org.dragoman.runtime.text.Stretch;
import org.dragoman.runtime.text.Stretches;
import org.dragoman.runtime.text.TextPipeline;

/**
 * A stretch of a line as a model reads it.
 *
 * @param text its characters
 * @param ids without end mark; none if it is copied
 * @param copied whether it is copied to the output unchanged
 */
public record EncodedStretch(String text, int[] ids, boolean copied) {
  private static final int QUOTED = 40;

  /**
   * Returns the stretches of a line; none if it is empty or all white space. Stretches are copied
   * if {@link Stretches} says so, or if they have more tokens than their words can plausibly have.
   */
  public static List<EncodedStretch> of(String line, TextPipeline pipeline) {
    if (SourceReader.isBlank(line)) {
      return List.of();
    }
    String clean = pipeline.segmenter().normalizer().cleans() ? Cleaner.clean(line) : line;
    List<EncodedStretch> encoded = new ArrayList<>();
    for (Stretch stretch : Stretches.of(clean)) {
      String text = stretch.text();
      int[] ids = stretch.hasWords() ? pipeline.encode(text) : new int[0];
      boolean copied = !stretch.hasWords() || ids.length > Stretches.maxTokens(text);
      encoded.add(new EncodedStretch(text, copied ? new int[0] : ids, copied));
    }
    return encoded;
  }

  /** Says how many characters are copied, and shows the first ones; empty if there are none. */
  public static Optional<String> copied(List<EncodedStretch> stretches) {
    List<EncodedStretch> copied = stretches.stream().filter(EncodedStretch::copied).toList();
    if (copied.isEmpty()) {
      return Optional.empty();
    }
    int count = copied.stream().mapToInt(one -> one.text().strip().length()).sum();
    String first = copied.get(0).text().strip();
    return Optional.of(
        "%d characters that hold no words ('%s')"
            .formatted(count, first.length() <= QUOTED ? first : cut(first) + "..."));
  }

  private static String cut(String text) {
    return text.substring(0, text.offsetByCodePoints(0, QUOTED / 2));
  }

  /** The ids of all stretches together. */
  public static int[] ids(List<EncodedStretch> stretches) {
    return stretches.stream().flatMapToInt(stretch -> Arrays.stream(stretch.ids())).toArray();
  }

  /** Returns the texts of the stretches that the model reads. */
  public static List<String> texts(List<EncodedStretch> stretches) {
    return stretches.stream().filter(one -> !one.copied()).map(EncodedStretch::text).toList();
  }
}
