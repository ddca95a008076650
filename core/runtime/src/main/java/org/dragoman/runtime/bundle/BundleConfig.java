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
 * What a bundle's {@code config.yaml} says.
 *
 * @param name of the translator
 * @param languages of both sides; null where they were not said, as in older bundles
 * @param text the pipelines; paths of ready files are left out, since a bundle holds its own
 * @param model the network
 * @param search how translations are looked for unless the user says otherwise
 */
public record BundleConfig(
    @Option("Name of the translator.") String name,
    @Option(value = "The languages of both sides.", defaultValue = "null")
        @Nullable Languages languages,
    @Option("From raw text to ids and back.") TextConfig text,
    @Option(value = "The network.", defaultValue = "{}") ModelConfig model,
    @Option(value = "How translations are looked for.", defaultValue = "beam")
        @Kind(ComponentKind.SEARCH)
        ComponentSpec search) {

  /** Checks that text and model fit, and leaves paths out of the text's configuration. */
  public BundleConfig {
    model.requireFit(text.isShared());
    text = text.withoutFiles();
  }
}
