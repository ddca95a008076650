package org.dragoman.training.data;

import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.dragoman.corpus.store.Copies;
import org.dragoman.training.data.TrainingText.Part;

/**
 * How often an epoch sees each pair of the training corpora. A weight of 2.3 is twice each pair,
 * and once more three tenths of them, drawn anew for each epoch, exactly so many (Knuth, The Art of
 * Computer Programming 2, algorithm 3.4.2S).
 */
final class WeightedCopies implements Copies {
  private final Iterator<Part> parts;
  private final SplittableRandom random;
  private int whole;
  // Of the part: pairs to come, and how many of these are seen once more.
  private long left;
  private long extra;

  WeightedCopies(List<Part> parts, long seed) {
    this.parts = parts.iterator();
    random = new SplittableRandom(seed);
  }

  /** How many pairs an epoch has. */
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
