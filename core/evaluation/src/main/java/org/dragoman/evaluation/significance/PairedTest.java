package org.dragoman.evaluation.significance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Score;
import org.dragoman.evaluation.Statistics;
import org.dragoman.evaluation.significance.SegmentMatrix.Swapped;
import org.jspecify.annotations.Nullable;

/**
 * Compares systems with a baseline on the same segments: how probable a difference as great as the
 * observed one is if the systems are equally good. The test is two-sided, as in sacreBLEU; the
 * p-values agree with sacreBLEU's within sampling error, because the random numbers differ. It
 * compares each system with the baseline alone: among many systems some will look better by chance.
 *
 * @param method how the probability is estimated
 * @param samples resamples of the bootstrap, or shufflings, at least 1
 * @param intervals the number of resamples for confidence intervals beside a randomisation; 0 for
 *     none. The bootstrap has intervals of its own
 * @param seed of the random draws
 */
public record PairedTest(Method method, int samples, int intervals, long seed) {

  /** How the probability of a difference is estimated. */
  public enum Method {
    /** Paired bootstrap resampling (Koehn 2004): how the difference varies over resamples. */
    BOOTSTRAP("bs"),
    /**
     * Approximate randomisation (Riezler and Maxwell, "On Some Pitfalls in Automatic Evaluation and
     * Significance Testing for MT", 2005): how often the difference is as great after swapping the
     * two outputs of each segment with probability 1/2.
     */
    RANDOMIZATION("ar");

    private final String label;

    Method(String label) {
      this.label = label;
    }

    /** The key in signatures, sacreBLEU's. */
    public String label() {
      return label;
    }
  }

  /** Refuses numbers out of range. */
  public PairedTest {
    Samples.check(samples);
    if (intervals < 0) {
      throw new IllegalArgumentException(
          "The number of samples for intervals is %d; it must be at least 0".formatted(intervals));
    }
  }

  /** Bootstrap with sacreBLEU's 2000 resamples and its seed. */
  public static PairedTest bootstrap() {
    return new PairedTest(Method.BOOTSTRAP, 2000, 0, Samples.SEED);
  }

  /** Randomisation with sacreBLEU's 10,000 shufflings and its seed. */
  public static PairedTest randomization() {
    return new PairedTest(Method.RANDOMIZATION, 10_000, 0, Samples.SEED);
  }

  /**
   * The outcome for one system.
   *
   * @param score of the whole corpus
   * @param interval of the score; null if none was requested
   * @param pValue of the difference from the baseline, in (0, 1]; null for the baseline
   */
  public record Outcome(Score score, @Nullable Interval interval, @Nullable Double pValue) {}

  /**
   * Compares systems.
   *
   * @param systems the statistics of {@code metric} for each, segment by segment, the baseline
   *     first
   * @return an outcome for each
   * @throws IllegalArgumentException if there is no system, or they differ in the number of
   *     segments
   */
  public List<Outcome> compare(Metric metric, List<List<Statistics>> systems) {
    for (List<Statistics> system : systems) {
      if (system.isEmpty() || system.size() != systems.get(0).size()) {
        throw new IllegalArgumentException(
            "Systems of %d and %d segments cannot be compared"
                .formatted(systems.get(0).size(), system.size()));
      }
    }
    List<SegmentMatrix> matrices = systems.stream().map(SegmentMatrix::new).toList();
    List<Outcome> outcomes = new ArrayList<>();
    double[] baseline = {};
    for (SegmentMatrix system : matrices) {
      Score score = metric.score(system.sum(IntStream.range(0, system.segments()).toArray()));
      double[] resampled = resampled(metric, system);
      Interval interval = resampled.length == 0 ? null : Interval.of(resampled);
      if (outcomes.isEmpty()) {
        baseline = resampled;
        outcomes.add(new Outcome(score, interval, null));
      } else {
        double difference = Math.abs(outcomes.get(0).score().value() - score.value());
        double[] chance =
            method == Method.BOOTSTRAP
                ? centred(differences(baseline, resampled))
                : shuffled(metric, matrices.get(0), system);
        outcomes.add(new Outcome(score, interval, pValue(chance, difference)));
      }
    }
    return outcomes;
  }

  private double[] resampled(Metric metric, SegmentMatrix system) {
    int number = method == Method.BOOTSTRAP ? samples : intervals;
    return number == 0 ? new double[0] : new Bootstrap(number, seed).scores(metric, system);
  }

  private static double[] differences(double[] left, double[] right) {
    return IntStream.range(0, left.length).mapToDouble(i -> Math.abs(left[i] - right[i])).toArray();
  }

  /** Subtracts the mean: the rest varies as differences of equally good systems would. */
  private static double[] centred(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(value -> value - mean).toArray();
  }

  private double[] shuffled(Metric metric, SegmentMatrix baseline, SegmentMatrix system) {
    long[] seeds = Samples.seeds(seed, samples);
    return IntStream.range(0, samples)
        .parallel()
        .mapToDouble(
            i -> {
              Swapped swapped = baseline.swapped(system, new SplittableRandom(seeds[i]));
              return Math.abs(
                  metric.score(swapped.one()).value() - metric.score(swapped.two()).value());
            })
        .toArray();
  }

  /** Adds one to the count and to the total, so that a p-value is never too small. */
  private static double pValue(double[] chance, double difference) {
    if (difference == 0) {
      // For equal systems no sampled difference is greater than 0, so the formula below would
      // call them different, as sacreBLEU does.
      return 1;
    }
    long greater = Arrays.stream(chance).filter(value -> value > difference).count();
    return (greater + 1.0) / (chance.length + 1);
  }
}
