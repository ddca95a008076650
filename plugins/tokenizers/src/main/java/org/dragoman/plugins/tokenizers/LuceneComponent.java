package org.dragoman.plugins.tokenizers;

import java.util.Map;
import org.dragoman.spi.Option;

/**
 * A component of Lucene's analysis, by its SPI name: a char filter, tokenizer or token filter.
 *
 * @param name its name, in any case
 * @param arguments the arguments of its factory
 */
public record LuceneComponent(
    @Option("Its name in Lucene.") String name,
    @Option(value = "The arguments of its factory in Lucene, by name.", defaultValue = "{}")
        Map<String, String> arguments) {}
