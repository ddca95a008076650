package org.dragoman.plugins.search;

import org.dragoman.spi.Option;

/**
 * The configuration of {@link DiverseBeamSearch}.
 *
 * @param size hypotheses kept for each sentence in all groups, a multiple of {@code groups}
 * @param groups the number of beams that share the size, at least 1
 * @param strength the cost of each use of a token by an earlier group, at least 0
 * @param lengthNormalization how log-probabilities of outputs of different lengths are compared
 * @param alpha the strength of the length normalization, at least 0; 0 is none
 */
public record DiverseBeamConfig(
    @Option(
            value = "Hypotheses kept for each sentence, in all groups together.",
            defaultValue = "6")
        int size,
    @Option(value = "Beams that share the size in equal parts.", defaultValue = "3") int groups,
    @Option(
            value =
                "Subtracted from the log-probability of a token for each time that an earlier group"
                    + " chose it in the same step.",
            defaultValue = "0.5")
        double strength,
    @Option(
            value =
                "Divisor of log-probabilities when outputs are ranked: none (1), average"
                    + " (length^alpha) or wu (((5 + length) / 6)^alpha).",
            defaultValue = "average")
        LengthNormalization lengthNormalization,
    @Option(value = "The strength of the length normalization; 0 is none.", defaultValue = "1.0")
        double alpha) {

  /** Checks the values. */
  public DiverseBeamConfig {
    if (groups < 1) {
      throw new IllegalArgumentException("groups must be at least 1, got " + groups);
    }
    if (size < 1 || size % groups != 0) {
      throw new IllegalArgumentException(
          "size must be a multiple of groups, of which there are " + groups + ", got " + size);
    }
    Numbers.checkAtLeast(0, strength, "strength");
    Numbers.checkAtLeast(0, alpha, "alpha");
  }

  /** The same with room for so many hypotheses: the next multiple of the groups. */
  DiverseBeamConfig withSize(int least) {
    int value = (least + groups - 1) / groups * groups;
    return new DiverseBeamConfig(value, groups, strength, lengthNormalization, alpha);
  }

  /** Returns the configuration of each group's beam. */
  BeamConfig group() {
    return BeamConfig.plain(size / groups, lengthNormalization, alpha);
  }
}
