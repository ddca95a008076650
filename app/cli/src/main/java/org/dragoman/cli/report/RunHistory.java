package org.dragoman.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.training.run.RunFiles;
import org.jspecify.annotations.Nullable;

/**
 * The recorded metrics of a run. If an update was recorded twice, because the run was killed after
 * it and resumed before it, the last record counts.
 *
 * @param updates the lines of updates in {@code metrics.jsonl}, by their numbers
 * @param validations the lines of validations, by their updates
 * @param samples the lines of {@code samples.jsonl}, by the numbers of their validations
 * @param test the line with the test set's scores; null if training has not ended, or has no test
 *     set
 */
public record RunHistory(
    TreeMap<Long, JsonNode> updates,
    TreeMap<Long, JsonNode> validations,
    TreeMap<Long, List<JsonNode>> samples,
    @Nullable JsonNode test) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String UPDATE = "update";
  private static final String DEV = "dev";

  /**
   * Reads a run's files.
   *
   * @throws DragomanException of kind DATA if the folder contains no run, or one without an update
   */
  public static RunHistory read(Path run) {
    if (!Files.isDirectory(run)) {
      throw DragomanException.data(
          Files.exists(run)
              ? run + " is a file; give the folder of a training run."
              : "There is no folder " + run + ". Give the folder of a training run.");
    }
    RunFiles files = new RunFiles(run);
    Path metrics = files.metrics();
    if (!Files.exists(files.config()) || !Files.exists(metrics)) {
      throw DragomanException.data(
          run + " holds no run that was trained: it has no config.yaml or no metrics.jsonl.");
    }
    TreeMap<Long, JsonNode> updates = new TreeMap<>();
    TreeMap<Long, JsonNode> validations = new TreeMap<>();
    JsonNode test = null;
    for (JsonNode line : lines(metrics)) {
      // Runs of before have no types.
      if (line.has("loss")) {
        updates.put(line.path(UPDATE).asLong(), line);
      } else if (line.has("devPerplexity")) {
        validations.put(line.path(UPDATE).asLong(), line);
      } else if (line.path("type").asText().equals("test") || line.has("testBleu")) {
        test = line;
      }
    }
    if (updates.isEmpty()) {
      throw DragomanException.data(metrics + " has no update yet. Try again when it has.");
    }
    return new RunHistory(updates, validations, samples(files.samples()), test);
  }

  /** Returns the keys of the measures of validations besides perplexity, such as devBleu. */
  public List<String> measures() {
    Set<String> keys = new LinkedHashSet<>();
    validations.values().forEach(line -> line.fieldNames().forEachRemaining(keys::add));
    return keys.stream()
        .filter(key -> key.startsWith(DEV) && !key.equals(DEV + "Perplexity"))
        .toList();
  }

  /** Returns a key of a measure in words: Exact match of devExactMatch, BLEU of devBleu. */
  public static String inWords(String key) {
    String name = key.substring(DEV.length());
    if (name.equals("Bleu")) {
      return "BLEU";
    }
    return name.charAt(0)
        + name.substring(1)
            .replaceAll("([A-Z])", " $1")
            .toLowerCase(Locale.ROOT)
            .replace(" f1", " F1");
  }

  /**
   * Returns all records as a table with commas: a row for each update, each validation and the
   * test, a column for each key that occurs.
   */
  public String csv() {
    List<JsonNode> rows = new ArrayList<>();
    TreeSet<Long> places = new TreeSet<>(updates.keySet());
    places.addAll(validations.keySet());
    for (long place : places) {
      Stream.of(typed("update", updates.get(place)), typed("validation", validations.get(place)))
          .flatMap(Stream::ofNullable)
          .forEach(rows::add);
    }
    Stream.ofNullable(typed("test", test)).forEach(rows::add);
    Set<String> keys = new LinkedHashSet<>(List.of("type", UPDATE));
    rows.forEach(row -> row.fieldNames().forEachRemaining(keys::add));
    StringBuilder table = new StringBuilder(String.join(",", keys)).append('\n');
    for (JsonNode row : rows) {
      table.append(
          keys.stream()
              .map(key -> cell(row.path(key).asText()))
              .collect(Collectors.joining(",", "", "\n")));
    }
    return table.toString();
  }

  private static String cell(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** Runs of before have no types. */
  private static @Nullable JsonNode typed(String type, @Nullable JsonNode line) {
    return line == null ? null : ((ObjectNode) line.deepCopy()).put("type", type);
  }

  private static TreeMap<Long, List<JsonNode>> samples(Path file) {
    TreeMap<Long, List<JsonNode>> samples = new TreeMap<>();
    if (Files.exists(file)) {
      for (JsonNode line : lines(file)) {
        List<JsonNode> told = new ArrayList<>();
        line.path("samples").forEach(told::add);
        samples.put(line.path(UPDATE).asLong(), told);
      }
    }
    return samples;
  }

  /**
   * Reads the objects of a file; skips an incomplete line, such as the last one of a killed
   * process.
   */
  private static List<JsonNode> lines(Path file) {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : LineReader.readAll(file)) {
      try {
        JsonNode object = JSON.readTree(line);
        if (object != null && object.isObject()) {
          objects.add(object);
        }
      } catch (JsonProcessingException e) {
        continue;
      }
    }
    return objects;
  }
}
