package org.dragoman.runtime.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dragoman.runtime.DragomanException;
import org.jspecify.annotations.Nullable;

/**
 * A configuration as it was written, before it is bound to records.
 *
 * <pre>{@code
 * ConfigTree.load(file).override(List.of("training.seed=7")).resolve(dataFolder)
 * }</pre>
 *
 * @param name its name in messages: the file's path
 * @param root the tree; the methods return new trees and never change it
 */
public record ConfigTree(String name, ObjectNode root) {
  private static final Pattern OVERRIDE = Pattern.compile("([^.=\\s]+(?:\\.[^.=\\s]+)*)=(.*)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)\\}");

  /**
   * Reads a YAML file in UTF-8.
   *
   * @throws DragomanException if it cannot be read, is no YAML, has a key twice, or is not a
   *     mapping; the message names the file, line and column
   */
  public static ConfigTree load(Path file) {
    return parse(read(file), file.toString());
  }

  /**
   * Reads YAML.
   *
   * @param name its name in messages
   * @throws DragomanException as {@link #load}
   */
  public static ConfigTree parse(String yaml, String name) {
    if (Yaml.parse(yaml, name) instanceof ObjectNode root) {
      return new ConfigTree(name, root);
    }
    throw DragomanException.configuration(
        name + ": expected a configuration, lines of the form 'key: value'.");
  }

  private static String read(Path file) {
    if (Files.isDirectory(file)) {
      throw DragomanException.configuration(
          file + " is a directory; expected a configuration file in YAML.");
    }
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw DragomanException.configuration("The configuration file " + file + " does not exist.");
    } catch (MalformedInputException e) {
      throw DragomanException.configuration(file + ": not UTF-8 text. Save it as UTF-8.", e);
    } catch (IOException e) {
      throw DragomanException.configuration(
          "The configuration file %s cannot be read (%s).".formatted(file, e), e);
    }
  }

  /**
   * Returns the tree with some values replaced or added.
   *
   * @param overrides of the form {@code path.to.key=value}, the value in YAML; applied in order
   * @throws DragomanException if one is not of that form, or its path leads through a value
   */
  public ConfigTree override(List<String> overrides) {
    ObjectNode result = root.deepCopy();
    for (String override : overrides) {
      Matcher parts = OVERRIDE.matcher(override);
      if (!parts.matches()) {
        throw DragomanException.configuration(
                "Override '%s': expected path.to.key=value, for example training.seed=7."
                    .formatted(override))
            .about("override");
      }
      set(result, parts.group(1), value(parts.group(2), "Override '" + override + "'"));
    }
    return new ConfigTree(name, result);
  }

  /**
   * Returns the tree with a top-level key replaced or added.
   *
   * @param yaml the value
   * @param valueName the name of the value in the message if it is no YAML
   */
  public ConfigTree with(String key, String yaml, String valueName) {
    ObjectNode result = root.deepCopy();
    result.set(key, value(yaml, valueName));
    return new ConfigTree(name, result);
  }

  private static JsonNode value(String yaml, String name) {
    JsonNode value = Yaml.parse(yaml, name);
    return value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
  }

  private static void set(ObjectNode root, String path, JsonNode value) {
    ObjectNode parent = root;
    String[] keys = path.split("\\.");
    for (int i = 0; i < keys.length - 1; i++) {
      JsonNode child = parent.path(keys[i]);
      if (child.isMissingNode() || child.isNull()) {
        child = parent.putObject(keys[i]);
      }
      if (!(child instanceof ObjectNode object)) {
        String at = String.join(".", List.of(keys).subList(0, i + 1));
        throw DragomanException.configuration(
                "Override %s: %s is %s, which has no keys. Set the whole of it: %s={...}."
                    .formatted(path, at, Wording.describe(child), at))
            .about("override");
      }
      parent = object;
    }
    parent.set(keys[keys.length - 1], value);
  }

  /**
   * Returns the tree with {@code ${DATA}} replaced in every text.
   *
   * @param data the replacement, or null if the user gave none
   * @throws DragomanException if the variable occurs and there is no value, or if another variable
   *     occurs
   */
  public ConfigTree resolve(@Nullable String data) {
    return new ConfigTree(name, (ObjectNode) resolve(root, "", data));
  }

  private JsonNode resolve(JsonNode node, String path, @Nullable String data) {
    if (node instanceof ObjectNode object) {
      ObjectNode result = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(
              entry ->
                  result.set(
                      entry.getKey(),
                      resolve(entry.getValue(), Wording.child(path, entry.getKey()), data)));
      return result;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode result = JsonNodeFactory.instance.arrayNode();
      for (int i = 0; i < array.size(); i++) {
        result.add(resolve(array.get(i), path + "[" + i + "]", data));
      }
      return result;
    }
    return node.isTextual() ? TextNode.valueOf(resolve(node.textValue(), path, data)) : node;
  }

  private String resolve(String text, String path, @Nullable String data) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match -> {
              if (!match.group(1).equals("DATA")) {
                throw DragomanException.configuration(
                    "%s: Unknown variable %s at %s. The only one is ${DATA}."
                        .formatted(name, match.group(), path));
              }
              if (data == null) {
                throw DragomanException.configuration(
                        "%s: %s needs the value of ${DATA}, the data folder. Give it, or set the environment variable DATA."
                            .formatted(name, path))
                    .about("data");
              }
              return Matcher.quoteReplacement(data);
            });
  }
}
