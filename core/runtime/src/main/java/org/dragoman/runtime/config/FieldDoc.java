package org.dragoman.runtime.config;

/**
 * What a user must know of one field of a configuration.
 *
 * @param path its path, for example {@code training.batch.size}; an element of a list is {@code []}
 * @param type what its value may be, in words
 * @param defaultValue its default as YAML, or {@code required}
 * @param description what it does
 */
public record FieldDoc(String path, String type, String defaultValue, String description) {}
