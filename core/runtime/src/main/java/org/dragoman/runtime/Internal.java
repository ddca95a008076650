package org.dragoman.runtime;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a public type that only Dragoman's own modules use. It may change in any version. The types
 * that programs may use are those of {@code org.dragoman.translate} without this mark, and what
 * their methods take and give.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Internal {}
