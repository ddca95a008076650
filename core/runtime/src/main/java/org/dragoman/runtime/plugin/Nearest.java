package org.dragoman.runtime.plugin;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a user probably meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * Returns the known name with the least edit distance (insertions, deletions, replacements and
   * swaps of neighbours), if that is at most a third of its letters.
   */
  static Optional<String> to(String given, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(given, name) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt((String name) -> distance(given, name)));
  }

  /** Returns {@code " Did you mean 'gru'?"}, or an empty text if no name is near. */
  public static String hint(String given, Collection<String> known) {
    return to(given, known).map(name -> " Did you mean '" + name + "'?").orElse("");
  }

  /** Returns the optimal string alignment distance, ignoring case. */
  private static int distance(String given, String name) {
    String a = given.toLowerCase(Locale.ROOT);
    String b = name.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
