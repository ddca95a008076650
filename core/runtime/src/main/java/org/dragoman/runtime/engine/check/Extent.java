package org.dragoman.runtime.engine.check;

import java.util.ArrayList;
import java.util.List;

/** The sizes at which operations are checked. */
public enum Extent {
  /** Every size, and every pair of sizes of a product: for the build. */
  WHOLE(1, 2, 3, 5, 15, 16, 17, 31, 33, 40, 48, 63, 65, 70, 100, 127, 129, 300),
  /** A few seconds: for {@code dragoman doctor}. */
  SHORT(1, 5, 17, 33, 40, 70, 100, 129);

  private static final int FIRST_DISTANCE = 3;

  private final int[] sizes;

  Extent(int... sizes) {
    this.sizes = sizes;
  }

  /**
   * Returns sizes in which each number occurs at each of the three places, each time with other
   * numbers beside it.
   */
  List<Size> each() {
    return rotations(1);
  }

  /** Returns sizes in which each number occurs at each place together with each other number. */
  List<Size> pairs() {
    return rotations(sizes.length);
  }

  private List<Size> rotations(int count) {
    int n = sizes.length;
    List<Size> drawn = new ArrayList<>();
    for (int rotation = 0; rotation < count; rotation++) {
      int distance = n / FIRST_DISTANCE + rotation;
      for (int i = 0; i < n; i++) {
        drawn.add(new Size(sizes[(i + 2 * distance) % n], sizes[(i + distance) % n], sizes[i]));
      }
    }
    return drawn;
  }
}
