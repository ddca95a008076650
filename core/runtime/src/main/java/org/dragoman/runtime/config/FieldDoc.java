package org.dragoman.runtime.config;

/**
 * The documentation of one field of a configuration.
 *
 * @param path its path, for example {@code training.batch.size}; an element of a list is {@code []}
 * @param type the allowed values, in words
 * @param defaultValue its default as YAML, or {@code required}
 * @param description what the field does
 */
public record FieldDoc(String path, String type, String defaultValue, String description) {}
