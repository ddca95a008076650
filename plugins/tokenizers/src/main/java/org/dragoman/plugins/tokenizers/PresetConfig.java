package org.dragoman.plugins.tokenizers;

import java.util.List;
import org.dragoman.plugins.tokenizers.span.NamedPattern;
import org.dragoman.plugins.tokenizers.span.ProtectedPatterns;
import org.dragoman.spi.Option;

/**
 * The options of a tokenizer for a language.
 *
 * @param protect the patterns of texts that stay one token, by name
 * @param protectPatterns the patterns of texts that stay one token, as regular expressions
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
