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

/** Finds where a configuration differs from that of the run which is to go on by it. */
public final class ConfigDifference {
  private static final String NOTHING = "nothing";

  /**
   * What weights and progress depend on: the seed decides the pairs held out, too; the optimizer's
   * state is of its type and of the weights that are trained; the last four say what the best one
   * so far is the best by.
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

  /** Where the text is kept does not change what is learned from it. */
  private static final String FREE = "data.heap-limit";

  private ConfigDifference() {}

  /**
   * The differences that a run cannot go on with, a line each: {@code model.embedding.size: 8 in
   * the run, 16 now}.
   */
  public static List<String> of(RunConfig run, RunConfig now) {
    return all(run, now, true);
  }

  /** The differences that a run can go on with, in the same form. */
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
        // One alone has the key that it is given by.
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
