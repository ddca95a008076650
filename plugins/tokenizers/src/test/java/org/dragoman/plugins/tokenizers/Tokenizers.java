package org.dragoman.plugins.tokenizers;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registration.Origin;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.spi.Option;
import org.dragoman.spi.Tokenizer;
import org.dragoman.spi.TokenizerFactory;

/** Makes the plugin's tokenizers as a configuration does. */
final class Tokenizers {
  private static final Registry REGISTRY = registry();

  /**
   * A configuration.
   *
   * @param tokenizer the only key
   */
  record Config(@Option("The tokenizer.") @Kind(ComponentKind.TOKENIZER) ComponentSpec tokenizer) {}

  private Tokenizers() {}

  private static Registry registry() {
    List<Registration> registrations = new ArrayList<>();
    registered()
        .forEach(
            (name, factory) ->
                registrations.add(
                    new Registration(
                        ComponentKind.TOKENIZER, name, factory, new Origin("built in", "1"))));
    return Registry.of(registrations);
  }

  /** All registered factories by name. */
  static Map<String, TokenizerFactory<?>> registered() {
    return new TreeMap<>(
        Guice.createInjector(new TokenizersPlugin())
            .getInstance(Key.get(new TypeLiteral<Map<String, TokenizerFactory<?>>>() {})));
  }

  /**
   * A bound configuration.
   *
   * @param yaml what stands behind {@code tokenizer:}, a line or more, these indented
   */
  static Config config(String yaml) {
    return bind("tokenizer: " + yaml);
  }

  /** A bound configuration of its whole text. */
  static Config bind(String yaml) {
    return new ConfigBinder(REGISTRY).bind(Config.class, ConfigTree.parse(yaml, "my.yaml"));
  }

  /** Makes a tokenizer; see {@link #config}. */
  static Tokenizer make(String yaml) {
    return new Components(REGISTRY).tokenizer(config(yaml).tokenizer());
  }
}
