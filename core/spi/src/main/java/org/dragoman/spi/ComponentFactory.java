package org.dragoman.spi;

/**
 * Makes components of one type from a configuration. Factories are made by Guice, so a constructor
 * annotated {@code @jakarta.inject.Inject} may ask for {@link Ops}.
 *
 * @param <C> the configuration record; see {@link Option}
 */
public interface ComponentFactory<C extends Record> {
  /** The class of the configuration record. */
  Class<C> configType();
}
