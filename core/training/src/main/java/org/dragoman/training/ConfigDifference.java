package org.dragoman.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.config.ConfigWriter;

/** Finds where a configuration differs from that of the run which is to go on by it. */
final class ConfigDifference {
  private static final String NOTHING = "nothing";

  /**
   * What weights and progress depend on: the seed decides the pairs held out, too, and the last
   * three the BLEU that the best one so far has.
   */
  private static final List<String> FIXED =
      List.of(
          "data",
          "text",
          "model",
          "training.seed",
          "training.validation.search",
          "training.validation.tokenize",
          "training.validation.lowercase");

  private ConfigDifference() {}

  /**
   * The differences that a run cannot go on with, a line each: {@code model.embedding.size: 8 in
   * the run, 16 now}.
   */
  static List<String> of(RunConfig run, RunConfig now) {
    Map<String, String> before = values(run);
    Map<String, String> after = values(now);
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      String old = before.getOrDefault(key, NOTHING);
      String given = after.getOrDefault(key, NOTHING);
      if (!old.equals(given) && isFixed(key)) {
        differences.add("%s: %s in the run, %s now".formatted(key, old, given));
      }
    }
    return differences;
  }

  private static boolean isFixed(String key) {
    return FIXED.stream().anyMatch(fixed -> key.equals(fixed) || key.startsWith(fixed + "."));
  }

  private static Map<String, String> values(RunConfig config) {
    Map<String, String> values = new LinkedHashMap<>();
    collect("", ConfigTree.parse(ConfigWriter.write(config), config.name()).root(), values);
    return values;
  }

  private static void collect(String path, ObjectNode tree, Map<String, String> values) {
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      if (entry.getValue() instanceof ObjectNode child) {
        collect(key, child, values);
      } else {
        values.put(key, entry.getValue().toString());
      }
    }
  }
}
