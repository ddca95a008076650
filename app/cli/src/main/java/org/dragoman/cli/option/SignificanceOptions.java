package org.dragoman.cli.option;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.cli.evaluate.ScoreReport.Test;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Statistics;
import org.dragoman.evaluation.significance.Bootstrap;
import org.dragoman.evaluation.significance.PairedTest;
import org.dragoman.evaluation.significance.PairedTest.Method;
import org.dragoman.evaluation.significance.PairedTest.Outcome;
import org.dragoman.runtime.DragomanException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options for confidence intervals and significance tests. */
@Command
public final class SignificanceOptions {
  @Option(
      names = {"--confidence", "-ci"},
      description = "A 95 %% confidence interval, by bootstrap resampling.")
  private boolean confidence;

  @Option(
      names = {"--confidence-n", "-cin"},
      defaultValue = "2000",
      paramLabel = "N",
      description = "Resamples of it. Default: ${DEFAULT-VALUE}.")
  private int confidenceSamples = 2000;

  @Option(
      names = {"--paired-bs", "-pbs"},
      description =
          "Compare systems with the first by paired bootstrap resampling: intervals and p-values.")
  private boolean bootstrap;

  @Option(
      names = {"--paired-bs-n", "-pbsn"},
      defaultValue = "2000",
      paramLabel = "N",
      description = "Resamples of it. Default: ${DEFAULT-VALUE}.")
  private int bootstrapSamples = 2000;

  @Option(
      names = {"--paired-ar", "-par"},
      description =
          "Compare systems with the first by paired approximate randomisation: p-values; with"
              + " --confidence also intervals.")
  private boolean randomization;

  @Option(
      names = {"--paired-ar-n", "-part"},
      defaultValue = "10000",
      paramLabel = "N",
      description = "Shufflings of it. Default: ${DEFAULT-VALUE}.")
  private int shufflings = 10_000;

  @Option(
      names = "--seed",
      defaultValue = "12345",
      paramLabel = "N",
      description = "Of all random draws. Default: ${DEFAULT-VALUE}.")
  private long seed = 12345;

  /** Refuses options that contradict each other. */
  public void check(int systems) {
    if (bootstrap && randomization) {
      throw DragomanException.configuration(
          "--paired-bs and --paired-ar are two tests of the same; give one of them.");
    }
    if ((bootstrap || randomization) && systems < 2) {
      throw DragomanException.configuration(
          "A paired test needs two systems or more, the baseline first: --hypothesis BASELINE"
              + " SYSTEM.");
    }
    Positive.check("--confidence-n", confidenceSamples);
    Positive.check("--paired-bs-n", bootstrapSamples);
    Positive.check("--paired-ar-n", shufflings);
  }

  /** Returns the test for signatures; null if none was requested. */
  public @Nullable Test test() {
    if (bootstrap) {
      return new Test(Method.BOOTSTRAP.label(), bootstrapSamples, seed);
    }
    if (randomization) {
      return new Test(Method.RANDOMIZATION.label(), shufflings, seed);
    }
    return confidence ? new Test(Method.BOOTSTRAP.label(), confidenceSamples, seed) : null;
  }

  /**
   * Returns the outcome of each system for a metric.
   *
   * @param systems the statistics of each system, segment by segment, the baseline first
   */
  public List<Outcome> outcomes(Metric metric, List<List<Statistics>> systems) {
    if (bootstrap || randomization) {
      return (bootstrap
              ? new PairedTest(Method.BOOTSTRAP, bootstrapSamples, 0, seed)
              : new PairedTest(
                  Method.RANDOMIZATION, shufflings, confidence ? confidenceSamples : 0, seed))
          .compare(metric, systems);
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (List<Statistics> system : systems) {
      outcomes.add(
          new Outcome(
              metric.score(system),
              confidence ? new Bootstrap(confidenceSamples, seed).interval(metric, system) : null,
              null));
    }
    return outcomes;
  }
}
