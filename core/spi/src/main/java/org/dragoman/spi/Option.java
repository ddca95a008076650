package org.dragoman.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Documents one field of a configuration record and gives its default.
 *
 * <pre>{@code
 * public record GruConfig(
 *     @Option(value = "Hidden units.", defaultValue = "512") int size) {}
 * }</pre>
 *
 * A field without a default must be given by the user. The field's name in a configuration file is
 * the component's name in kebab case ({@code labelSmoothing} is {@code label-smoothing}). Fields
 * may be {@code int}, {@code long}, {@code double}, {@code boolean}, {@code String}, an enum, a
 * nested record, {@link ComponentSpec} with its {@link Kind}, a {@code List} of one of these, or a
 * {@code Map<String, String>}; a field marked {@code @Nullable} may be {@code null}; its default is
 * then usually {@code "null"}. In a file, a list with one element may be written as the element
 * alone, and the texts of a map may be written as numbers, {@code true} or {@code false}. The
 * record's compact constructor checks values and throws {@link IllegalArgumentException} with a
 * message that says what was expected.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {
  /** Marks a field that has no default. */
  String REQUIRED = "<required>";

  /** What the field does, in one sentence. */
  String value();

  /**
   * The default as it would be written in YAML, for example {@code "512"}, {@code "[]"}, {@code
   * "{type: gru}"}; {@code "{}"} for a nested record whose fields all have defaults.
   */
  String defaultValue() default REQUIRED;
}
