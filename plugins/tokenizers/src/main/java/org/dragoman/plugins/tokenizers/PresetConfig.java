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
  static final String PROTECT = "Named patterns of texts that stay one token.";
  static final String PROTECT_PATTERNS = "Java regular expressions of texts that stay one token.";

  /** Checks the expressions. */
  public PresetConfig {
    ProtectedPatterns.of(protect, protectPatterns);
  }
}
