package org.dragoman.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which kind of component belongs in a field of type {@link ComponentSpec}, or in a list of
 * them.
 *
 * <pre>{@code
 * public record EncoderConfig(
 *     @Option(value = "The cell.", defaultValue = "{type: gru}") @Kind(ComponentKind.CELL)
 *         ComponentSpec cell) {}
 * }</pre>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Kind {
  /** The kind. */
  ComponentKind value();
}
