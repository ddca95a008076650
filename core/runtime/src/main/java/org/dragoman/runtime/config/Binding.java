package org.dragoman.runtime.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.runtime.option.Field;
import org.dragoman.runtime.plugin.Nearest;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.jspecify.annotations.Nullable;

/** Binds one configuration and collects its problems. */
final class Binding {
  /** Replaces a value that could not be bound; its problem has been noted. */
  private static final Object INVALID = new Object();

  private record Problem(String path, String message) {}

  private final Registry registry;
  private final List<Problem> problems = new ArrayList<>();

  Binding(Registry registry) {
    this.registry = registry;
  }

  /** Returns the bound record, or null if there are problems. */
  <C extends Record> @Nullable C bind(Class<C> type, ObjectNode tree) {
    Object bound = record(type, tree, "", List.of());
    return problems.isEmpty() ? type.cast(bound) : null;
  }

  /** Returns the problems in the order of their paths. */
  List<String> problems() {
    return problems.stream()
        .sorted(Comparator.comparing(Problem::path).thenComparing(Problem::message))
        .map(Problem::message)
        .toList();
  }

  /**
   * Binds a mapping.
   *
   * @param taken keys of the mapping that do not belong to the record
   */
  private Object record(
      Class<? extends Record> type, ObjectNode tree, String path, List<String> taken) {
    List<Field> fields = Field.of(type);
    List<String> known = new ArrayList<>(taken);
    fields.forEach(field -> known.add(field.key()));
    tree.fieldNames().forEachRemaining(key -> checkKnown(key, known, path));
    List<@Nullable Object> values = new ArrayList<>();
    for (Field field : fields) {
      values.add(field(field, tree.path(field.key()), path));
    }
    return values.contains(INVALID) ? INVALID : construct(type, values, path);
  }

  private void checkKnown(String key, List<String> known, String path) {
    if (!known.contains(key)) {
      String keys = known.isEmpty() ? "none" : String.join(", ", known);
      problem(
          Wording.child(path, key),
          "Unknown key '%s'%s.%s Known: %s."
              .formatted(key, at(path), Nearest.hint(key, known), keys));
    }
  }

  private @Nullable Object field(Field field, JsonNode given, String parent) {
    String path = Wording.child(parent, field.key());
    if (given.isMissingNode() && field.isRequired()) {
      return problem(
          path,
          "Missing key '%s'%s: %s".formatted(field.key(), at(parent), field.option().value()));
    }
    JsonNode node = given.isMissingNode() ? defaultValue(field) : given;
    if (field.isNullable() && isNone(field, node)) {
      return null;
    }
    return switch (field.shape()) {
      case SINGLE -> value(field, node, path);
      case LIST -> list(field, node, path);
      case MAPPING -> mapping(node, path);
    };
  }

  /** Whether a value says that a field is left out: null, or {@code none} in place of a record. */
  private static boolean isNone(Field field, JsonNode node) {
    return node.isNull()
        || (field.type().isRecord() && !field.isComponent() && "none".equals(node.textValue()));
  }

  private static JsonNode defaultValue(Field field) {
    JsonNode value = Yaml.parse(field.option().defaultValue(), "The default of " + field.key());
    return value.isMissingNode() ? JsonNodeFactory.instance.textNode("") : value;
  }

  /** Binds a list. Any other value is a list with one element. */
  private Object list(Field field, JsonNode node, String path) {
    if (node.isNull()) {
      return mismatch(path, "a list", node);
    }
    if (!(node instanceof ArrayNode array)) {
      Object only = value(field, node, path);
      return only == INVALID ? INVALID : List.of(only);
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      values.add(value(field, array.get(i), path + "[" + i + "]"));
    }
    return values.contains(INVALID) ? INVALID : Collections.unmodifiableList(values);
  }

