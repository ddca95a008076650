package org.dragoman.training.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dragoman.corpus.Filters;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.config.ConfigWriter;

/**
 * Finds the differences between the configuration of a run and the one with which it is resumed.
 */
public final class ConfigDifference {
  private static final String NOTHING = "nothing";

  /**
   * The keys that weights and progress depend on, so a resume may not change them. The seed also
   * decides which pairs are held out; the optimizer's state depends on its type and on the trained
   * weights; the last four decide which validation is the best.
   */
  private static final List<String> FIXED =
      List.of(
          "data",
          "text",
          "model",
          "training.seed",
          "training.optimizer.type",
          "training.freeze",
          "training.from",
          "training.validation.metric",
          "training.validation.search",
          "training.validation.tokenize",
          "training.validation.lowercase");

  /** A resume may change where the text is kept; that does not change what is learned. */
  private static final String FREE = "data.heap-limit";

  private ConfigDifference() {}

  /**
   * Returns the differences that forbid a resume, a line each: {@code model.embedding.size: 8 in
   * the run, 16 now}.
   */
  public static List<String> of(RunConfig run, RunConfig now) {
    return all(run, now, true);
  }

  /** Returns the differences that a resume allows, in the same form. */
  public static List<String> allowed(RunConfig run, RunConfig now) {
    return all(run, now, false);
  }

  private static List<String> all(RunConfig run, RunConfig now, boolean fixed) {
    Map<String, String> before = values(run);
    Map<String, String> after = values(now);
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      String old = before.getOrDefault(key, NOTHING);
      String given = after.getOrDefault(key, NOTHING);
      if (!old.equals(given) && isFixed(key, now) == fixed) {
        differences.add("%s: %s in the run, %s now".formatted(key, old, given));
      }
    }
    return differences;
  }

  private static boolean isFixed(String key, RunConfig now) {
    if (key.startsWith("languages")) {
      return now.data().filters().script() == Filters.Treatment.DROP;
    }
    return !key.equals(FREE)
        && FIXED.stream().anyMatch(fixed -> key.equals(fixed) || key.matches(fixed + "[.\\[].*"));
  }

  private static Map<String, String> values(RunConfig config) {
    Map<String, String> values = new LinkedHashMap<>();
    collect("", ConfigTree.parse(ConfigWriter.write(config), config.name()).root(), values);
    return values;
  }

  private static void collect(String path, ObjectNode tree, Map<String, String> values) {
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      collect(key, entry.getValue(), values);
    }
  }

  private static void collect(String key, JsonNode value, Map<String, String> values) {
    if (value instanceof ObjectNode child) {
      collect(key, child, values);
    } else if (isListOfMappings(value)) {
      for (int i = 0; i < value.size(); i++) {
        // A single corpus has the key of the list.
        collect(value.size() == 1 ? key : key + "[" + i + "]", value.get(i), values);
      }
    } else {
      values.put(key, value.toString());
    }
  }

  private static boolean isListOfMappings(JsonNode value) {
    return value instanceof ArrayNode && !value.isEmpty() && value.get(0) instanceof ObjectNode;
  }
}
