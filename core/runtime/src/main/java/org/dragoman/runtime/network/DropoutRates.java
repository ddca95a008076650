package org.dragoman.runtime.network;

import org.dragoman.spi.Option;

/**
 * Dropout rates of a network that reads one text.
 *
 * @param embedding on token vectors
 * @param layers between layers
 * @param output on what the output layer reads
 * @param locked whether one mask serves all steps, on token vectors and between layers
 * @param words of whole tokens
 */
public record DropoutRates(
    @Option(value = "Rate on token vectors.", defaultValue = "0.2") double embedding,
    @Option(value = "Rate between layers.", defaultValue = "0.2") double layers,
    @Option(value = "Rate on what the output layer reads.", defaultValue = "0.2") double output,
    @Option(
            value =
                "Whether token vectors and what goes between layers are dropped by one mask for all"
                    + " steps (variational dropout, Gal and Ghahramani 2016).",
            defaultValue = "false")
        boolean locked,
    @Option(value = "Rate of whole tokens, whose vectors are dropped.", defaultValue = "0.0")
        double words) {

  /** Checks the rates. */
  public DropoutRates {
    check("embedding", embedding);
    check("layers", layers);
    check("output", output);
    check("words", words);
  }

  private static void check(String name, double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(name + " must be from 0 to below 1, got " + rate);
    }
  }
}
