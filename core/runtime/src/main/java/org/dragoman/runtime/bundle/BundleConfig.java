package org.dragoman.runtime.bundle;

import org.dragoman.runtime.model.ModelConfig;
import org.dragoman.runtime.text.Languages;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.spi.Option;
import org.jspecify.annotations.Nullable;

/**
 * The content of a bundle's {@code config.yaml}.
 *
 * @param name of the model
 * @param languages of both sides; null if they are not given, as in older bundles
 * @param text the text pipelines, without paths of ready files, because a bundle contains the files
 * @param model the network
 * @param search the search, unless the user chooses another
 */
public record BundleConfig(
    @Option("Name of the model.") String name,
    @Option(value = "The languages of both sides.", defaultValue = "null")
        @Nullable Languages languages,
    @Option("From raw text to ids and back.") TextConfig text,
    @Option(value = "The network.", defaultValue = "{}") ModelConfig model,
    @Option(value = "How translations are looked for.", defaultValue = "beam")
        @Kind(ComponentKind.SEARCH)
        ComponentSpec search) {

  /** Checks that text and model fit, and removes paths from the text's configuration. */
  public BundleConfig {
    model.requireFit(text);
    text = text.withoutFiles();
  }
}
