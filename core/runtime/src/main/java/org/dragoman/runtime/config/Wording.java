package org.dragoman.runtime.config;

import com.fasterxml.jackson.databind.JsonNode;

/** Names places and values for messages. */
final class Wording {
  private Wording() {}

  /** Returns the path of a key below another path; the root's path is empty. */
  static String child(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Describes a value for a message. */
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
