package org.dragoman.spi;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;

/**
 * A plugin: registers factories by name. It is found by {@link java.util.ServiceLoader}, so its
 * class has a public constructor without arguments and is named in {@code
 * META-INF/services/org.dragoman.spi.Plugin}.
 *
 * <pre>{@code
 * public final class MyPlugin extends Plugin {
 *   @Override
 *   public int spiVersion() {
 *     return SPI_VERSION;
 *   }
 *
 *   @Override
 *   protected void register() {
 *     cell("my-cell", MyCellFactory.class);
 *   }
 * }
 * }</pre>
 *
 * A name is of the form {@code [a-z][a-z0-9-]*}. A name that another plugin has taken for the same
 * kind is refused, and the message names both. The order of registration does not matter. Each
 * plugin gets an injector of its own, a child of the runtime's, which binds {@link Ops}.
 */
public abstract class Plugin extends AbstractModule {
  /** The version of this SPI. It rises whenever plugins must be compiled again. */
  public static final int SPI_VERSION = 3;

  /**
   * Returns the version of the SPI that the plugin was compiled against. Write {@code return
   * SPI_VERSION;}: the compiler copies the value into the plugin's class.
   */
  public abstract int spiVersion();

  /** Registers the plugin's factories by the methods {@code cell}, {@code context} and so on. */
  protected abstract void register();

  @Override
  protected final void configure() {
    register();
  }

  /** Registers a recurrent cell. */
  protected final void cell(String name, Class<? extends RnnCellFactory<?>> factory) {
    bind(new TypeLiteral<RnnCellFactory<?>>() {}, name, factory);
  }

  /** Registers a context strategy. */
  protected final void context(String name, Class<? extends ContextStrategyFactory<?>> factory) {
    bind(new TypeLiteral<ContextStrategyFactory<?>>() {}, name, factory);
  }

  /** Registers a tokenizer. */
  protected final void tokenizer(String name, Class<? extends TokenizerFactory<?>> factory) {
    bind(new TypeLiteral<TokenizerFactory<?>>() {}, name, factory);
  }

  /** Registers a subword model. */
  protected final void subword(String name, Class<? extends SubwordModelFactory<?>> factory) {
    bind(new TypeLiteral<SubwordModelFactory<?>>() {}, name, factory);
  }

  /** Registers a search strategy. */
  protected final void search(String name, Class<? extends SearchStrategyFactory<?>> factory) {
    bind(new TypeLiteral<SearchStrategyFactory<?>>() {}, name, factory);
  }

  private <F> void bind(TypeLiteral<F> kind, String name, Class<? extends F> factory) {
    MapBinder.newMapBinder(binder(), TypeLiteral.get(String.class), kind)
        .addBinding(name)
        .to(factory);
  }
}
