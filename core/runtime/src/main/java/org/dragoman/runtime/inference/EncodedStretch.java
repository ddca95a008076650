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
 * @param ids without end mark; none where it is copied
 * @param copied whether it goes to the output as it stands
 */
public record EncodedStretch(String text, int[] ids, boolean copied) {
  private static final int QUOTED = 40;

  /**
   * The stretches of a line; none where it is empty or all white space. Beside what {@link
   * Stretches} tells, one is copied that has more tokens than its words can be.
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

  /** How many characters are copied, and the first of them; empty where there are none. */
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

  /** What is read of a line, stretch by stretch. */
  public static List<String> texts(List<EncodedStretch> stretches) {
    return stretches.stream().filter(one -> !one.copied()).map(EncodedStretch::text).toList();
  }
}
