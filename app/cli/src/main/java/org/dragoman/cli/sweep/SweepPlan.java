package org.dragoman.cli.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigTree;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep tries: the content of a YAML file.
 *
 * <pre>
 * config: models/recipes/dates.yaml
 * data: dates
 * runs: runs/sweep
 * seeds: [1, 2, 3]
 * jobs: 2
 * random: 5                  # so many combinations, drawn at random; left out: all
 * try:
 *   training.optimizer.learning-rate: [0.001, 0.003]
 *   model.network.cell: [{type: gru, size: 256}, {type: lstm, size: 256}]
 * </pre>
 *
 * @param config the configuration that all runs share
 * @param data what {@code ${DATA}} stands for in it; null for the environment's
 * @param runs the folder of the runs
 * @param seeds of each combination
 * @param jobs how many runs train at a time
 * @param combinations each a value for each key, as a configuration has it
 */
public record SweepPlan(
    Path config,
    @Nullable String data,
    Path runs,
    List<Long> seeds,
    int jobs,
    List<Map<String, String>> combinations) {
  private static final Set<String> KEYS =
      Set.of("config", "data", "runs", "seeds", "jobs", "random", "try");
  private static final int MOST = 10_000;
  private static final int LONGEST_NAME = 150;

  /**
   * Reads a plan.
   *
   * @throws DragomanException of kind CONFIGURATION that names the file and the key, if something
   *     is wrong
   */
  public static SweepPlan load(Path file) {
    ObjectNode root = ConfigTree.load(file).root();
    root.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw wrong(
                    file,
                    key,
                    "is not known. Known: " + String.join(", ", KEYS.stream().sorted().toList()));
              }
            });
    String config = text(file, root, "config");
    if (config == null) {
      throw wrong(file, "config", "is missing: the configuration that all runs share");
    }
    String runs = text(file, root, "runs");
    Map<String, List<String>> values = values(file, root.path("try"));
    int random = number(file, root, "random", 0);
    return new SweepPlan(
        Path.of(config),
        text(file, root, "data"),
        Path.of(runs == null ? "runs/sweep" : runs),
        seeds(file, root.path("seeds")),
        number(file, root, "jobs", 1),
        random == 0 ? all(file, values) : drawn(values, random));
  }

  private static DragomanException wrong(Path file, String key, String problem) {
    return DragomanException.configuration("%s: %s %s.".formatted(file, key, problem));
  }

  private static @Nullable String text(Path file, ObjectNode root, String key) {
    JsonNode node = root.path(key);
    if (node.isMissingNode()) {
      return null;
    }
    if (!node.isTextual() || node.asText().isBlank()) {
      throw wrong(file, key, "must be a text, got " + node);
    }
    return node.asText();
  }

  private static int number(Path file, ObjectNode root, String key, int otherwise) {
    JsonNode node = root.path(key);
    if (node.isMissingNode()) {
      return otherwise;
    }
    if (!node.isInt() || node.asInt() < 1) {
      throw wrong(file, key, "must be a whole number of 1 or more, got " + node);
    }
    return node.asInt();
  }

  private static List<Long> seeds(Path file, JsonNode node) {
    if (node.isMissingNode()) {
      return List.of(1L);
    }
    Set<Long> seeds = new LinkedHashSet<>();
    node.forEach(
        seed -> {
          if (!seed.canConvertToLong() || !seed.isIntegralNumber() || !seeds.add(seed.asLong())) {
            throw wrong(file, "seeds", "must be a list of different whole numbers, got " + node);
          }
        });
    if (seeds.isEmpty()) {
      throw wrong(file, "seeds", "must be a list of different whole numbers, got " + node);
    }
    return List.copyOf(seeds);
  }

  private static Map<String, List<String>> values(Path file, JsonNode node) {
    if (!node.isObject() || node.isEmpty()) {
      throw wrong(file, "try", "must be a mapping of keys of the configuration to lists of values");
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Set<String> list = new LinkedHashSet<>();
      // JSON is YAML, too.
      entry
          .getValue()
          .forEach(value -> list.add(value.isTextual() ? value.asText() : value.toString()));
      if (!entry.getValue().isArray() || list.isEmpty()) {
        throw wrong(file, "try." + entry.getKey(), "must be a list of values");
      }
      values.put(entry.getKey(), List.copyOf(list));
    }
    return values;
  }

  private static List<Map<String, String>> all(Path file, Map<String, List<String>> values) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Map.Entry<String, List<String>> key : values.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> shorter : combinations) {
        for (String value : key.getValue()) {
          Map<String, String> next = new LinkedHashMap<>(shorter);
          next.put(key.getKey(), value);
          longer.add(next);
        }
      }
      combinations = longer;
      if (combinations.size() > MOST) {
        throw wrong(
            file, "try", "has more than %,d combinations. Draw some by random".formatted(MOST));
      }
    }
    return combinations;
  }

  /** Draws different combinations; the same plan draws the same ones. */
  private static List<Map<String, String>> drawn(Map<String, List<String>> values, int wanted) {
    double possible = values.values().stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
    Random random = new Random(1);
    Set<Map<String, String>> drawn = new LinkedHashSet<>();
    while (drawn.size() < Math.min(wanted, possible)) {
      Map<String, String> next = new LinkedHashMap<>();
      values.forEach((key, list) -> next.put(key, list.get(random.nextInt(list.size()))));
      drawn.add(next);
    }
    return List.copyOf(drawn);
  }

  /** Returns the values that a run sets, as the command line has them. */
  public static List<String> overrides(Map<String, String> combination, long seed) {
    List<String> overrides = new ArrayList<>();
    combination.forEach((key, value) -> overrides.add(key + "=" + value));
    overrides.add("training.seed=" + seed);
    return overrides;
  }

  /**
   * Returns the folder of a run. Its name tells its values; where one is not fit for a name or the
   * name is long, a hash tells them apart.
   */
  public Path folder(Map<String, String> combination, long seed) {
    StringBuilder name = new StringBuilder();
    StringBuilder exact = new StringBuilder();
    combination.forEach(
        (key, value) -> {
          String last = key.substring(key.lastIndexOf('.') + 1) + "=";
          exact.append(last).append(value).append(',');
          name.append(last).append(value.replaceAll("[^A-Za-z0-9.+-]+", "_")).append(',');
        });
    if (!name.toString().contentEquals(exact) || name.length() > LONGEST_NAME) {
      name.setLength(Math.min(name.length(), LONGEST_NAME));
      name.append(String.format("-%08x,", combination.toString().hashCode()));
    }
    return runs.resolve(name + "seed=" + seed);
  }
}
