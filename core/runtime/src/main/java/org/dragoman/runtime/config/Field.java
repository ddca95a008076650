package org.dragoman.runtime.config;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.spi.Option;
import org.jspecify.annotations.Nullable;

/**
 * One field of a configuration record, as its annotations describe it.
 *
 * @param key its name in a file
 * @param component where it stands in the record
 * @param type its class; of a list, the class of an element
 * @param isList whether it is a list
 * @param isNullable whether it may be null
 * @param option its description and default
 */
record Field(
    String key,
    RecordComponent component,
    Class<?> type,
    boolean isList,
    boolean isNullable,
    Option option) {

  /** The key that names a component among the fields of its record. */
  static final String TYPE = "type";

  /** The fields of a record in their order. */
  static List<Field> of(Class<? extends Record> record) {
    return Arrays.stream(record.getRecordComponents()).map(Field::of).toList();
  }

  private static Field of(RecordComponent component) {
    Option option = component.getAnnotation(Option.class);
    if (option == null) {
      throw new IllegalStateException(
          "%s.%s has no @Option"
              .formatted(component.getDeclaringRecord().getName(), component.getName()));
    }
    boolean isList = component.getType() == List.class;
    Type type =
        isList
            ? ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
            : component.getType();
    return new Field(
        kebab(component.getName()),
        component,
        (Class<?>) type,
        isList,
        isNullable(component.getAnnotatedType()),
        option);
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  /** The field's value in a record. */
  @Nullable Object of(Record config) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    try {
      return accessor.invoke(config);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isRequired() {
    return option.defaultValue().equals(Option.REQUIRED);
  }

  boolean isComponent() {
    return type == ComponentSpec.class;
  }

  /** The kind of a field that {@link #isComponent}. */
  ComponentKind kind() {
    Kind kind = component.getAnnotation(Kind.class);
    if (kind == null) {
      throw new IllegalStateException(
          "%s.%s has no @Kind"
              .formatted(component.getDeclaringRecord().getName(), component.getName()));
    }
    return kind.value();
  }

  /** The values of an enum as a file writes them. */
  static List<String> values(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(value -> value((Enum<?>) value)).toList();
  }

  static String value(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code labelSmoothing} as {@code label-smoothing}. */
  private static String kebab(String name) {
    return name.codePoints()
        .mapToObj(
            c ->
                Character.isUpperCase(c)
                    ? "-" + Character.toString(Character.toLowerCase(c))
                    : Character.toString(c))
        .collect(Collectors.joining());
  }
}
