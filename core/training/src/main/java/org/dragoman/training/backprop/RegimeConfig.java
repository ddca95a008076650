package org.dragoman.training.backprop;

import org.dragoman.spi.Option;

/**
 * How far gradients reach.
 *
 * @param type the training regime
 * @param window of truncated BPTT: steps between two backward passes, k1
 * @param depth of truncated BPTT: steps that gradients go back, k2; 0 for the size of the window
 */
public record RegimeConfig(
    @Option(
            value =
                "bptt: through the whole of both sequences. truncated-bptt: some steps back only,"
                    + " which saves memory on long sequences.",
            defaultValue = "bptt")
        RegimeType type,
    @Option(value = "truncated-bptt: steps between two backward passes, k1.", defaultValue = "50")
        int window,
    @Option(
            value =
                "truncated-bptt: steps that gradients go back, k2, at least the window; 0: as the"
                    + " window.",
            defaultValue = "0")
        int depth) {

  /** Checks the numbers. */
  public RegimeConfig {
    if (window < 1) {
      throw new IllegalArgumentException("window must be at least 1, got " + window);
    }
    if (depth != 0 && depth < window) {
      throw new IllegalArgumentException(
          "depth must be at least the window, %d, or 0 for the same, got %d"
              .formatted(window, depth));
    }
  }

  /** The regimes. */
  public enum RegimeType {
    /** Backpropagation through time. */
    BPTT,
    /** Truncated backpropagation through time. */
    TRUNCATED_BPTT
  }

  /** The windows of a sequence. */
  Windows windows() {
    return new Windows(window, depth == 0 ? window : depth);
  }
}
