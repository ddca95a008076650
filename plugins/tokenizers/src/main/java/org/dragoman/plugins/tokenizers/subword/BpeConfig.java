package org.dragoman.plugins.tokenizers.subword;

import java.util.List;
import org.dragoman.plugins.tokenizers.span.NamedPattern;
import org.dragoman.plugins.tokenizers.span.ProtectedPatterns;
import org.dragoman.spi.Option;

/**
 * How byte pair encoding is learned and applied.
 *
 * @param merges the greatest number of merges
 * @param minFrequency the least number of occurrences of a pair to merge it
 * @param style how pieces mark where a token ends
 * @param dropout the probability of skipping a merge in training
 * @param protect the patterns of texts that stay whole, by name
 * @param protectPatterns the patterns of texts that stay whole, as regular expressions
 */
public record BpeConfig(
    @Option(value = "The greatest number of merges to learn.", defaultValue = "8000") int merges,
    @Option(
            value = "Learning ends when no pair of symbols occurs at least this often.",
            defaultValue = "2")
        int minFrequency,
    @Option(
            value =
                "How pieces mark where a token ends: joiner (@@ after each piece except the last)"
                    + " or end-of-word (</w> after the last).",
            defaultValue = "joiner")
        BpeStyle style,
    @Option(
            value =
                "BPE-dropout: the probability of skipping a merge in training, from 0 to 1; 0 is"
                    + " none.",
            defaultValue = "0")
        double dropout,
    @Option(value = "Named patterns of texts that stay one piece.", defaultValue = "[]")
        List<NamedPattern> protect,
    @Option(value = "Java regular expressions of texts that stay one piece.", defaultValue = "[]")
        List<String> protectPatterns) {

  /** Checks the numbers and the expressions. */
  public BpeConfig {
    if (merges < 1) {
      throw new IllegalArgumentException("merges must be at least 1, got " + merges);
    }
    if (minFrequency < 1) {
      throw new IllegalArgumentException("min-frequency must be at least 1, got " + minFrequency);
    }
    if (!(dropout >= 0 && dropout <= 1)) {
      throw new IllegalArgumentException("dropout must be from 0 to 1, got " + dropout);
    }
    protect = List.copyOf(protect);
    protectPatterns = List.copyOf(protectPatterns);
    ProtectedPatterns.of(protect, protectPatterns);
  }

  /** Creates a finder of the texts that stay whole. */
  ProtectedPatterns protection() {
    return ProtectedPatterns.of(protect, protectPatterns);
  }
}