  /**
   * Binds texts by name, in the order of the file. Numbers, {@code true} and {@code false} become
   * texts.
   */
  private Object mapping(JsonNode node, String path) {
    if (!(node instanceof ObjectNode tree)) {
      return mismatch(path, "a mapping", node);
    }
    Map<String, Object> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      JsonNode text = entry.getValue();
      texts.put(
          entry.getKey(),
          text.isValueNode() && !text.isNull()
              ? text.asText()
              : mismatch(Wording.child(path, entry.getKey()), "text", text));
    }
    return texts.containsValue(INVALID) ? INVALID : Collections.unmodifiableMap(texts);
  }

  private Object value(Field field, JsonNode node, String path) {
    Class<?> type = field.type();
    if (field.isComponent()) {
      return component(field.kind(), node, path);
    }
    if (field.hasVariants()) {
      return variant(field, node, path);
    }
    if (type.isRecord()) {
      return node instanceof ObjectNode tree
          ? record(type.asSubclass(Record.class), tree, path, List.of())
          : mismatch(path, "a mapping", node);
    }
    return type.isEnum() ? constant(type, node, path) : scalar(type, node, path);
  }

  /** Binds a mapping to the record that its type names; without a type to the first one. */
  private Object variant(Field field, JsonNode node, String path) {
    if (!(node instanceof ObjectNode tree)) {
      return mismatch(path, "a mapping", node);
    }
    Map<String, Class<? extends Record>> variants = field.variants();
    List<String> known = List.copyOf(variants.keySet());
    JsonNode type = tree.path(Field.TYPE);
    String name = type.isMissingNode() ? field.defaultVariant() : type.textValue();
    Class<? extends Record> record = name == null ? null : variants.get(name);
    return record == null
        ? unknown(Wording.child(path, Field.TYPE), type, known)
        : record(record, tree, path, List.of(Field.TYPE));
  }

  private Object component(ComponentKind kind, JsonNode node, String path) {
    if (node.isTextual()) {
      return component(kind, JsonNodeFactory.instance.objectNode().set(Field.TYPE, node), path);
    }
    if (!(node instanceof ObjectNode tree)) {
      return mismatch(path, "NAME or {type: NAME, ...} of " + article(kind) + kind.label(), node);
    }
    JsonNode type = tree.path(Field.TYPE);
    String typePath = Wording.child(path, Field.TYPE);
    if (!type.isTextual()) {
      String installed = String.join(", ", registry.names(kind));
      return mismatch(
          typePath, "the name of an installed %s (%s)".formatted(kind.label(), installed), type);
    }
    String name = type.textValue();
    Optional<Registration> found = registry.find(kind, name);
    if (found.isEmpty()) {
      return problem(typePath, registry.unknown(kind, name, " at " + typePath));
    }
    Object config = record(found.get().factory().configType(), tree, path, List.of(Field.TYPE));
    return config instanceof Record bound ? new ComponentSpec(kind, name, bound) : INVALID;
  }

  private static String article(ComponentKind kind) {
    return kind == ComponentKind.CELL ? "an " : "a ";
  }

  private Object constant(Class<?> type, JsonNode node, String path) {
    List<String> known = Field.values(type);
    int index = node.isTextual() ? known.indexOf(node.textValue()) : -1;
    return index < 0 ? unknown(path, node, known) : type.getEnumConstants()[index];
  }

  private Object unknown(String path, JsonNode node, List<String> known) {
    return problem(
        path,
        "%s: unknown value %s.%s Known: %s."
            .formatted(
                path,
                Wording.describe(node),
                Nearest.hint(node.asText(), known),
                String.join(", ", known)));
  }

  private Object scalar(Class<?> type, JsonNode node, String path) {
    if (type == int.class || type == Integer.class) {
      return node.canConvertToInt() && node.isIntegralNumber()
          ? node.intValue()
          : mismatch(path, wholeNumber(node, Integer.MAX_VALUE), node);
    }
    if (type == long.class || type == Long.class) {
      return node.canConvertToLong() && node.isIntegralNumber()
          ? node.longValue()
          : mismatch(path, wholeNumber(node, Long.MAX_VALUE), node);
    }
    if (type == double.class || type == Double.class) {
      return node.isNumber() && Double.isFinite(node.doubleValue())
          ? node.doubleValue()
          : mismatch(path, "a number", node);
    }
    if (type == boolean.class || type == Boolean.class) {
      return node.isBoolean() ? node.booleanValue() : mismatch(path, "true or false", node);
    }
    if (type == String.class) {
      return node.isTextual()
          ? node.textValue()
          : mismatch(path, node.isValueNode() && !node.isNull() ? "text in quotes" : "text", node);
    }
    throw new IllegalStateException(path + ": a field cannot be of " + type);
  }

  private static String wholeNumber(JsonNode node, long most) {
    return node.isIntegralNumber()
        ? "a whole number from %d to %d".formatted(-most - 1, most)
        : "a whole number";
  }

  private Object construct(
      Class<? extends Record> type, List<@Nullable Object> values, String path) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<? extends Record> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        String message = String.valueOf(refused.getMessage());
        return problem(path, path.isEmpty() ? message : path + ": " + message);
      }
      throw new IllegalStateException(type + " failed on " + values, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object mismatch(String path, String expected, JsonNode node) {
    return problem(
        path, "%s: expected %s, got %s".formatted(path, expected, Wording.describe(node)));
  }

  private Object problem(String path, String message) {
    problems.add(new Problem(path, message));
    return INVALID;
  }

  private static String at(String path) {
    return path.isEmpty() ? "" : " at " + path;
  }
}
