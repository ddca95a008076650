package org.dragoman.cli.compare;

import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.jspecify.annotations.Nullable;

/**
 * The test set that the systems translated.
 *
 * @param source the source; null if it is not known
 * @param reference the reference translation, line for line
 */
public record TestSet(@Nullable Lines source, Lines reference) {

  /** Refuses a reference without text, and a source of another length. */
  public TestSet {
    if (reference.text().isEmpty()) {
      throw DragomanException.data(
          reference.name() + " has no lines; there is nothing to compare.");
    }
    if (reference.text().stream().allMatch(String::isBlank)) {
      throw DragomanException.data(
          "All lines of %s are blank; there is nothing to compare with. Is it the right file?"
              .formatted(reference.name()));
    }
    if (source != null) {
      checkLength(source, reference);
    }
  }

  /**
   * Checks that a text has a line for each segment.
   *
   * @throws DragomanException of kind DATA, with both counts
   */
  public void checkLength(Lines lines) {
    checkLength(lines, reference);
  }

  private static void checkLength(Lines lines, Lines reference) {
    if (lines.text().size() != reference.text().size()) {
      throw DragomanException.data(
          "%s has %d lines, but %s has %d; line n of each must belong to the same segment."
              .formatted(
                  lines.name(), lines.text().size(), reference.name(), reference.text().size()));
    }
  }

  /**
   * A text with one segment per line.
   *
   * @param name its name in messages
   * @param text the lines
   */
  public record Lines(String name, List<String> text) {
    /** Copies the list. */
    public Lines {
      text = List.copyOf(text);
    }
  }
}
