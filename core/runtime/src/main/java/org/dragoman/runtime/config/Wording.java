package org.dragoman.runtime.config;

import com.fasterxml.jackson.databind.JsonNode;

/** How messages name places and values. */
final class Wording {
  private Wording() {}

  /** The path of a key below another; the root's path is empty. */
  static String child(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** A value as a message says it. */
  static String describe(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return "nothing";
    }
    if (node.isObject()) {
      return "a mapping";
    }
    if (node.isArray()) {
      return "a list";
    }
    return node.isTextual() ? "'" + node.textValue() + "'" : node.asText();
  }
}
