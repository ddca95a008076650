package org.dragoman.runtime.engine.check;

import java.util.ArrayList;
import java.util.List;

/** How many sizes operations are tried at. */
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

  /** Sizes in which each number stands at each of the three places, beside another each time. */
  List<Size> each() {
    return rotations(1);
  }

  /** Sizes in which each number stands at each place beside each other number. */
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
