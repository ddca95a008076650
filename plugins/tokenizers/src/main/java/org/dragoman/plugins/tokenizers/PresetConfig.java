package org.dragoman.plugins.tokenizers;

import java.util.List;
import org.dragoman.plugins.tokenizers.span.NamedPattern;
import org.dragoman.plugins.tokenizers.span.ProtectedPatterns;
import org.dragoman.spi.Option;

/**
 * What may be chosen of a tokenizer for a language.
 *
 * @param protect what stays one token, by name
 * @param protectPatterns what stays one token, by regular expressions
 */
public record PresetConfig(
    @Option(value = PROTECT, defaultValue = "[]") List<NamedPattern> protect,
    @Option(value = PROTECT_PATTERNS, defaultValue = "[]") List<String> protectPatterns) {
  static final String PROTECT = "What stays one token, by name.";
  static final String PROTECT_PATTERNS = "What stays one token: regular expressions of Java's.";

  /** Checks the expressions. */
  public PresetConfig {
    ProtectedPatterns.of(protect, protectPatterns);
  }
}
