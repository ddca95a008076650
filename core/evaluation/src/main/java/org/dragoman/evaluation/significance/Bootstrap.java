package org.dragoman.evaluation.significance;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Statistics;

/**
 * Bootstrap resampling: it draws the segments of a corpus with replacement, as many as there are,
 * and scores each such resample (Koehn, "Statistical Significance Tests for Machine Translation
 * Evaluation", EMNLP 2004). The n-th resample depends on the seed and n only, so it has the same
 * segments for all systems, and the result does not depend on the number of threads.
 *
 * @param samples the number of resamples, at least 1
 * @param seed of the random draws
 */
public record Bootstrap(int samples, long seed) {

  /** Refuses a number of samples below 1. */
  public Bootstrap {
    Samples.check(samples);
  }

  /** sacreBLEU's number of resamples, 2000, and its seed. */
  public static Bootstrap defaults() {
    return new Bootstrap(2000, Samples.SEED);
  }

  /**
   * Returns the confidence interval of a corpus's score.
   *
   * @param statistics of {@code metric}, segment by segment, at least one
   */
  public Interval interval(Metric metric, List<Statistics> statistics) {
    return Interval.of(scores(metric, new SegmentMatrix(statistics)));
  }

  /** Returns the score of each resample. */
  double[] scores(Metric metric, SegmentMatrix system) {
    long[] seeds = Samples.seeds(seed, samples);
    return IntStream.range(0, samples)
        .parallel()
        .mapToDouble(i -> metric.score(system.sum(draw(seeds[i], system.segments()))).value())
        .toArray();
  }

  private static int[] draw(long seed, int segments) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.generate(() -> random.nextInt(segments)).limit(segments).toArray();
  }
}
