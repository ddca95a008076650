package org.dragoman.training.data;

import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.dragoman.corpus.store.Copies;
import org.dragoman.training.data.TrainingText.Part;

/**
 * Decides how often an epoch sees each pair of the training corpora. With a weight of 2.3 it sees
 * each pair twice, and exactly three tenths of the pairs once more; these are drawn again for each
 * epoch (Knuth, The Art of Computer Programming 2, algorithm 3.4.2S).
 */
final class WeightedCopies implements Copies {
  private final Iterator<Part> parts;
  private final SplittableRandom random;
  private int whole;
  // The remaining pairs of the current corpus, and how many of them are seen once more.
  private long left;
  private long extra;

  WeightedCopies(List<Part> parts, long seed) {
    this.parts = parts.iterator();
    random = new SplittableRandom(seed);
  }

  /** Returns the number of pairs in an epoch. */
  static long total(List<Part> parts) {
    return parts.stream().mapToLong(part -> whole(part) * part.size() + extra(part)).sum();
  }

  @Override
  public int next() {
    while (left == 0) {
      Part part = parts.next();
      whole = whole(part);
      left = part.size();
      extra = extra(part);
    }
    boolean once = random.nextLong(left) < extra;
    left--;
    extra -= once ? 1 : 0;
    return once ? whole + 1 : whole;
  }

  private static int whole(Part part) {
    return (int) Math.floor(part.weight());
  }

  private static long extra(Part part) {
    return Math.round((part.weight() - whole(part)) * part.size());
  }
}
