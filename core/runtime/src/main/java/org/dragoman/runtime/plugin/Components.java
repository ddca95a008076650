package org.dragoman.runtime.plugin;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.dragoman.runtime.DragomanException;
import org.dragoman.spi.ComponentFactory;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.ContextStrategyFactory;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.RnnCellFactory;
import org.dragoman.spi.SearchFeature;
import org.dragoman.spi.SearchStrategy;
import org.dragoman.spi.SearchStrategyFactory;
import org.dragoman.spi.SubwordModelFactory;
import org.dragoman.spi.Tokenizer;
import org.dragoman.spi.TokenizerFactory;

/**
 * Creates the components that a configuration names. Every method throws a {@link
 * DragomanException} of kind CONFIGURATION if the plugin is not installed, or refuses its
 * configuration or sizes.
 *
 * @param registry the installed plugins
 */
public record Components(Registry registry) {
  /** Makes a cell for inputs of the given width. */
  public RnnCell cell(ComponentSpec spec, long inputSize) {
    RnnCellFactory<Record> factory = factory(ComponentKind.CELL, spec);
    return made(spec, () -> factory.create(spec.config(), inputSize));
  }

  /** Makes a context strategy for encoder states and queries of the given widths. */
  public ContextStrategy context(ComponentSpec spec, long memorySize, long querySize) {
    ContextStrategyFactory<Record> factory = factory(ComponentKind.CONTEXT, spec);
    return made(spec, () -> factory.create(spec.config(), memorySize, querySize));
  }

  /** Makes a tokenizer. */
  public Tokenizer tokenizer(ComponentSpec spec) {
    TokenizerFactory<Record> factory = factory(ComponentKind.TOKENIZER, spec);
    return made(spec, () -> factory.create(spec.config()));
  }

  /** Returns the factory that learns and loads subword models; pass it {@code spec.config()}. */
  public SubwordModelFactory<Record> subword(ComponentSpec spec) {
    return factory(ComponentKind.SUBWORD, spec);
  }

  /** Makes a search strategy. */
  public SearchStrategy search(ComponentSpec spec) {
    SearchStrategyFactory<Record> factory = factory(ComponentKind.SEARCH, spec);
    return made(spec, () -> factory.create(spec.config()));
  }

  /** The search to take in place of one where another width is wanted; empty where it has none. */
  public Optional<ComponentSpec> withWidth(ComponentSpec spec, int width) {
    SearchStrategyFactory<Record> factory = factory(ComponentKind.SEARCH, spec);
    return made(spec, () -> factory.withWidth(spec.config(), width));
  }

  /**
   * The search to take in place of one that lacks features.
   *
   * @return empty where there is none, it is not installed, or it lacks them too
   */
  public Optional<ComponentSpec> withFeatures(ComponentSpec spec, Set<SearchFeature> features) {
    SearchStrategyFactory<Record> factory = factory(ComponentKind.SEARCH, spec);
    return made(spec, () -> factory.withFeatures(spec.config(), features))
        .filter(other -> registry.find(ComponentKind.SEARCH, other.type()).isPresent())
        .filter(other -> search(other).features().containsAll(features));
  }

  /** What a factory refuses is a mistake in the configuration. */
  private static <C> C made(ComponentSpec spec, Supplier<C> factory) {
    try {
      return factory.get();
    } catch (IllegalArgumentException e) {
      throw DragomanException.configuration(
          "The %s '%s' cannot be made so: %s"
              .formatted(spec.kind().label(), spec.type(), e.getMessage()),
          e);
    }
  }

  /**
   * Casts the factory. The spec's config has the factory's type, because ConfigBinder bound it to
   * that.
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <F extends ComponentFactory<Record>> F factory(ComponentKind kind, ComponentSpec spec) {
    return (F) registry.get(kind, spec.type()).factory();
  }
}
