package org.dragoman.runtime.search;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.dragoman.runtime.DragomanException;
import org.dragoman.spi.SearchStrategy;

/**
 * How many hypotheses of a sentence a search goes on with, held against what there is memory for. A
 * step scores the whole vocabulary for each of them, and compares up to as many continuations of
 * each as there are hypotheses.
 *
 * @param rows hypotheses of a sentence
 * @param vocabulary entries of the target vocabulary
 */
public record SearchWidth(long rows, long vocabulary) {
  // Log-probabilities in the engine, and what they are computed from.
  private static final long BYTES_OF_A_SCORE = 16;
  // In Java: the hypothesis, its rank, and the place in the list that is sorted.
  private static final long BYTES_OF_A_CONTINUATION = 64;
  // What a search may take of either memory: the model, the batch and others need theirs.
  private static final int SHARE = 8;
  private static final long SCORES_OF_A_BATCH = 1L << 26;

  /**
   * The width of a search where {@code nBest} candidates are wanted.
   *
   * @param vocabulary entries of the target vocabulary
   */
  public static SearchWidth of(SearchStrategy search, int nBest, int vocabulary) {
    return new SearchWidth(Math.max(search.width(nBest), nBest), vocabulary);
  }

  /**
   * Checks that the machine can search so widely.
   *
   * @return itself
   * @throws DragomanException of kind CONFIGURATION with the greatest width otherwise
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
   * The greatest width.
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

  /** How many sentences may share a batch: so many that its scores do not crowd the memory. */
  public int sentences(int wanted) {
    return (int) Math.max(1, Math.min(wanted, SCORES_OF_A_BATCH / (rows * vocabulary)));
  }
}
