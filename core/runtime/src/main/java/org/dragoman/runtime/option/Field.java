package org.dragoman.runtime.option;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
 * @param type its class; of a list or a mapping, the class of an element
 * @param shape how many values it has
 * @param isNullable whether it may be null
 * @param option its description and default
 */
public record Field(
    String key,
    RecordComponent component,
    Class<?> type,
    Shape shape,
    boolean isNullable,
    Option option) {

  /** How many values a field has. */
  public enum Shape {
    /** One. */
    SINGLE,
    /** Any number, in order. */
    LIST,
    /** A text for each of any number of names. */
    MAPPING
  }

  /** The key that names a component among the fields of its record. */
  public static final String TYPE = "type";

  private static final Set<Class<?>> SCALARS =
      Set.of(
          int.class,
          Integer.class,
          long.class,
          Long.class,
          double.class,
          Double.class,
          boolean.class,
          Boolean.class,
          String.class);

  /**
   * The fields of a record in their order.
   *
   * @throws IllegalStateException where a component of the record is not as {@link Option} says;
   *     the message names both
   */
  public static List<Field> of(Class<? extends Record> record) {
    return Arrays.stream(record.getRecordComponents()).map(Field::of).toList();
  }

  /**
   * Checks a record and the records in it.
   *
   * @throws IllegalStateException as {@link #of(Class)}, and where a record holds itself
   */
  public static void check(Class<? extends Record> record) {
    check(record, List.of(record));
  }

  private static void check(Class<? extends Record> record, List<Class<?>> outer) {
    for (Field field : of(record)) {
      if (!field.type.isRecord() || field.isComponent()) {
        continue;
      }
      if (outer.contains(field.type)) {
        throw wrong(field.component, "is of a record that it is a part of");
      }
      List<Class<?>> inner = new ArrayList<>(outer);
      inner.add(field.type);
      check(field.type.asSubclass(Record.class), inner);
    }
  }

  private static Field of(RecordComponent component) {
    Option option = component.getAnnotation(Option.class);
    if (option == null) {
      throw wrong(component, "has no @Option");
    }
    Class<?> type = valueType(component);
    if (type == ComponentSpec.class && !component.isAnnotationPresent(Kind.class)) {
      throw wrong(component, "has no @Kind");
    }
    return new Field(
        kebab(component.getName()),
        component,
        type,
        shape(component.getType()),
        isNullable(component.getAnnotatedType()),
        option);
  }

  private static Shape shape(Class<?> type) {
    if (type == List.class) {
      return Shape.LIST;
    }
    return type == Map.class ? Shape.MAPPING : Shape.SINGLE;
  }

  private static Class<?> valueType(RecordComponent component) {
    Type type = component.getGenericType();
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      type = list.getActualTypeArguments()[0];
    } else if (isTextByName(type)) {
      type = String.class;
    }
    if (type instanceof Class<?> value
        && (SCALARS.contains(value) || value.isEnum() || value.isRecord())) {
      return value;
    }
    throw wrong(
        component,
        "is of type %s; a field is an int, long, double, boolean, String, enum, record or ComponentSpec, or a list of one of these, or a Map<String, String>"
            .formatted(component.getGenericType().getTypeName()));
  }

  private static boolean isTextByName(Type type) {
    return type instanceof ParameterizedType map
        && map.getRawType() == Map.class
        && Arrays.equals(map.getActualTypeArguments(), new Type[] {String.class, String.class});
  }

  private static IllegalStateException wrong(RecordComponent component, String how) {
    return new IllegalStateException(
        "%s.%s %s".formatted(component.getDeclaringRecord().getName(), component.getName(), how));
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  /** The field's value in a record. */
  public @Nullable Object of(Record config) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    try {
      return accessor.invoke(config);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it has no default. */
  public boolean isRequired() {
    return option.defaultValue().equals(Option.REQUIRED);
  }

  /** Whether it names a component. */
  public boolean isComponent() {
    return type == ComponentSpec.class;
  }

  /** The kind of a field that {@link #isComponent}. */
  public ComponentKind kind() {
    return Objects.requireNonNull(component.getAnnotation(Kind.class)).value();
  }

  /** The values of an enum as a file writes them. */
  public static List<String> values(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(value -> value((Enum<?>) value)).toList();
  }

  /** An enum's value as a file writes it. */
  public static String value(Enum<?> constant) {
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
