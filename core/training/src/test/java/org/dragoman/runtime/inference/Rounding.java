package org.dragoman.runtime.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dragoman.translate.Candidate;
import org.dragoman.translate.Translation;

/**
 * Holds translations against each other whose floats may differ by rounding: another processor,
 * batch or layout of the weights adds up in another order. Where two candidates are nearer to each
 * other than rounding goes, either may come first.
 */
public final class Rounding {
  /**
   * What scores may differ by. Packed and plain products of random weights differed by 1.2e-4 under
   * SSE 4.1; a wrongly packed weight moved a score by 4e-2.
   */
  public static final double TOLERANCE = 5e-4;

  private Rounding() {}

  /** Compares ranked lists: all scores, and the texts of those that have no near neighbour. */
  public static void assertSame(List<Candidate> found, List<Candidate> expected, String source) {
    assertThat(found).as(source).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).score())
          .as(source)
          .isCloseTo(expected.get(i).score(), within(TOLERANCE));
      if (!isNear(expected, i, i - 1) && !isNear(expected, i, i + 1)) {
        assertThat(found.get(i).text()).as(source).isEqualTo(expected.get(i).text());
      }
    }
  }

  private static boolean isNear(List<Candidate> all, int one, int other) {
    return other >= 0
        && other < all.size()
        && Math.abs(all.get(one).score() - all.get(other).score()) <= 2 * TOLERANCE;
  }

  /**
   * Compares the best translations of many lines: all scores, and the texts but for one in fifty,
   * which may be a near tie.
   */
  public static void assertSame(List<Translation> found, List<Translation> expected) {
    assertThat(found).hasSameSizeAs(expected);
    int others = 0;
    for (int i = 0; i < found.size(); i++) {
      Candidate best = found.get(i).nBest().get(0);
      Candidate wanted = expected.get(i).nBest().get(0);
      assertThat(best.score()).as(wanted.text()).isCloseTo(wanted.score(), within(TOLERANCE));
      others += best.text().equals(wanted.text()) ? 0 : 1;
    }
    assertThat(others).isLessThanOrEqualTo(found.size() / 50);
  }
}
