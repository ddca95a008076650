package org.dragoman.plugins.tokenizers;

import java.util.List;
import java.util.Map;
import org.dragoman.plugins.tokenizers.span.NamedPattern;
import org.dragoman.plugins.tokenizers.span.ProtectedPatterns;
import org.dragoman.spi.Option;

/**
 * The Lucene components that find the boundaries of tokens.
 *
 * @param tokenizer cuts the text
 * @param charFilters change the text that the tokenizer sees, in this order
 * @param filters change, cut or drop the tokenizer's tokens, in this order
 * @param files texts of the files that arguments name
 * @param protect the patterns of texts that stay one token, by name
 * @param protectPatterns the patterns of texts that stay one token, as regular expressions
 */
public record LuceneConfig(
    @Option("Lucene's tokenizer.") LuceneComponent tokenizer,
    @Option(
            value = "Lucene's char filters: they change what the tokenizer sees, in order.",
            defaultValue = "[]")
        List<LuceneComponent> charFilters,
    @Option(
            value = "Lucene's token filters: they move and add boundaries, in order.",
            defaultValue = "[]")
        List<LuceneComponent> filters,
    @Option(value = "Texts of the files that arguments name.", defaultValue = "{}")
        Map<String, String> files,
    @Option(value = PresetConfig.PROTECT, defaultValue = "[]") List<NamedPattern> protect,
    @Option(value = PresetConfig.PROTECT_PATTERNS, defaultValue = "[]")
        List<String> protectPatterns) {

  /** Checks the configuration by creating the tokenizer. */
  public LuceneConfig {
    Analysis.of(tokenizer, charFilters, filters, files);
    ProtectedPatterns.of(protect, protectPatterns);
  }

  /** Creates the chain of components. */
  Analysis analysis() {
    return Analysis.of(tokenizer, charFilters, filters, files);
  }
}
