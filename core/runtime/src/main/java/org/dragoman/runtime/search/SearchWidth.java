package org.dragoman.runtime.search;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.dragoman.runtime.DragomanException;
import org.dragoman.spi.SearchStrategy;

/**
 * Checks that there is enough memory for the number of hypotheses that a search keeps for a
 * sentence. A step scores the whole vocabulary for each hypothesis, and compares up to as many
 * continuations of each as there are hypotheses.
 *
 * @param rows hypotheses of a sentence
 * @param vocabulary entries of the target vocabulary
 */
public record SearchWidth(long rows, long vocabulary) {
  // In the engine: log-probabilities and the arrays that they are computed from.
  private static final long BYTES_OF_A_SCORE = 16;
  // In Java: the hypothesis, its rank, and its entry in the list to sort.
  private static final long BYTES_OF_A_CONTINUATION = 64;
  // The share of each memory that a search may take; the model, the batch and others need the
  // rest.
  private static final int SHARE = 8;
  private static final long SCORES_OF_A_BATCH = 1L << 26;

  /**
   * Returns the width of a search where {@code nBest} candidates are wanted.
   *
   * @param vocabulary entries of the target vocabulary
   */
  public static SearchWidth of(SearchStrategy search, int nBest, int vocabulary) {
    return new SearchWidth(Math.max(search.width(nBest), nBest), vocabulary);
  }

  /**
   * Checks that the machine has enough memory for this width.
   *
   * @return itself
   * @throws DragomanException of kind CONFIGURATION if it has not; the message gives the greatest
   *     width
   */
  public SearchWidth require() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long greatest = greatest(system.getTotalMemorySize(), Runtime.getRuntime().maxMemory());
    if (rows > greatest) {
      throw DragomanException.configuration(
          ("A search that keeps %,d hypotheses of a sentence (size, or the candidates wanted) is"
                  + " too wide for this machine: with the %,d entries of the target vocabulary its"
                  + " memory is enough for %,d. Usual are 4 to 12.")
              .formatted(rows, vocabulary, greatest));
    }
    return this;
  }

  /**
   * Returns the greatest width.
   *
   * @param memory of the machine, in bytes
   * @param heap of Java, in bytes
   */
  long greatest(long memory, long heap) {
    long ofEngine = memory / SHARE / (BYTES_OF_A_SCORE * vocabulary);
    long continuations = heap / SHARE / BYTES_OF_A_CONTINUATION;
    long ofJava = (long) Math.sqrt((double) continuations);
    return Math.max(1, Math.min(ofEngine, ofJava));
  }

  /** Returns the number of sentences that may share a batch, so that its scores fit into memory. */
  public int sentences(int wanted) {
    return (int) Math.max(1, Math.min(wanted, SCORES_OF_A_BATCH / (rows * vocabulary)));
  }
}
