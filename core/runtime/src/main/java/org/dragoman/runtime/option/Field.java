package org.dragoman.runtime.option;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
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
 * @param component its component of the record
 * @param type its class; for a list or a mapping the class of an element
 * @param shape whether it is a single value, a list or a mapping
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

  /** Whether a field is a single value, a list or a mapping. */
  public enum Shape {
    /** One. */
    SINGLE,
    /** Any number, in order. */
    LIST,
    /** Texts by name. */
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
   * Returns the fields of a record in their order.
   *
   * @throws IllegalStateException if a component of the record breaks the rules of {@link Option};
   *     the message names both
   */
  public static List<Field> of(Class<? extends Record> record) {
    return Arrays.stream(record.getRecordComponents()).map(Field::of).toList();
  }

  /**
   * Checks a record and the records in it.
   *
   * @throws IllegalStateException as {@link #of(Class)}, and if a record contains itself
   */
  public static void check(Class<? extends Record> record) {
    check(record, List.of(record));
  }

  private static void check(Class<? extends Record> record, List<Class<?>> outer) {
    for (Field field : of(record)) {
      for (Class<? extends Record> part : field.records()) {
        if (outer.contains(part)) {
          throw wrong(field.component, "is of a record that it is a part of");
        }
        List<Class<?>> inner = new ArrayList<>(outer);
        inner.add(part);
        check(part, inner);
      }
    }
  }

  /** Returns the records that a value may be; none if it is no record or a component. */
  private Collection<Class<? extends Record>> records() {
    if (hasVariants()) {
      return variants().values();
    }
    return type.isRecord() && !isComponent() ? List.of(type.asSubclass(Record.class)) : List.of();
  }

  /** Returns whether a value is one of several records, chosen by the key {@link #TYPE}. */
  public boolean hasVariants() {
    return type.isInterface() && type.isSealed();
  }

  /** Returns the records that a value may be, by their names; the default first. */
  public Map<String, Class<? extends Record>> variants() {
    Map<String, Class<? extends Record>> variants = new LinkedHashMap<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      Variant variant = permitted.getAnnotation(Variant.class);
      if (variant == null) {
        throw wrong(component, "may be " + permitted.getName() + ", which has no @Variant");
      }
      variants.put(variant.value(), permitted.asSubclass(Record.class));
    }
    return variants;
  }

  /** Returns the name of the record that a value is if it does not say so. */
  public String defaultVariant() {
    return variants().keySet().iterator().next();
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
        && (SCALARS.contains(value)
            || value.isEnum()
            || value.isRecord()
            || (value.isInterface() && value.isSealed()))) {
      return value;
    }
    throw wrong(
        component,
        "is of type %s; a field is an int, long, double, boolean, String, enum, record, sealed interface or ComponentSpec, or a list of one of these, or a Map<String, String>"
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

  /** Returns the field's value in a record. */
  public @Nullable Object of(Record config) {
    Method accessor = component.getAccessor();
    accessor.setAccessible(true);
    try {
      return accessor.invoke(config);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns whether it has no default. */
  public boolean isRequired() {
    return option.defaultValue().equals(Option.REQUIRED);
  }

  /** Returns whether it names a component. */
  public boolean isComponent() {
    return type == ComponentSpec.class;
  }

  /** Returns the kind of component; only for a field that {@link #isComponent}. */
  public ComponentKind kind() {
    return Objects.requireNonNull(component.getAnnotation(Kind.class)).value();
  }

  /** Returns the values of an enum as a configuration file writes them. */
  public static List<String> values(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(value -> value((Enum<?>) value)).toList();
  }

  /** Returns an enum's value as a configuration file writes it. */
  public static String value(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Turns {@code labelSmoothing} into {@code label-smoothing}. */
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
