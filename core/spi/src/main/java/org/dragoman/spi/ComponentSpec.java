package org.dragoman.spi;

/**
 * A place in a configuration where a component is chosen: {@code {type: gru, size: 512}}.
 *
 * @param kind the kind of component that belongs here
 * @param type the registered name, for example {@code gru}
 * @param config the component's configuration record, bound from the remaining fields
 */
public record ComponentSpec(ComponentKind kind, String type, Record config) {}
