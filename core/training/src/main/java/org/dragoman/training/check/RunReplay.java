package org.dragoman.training.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.training.check.RunCheck.Outcome;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.loop.TrainingListener;
import org.dragoman.training.run.RunFiles;
import org.dragoman.training.run.RunFolder;
import org.dragoman.training.run.RunManifest;
import org.dragoman.training.run.RunSettings;
import org.dragoman.training.run.TrainingRun;

/**
 * Repeats a finished run from its configuration and corpora, and compares the results. On the same
 * machine with the same number of threads they are equal, bit for bit.
 *
 * @param run the folder of the run
 * @param into a folder for the repeated run
 */
public record RunReplay(Path run, Path into, Torch torch, Registry registry) {

  /**
   * Trains and compares.
   *
   * @return the checks; empty if the thread was interrupted
   * @throws DragomanException of kind DATA if the run cannot be repeated
   */
  public List<RunCheck> compare(TrainingListener listener) {
    RunManifest manifest = RunVerifier.read(run);
    RunManifest.Result result = manifest.result();
    if (result == null) {
      throw DragomanException.data(run + " is not done: there is nothing yet to compare with.");
    }
    for (RunManifest.Session session : manifest.sessions()) {
      if (!session.changes().isEmpty()) {
        throw DragomanException.data(
            "%s was resumed after update %d with another configuration (%s), so no single one gives it."
                .formatted(run, session.fromUpdate(), session.changes().get(0)));
      }
    }
    // If a time limit ended the run, its number of updates ends the repeated one.
    ConfigTree tree =
        RunSettings.load(run)
            .override(
                List.of("training.stop.minutes=0", "training.stop.updates=" + result.updates()));
    RunConfig config = new ConfigBinder(registry).bind(RunConfig.class, tree);
    TrainingRun.check(config, false, torch, registry);
    try (RunFolder folder = RunFolder.create(into, config)) {
      boolean done =
          new TrainingRun(config, folder, InputStream.nullInputStream(), torch, registry, listener)
              .start();
      return done ? compare(result) : List.of();
    }
  }

  private List<RunCheck> compare(RunManifest.Result expected) {
    RunManifest.Result found = Objects.requireNonNull(RunVerifier.read(into).result());
    List<RunCheck> checks = new ArrayList<>();
    checks.add(losses());
    expected
        .files()
        .forEach(
            (name, hash) ->
                checks.add(
                    hash.equals(found.files().get(name))
                        ? new RunCheck("replay of " + name, Outcome.OK, "")
                        : new RunCheck("replay of " + name, Outcome.FAILED, "differs")));
    return checks;
  }

  private RunCheck losses() {
    Map<Long, String> expected = losses(run);
    Map<Long, String> found = losses(into);
    for (Map.Entry<Long, String> entry : expected.entrySet()) {
      String other = found.get(entry.getKey());
      if (!entry.getValue().equals(other)) {
        return new RunCheck(
            "replay of losses",
            Outcome.FAILED,
            "update %d: %s in the run, %s now"
                .formatted(entry.getKey(), entry.getValue(), other == null ? "none" : other));
      }
    }
    return new RunCheck("replay of losses", Outcome.OK, expected.size() + " updates");
  }

  /** Returns the loss of each update, the last one recorded. */
  private static Map<Long, String> losses(Path folder) {
    ObjectMapper mapper = new ObjectMapper();
    Map<Long, String> losses = new TreeMap<>();
    Path file = new RunFiles(folder).metrics();
    try {
      for (String line : Files.readAllLines(file)) {
        // A killed process may have written an incomplete last line.
        if (line.endsWith("}")) {
          JsonNode values = mapper.readTree(line);
          if (values.has("loss")) {
            losses.put(values.path("update").asLong(), values.path("loss").asText());
          }
        }
      }
    } catch (IOException e) {
      throw DragomanException.data(file + " cannot be read: " + e.getMessage(), e);
    }
    return losses;
  }
}
