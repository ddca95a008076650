package org.dragoman.evaluation.significance;

import java.util.List;
import java.util.SplittableRandom;
import org.dragoman.evaluation.Statistics;

/** The counts of all segments of one system in one array, fast to add up repeatedly. */
final class SegmentMatrix {
  private final int segments;
  private final int width;
  private final int references;
  private final double[] counts;

  SegmentMatrix(List<Statistics> statistics) {
    segments = statistics.size();
    Statistics all = statistics.get(0);
    for (Statistics segment : statistics.subList(1, segments)) {
      all = all.plus(segment);
    }
    width = all.width();
    references = all.references();
    counts = new double[Math.multiplyExact(segments, width)];
    for (int i = 0; i < segments; i++) {
      for (int j = 0; j < width; j++) {
        counts[i * width + j] = statistics.get(i).count(j);
      }
    }
  }

  int segments() {
    return segments;
  }

  /** Returns the sum over the given segments; a segment may occur several times. */
  Statistics sum(int[] chosen) {
    double[] sum = new double[width];
    for (int segment : chosen) {
      add(sum, segment);
    }
    return Statistics.of(sum, references);
  }

  /**
   * Returns the sums of two systems after swapping the outputs of some segments.
   *
   * @param random decides which segments
   */
  Swapped swapped(SegmentMatrix other, SplittableRandom random) {
    double[] one = new double[width];
    double[] two = new double[width];
    long coins = 0;
    for (int segment = 0; segment < segments; segment++) {
      coins = segment % Long.SIZE == 0 ? random.nextLong() : coins >>> 1;
      boolean stays = (coins & 1) == 0;
      add(stays ? one : two, segment);
      other.add(stays ? two : one, segment);
    }
    return new Swapped(Statistics.of(one, references), Statistics.of(two, other.references));
  }

  /** Two systems, each with some outputs of the other. */
  record Swapped(Statistics one, Statistics two) {}

  private void add(double[] sum, int segment) {
    int from = segment * width;
    for (int j = 0; j < width; j++) {
      sum[j] += counts[from + j];
    }
  }
}
