package org.dragoman.runtime.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.option.Field;
import org.dragoman.spi.ComponentSpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes a bound record as YAML, including defaults, in the order of the record's fields. Binding
 * the YAML again gives an equal record.
 */
public final class ConfigWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ConfigWriter() {}

  /** Returns the YAML of a record. */
  public static String write(Record config) {
    try {
      return Yaml.write(tree(config));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree that cannot be written: " + config, e);
    }
  }

  private static ObjectNode tree(Record config) {
    ObjectNode tree = NODES.objectNode();
    for (Field field : Field.of(config.getClass())) {
      Object value = field.of(config);
      tree.set(
          field.key(),
          field.hasVariants() && value instanceof Record record
              ? variant(field, record)
              : node(value));
    }
    return tree;
  }

  /** The default is written without its type, as before there were others. */
  private static ObjectNode variant(Field field, Record config) {
    ObjectNode tree = NODES.objectNode();
    field
        .variants()
        .forEach(
            (name, record) -> {
              if (record == config.getClass() && !name.equals(field.defaultVariant())) {
                tree.put(Field.TYPE, name);
              }
            });
    return tree.setAll(tree(config));
  }

  private static JsonNode node(@Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode();
      list.forEach(element -> array.add(node(element)));
      return array;
    }
    if (value instanceof Map<?, ?> texts) {
      ObjectNode tree = NODES.objectNode();
      texts.forEach((name, text) -> tree.put((String) name, (String) text));
      return tree;
    }
    if (value instanceof ComponentSpec spec) {
      ObjectNode tree = NODES.objectNode();
      tree.put(Field.TYPE, spec.type());
      return tree.setAll(tree(spec.config()));
    }
    if (value instanceof Record config) {
      return tree(config);
    }
    return value instanceof Enum<?> constant
        ? NODES.textNode(Field.value(constant))
        : scalar(value);
  }

  private static JsonNode scalar(Object value) {
    if (value instanceof Integer number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Long number) {
      return NODES.numberNode(number);
    }
    if (value instanceof Double number) {
      return NODES.numberNode(number);
    }
    return value instanceof Boolean flag ? NODES.booleanNode(flag) : NODES.textNode((String) value);
  }
}
