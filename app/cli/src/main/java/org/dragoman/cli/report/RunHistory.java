package org.dragoman.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.training.run.RunFiles;
import org.jspecify.annotations.Nullable;

/**
 * What a run has told of itself. An update that was told twice, since the run was killed after it
 * and resumed before it, is as it was told last.
 *
 * @param updates the lines of updates in {@code metrics.jsonl}, by their numbers
 * @param validations those of validations
 * @param samples the lines of {@code samples.jsonl}, by the numbers of their validations
 * @param test the line of the test set's scores; null where training has not ended with one
 */
public record RunHistory(
    TreeMap<Long, JsonNode> updates,
    TreeMap<Long, JsonNode> validations,
    TreeMap<Long, List<JsonNode>> samples,
    @Nullable JsonNode test) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String UPDATE = "update";

  /**
   * Reads a run's files.
   *
   * @throws DragomanException of kind DATA where the folder holds no run, or one without an update
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
      if (line.has("loss")) {
        updates.put(line.path(UPDATE).asLong(), line);
      } else if (line.has("devPerplexity")) {
        validations.put(line.path(UPDATE).asLong(), line);
      } else if (line.has("testBleu")) {
        test = line;
      }
    }
    if (updates.isEmpty()) {
      throw DragomanException.data(metrics + " has no update yet. Try again when it has.");
    }
    return new RunHistory(updates, validations, samples(files.samples()), test);
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
   * The objects of a file; a line that was cut, as the last of a killed process, is passed over.
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
