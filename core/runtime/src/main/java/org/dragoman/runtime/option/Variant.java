package org.dragoman.runtime.option;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of a record that is one of several forms of a field. The field's type is a sealed
 * interface, which permits the records; a configuration chooses one by its key {@code type}. The
 * record that the interface permits first is the default.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Variant {
  /** The value of {@code type}. */
  String value();
}
