package org.dragoman.training.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * The inputs and results of a run.
 *
 * @param format of the file
 * @param name of the model
 * @param seed of all random numbers
 * @param corpora SHA-256 of the pairs of each corpus, by its key in the configuration
 * @param inputs SHA-256 of other input files, by their keys in the configuration
 * @param text SHA-256 of vocabularies and subword models, by file
 * @param sessions one for the start and one for each resume
 * @param result null until training is done
 */
public record RunManifest(
    int format,
    String name,
    long seed,
    Map<String, String> corpora,
    Map<String, String> inputs,
    Map<String, String> text,
    List<Session> sessions,
    @Nullable Result result) {
  /** The format that this version writes. */
  public static final int FORMAT = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the collections. */
  public RunManifest {
    corpora = Map.copyOf(corpora);
    // It is null in the manifest of an earlier version.
    inputs = inputs == null ? Map.of() : Map.copyOf(inputs);
    text = Map.copyOf(text);
    sessions = List.copyOf(sessions);
  }

  /**
   * One session: training from a start or resume to the end of the process.
   *
   * @param fromUpdate the last update before the session
   * @param startedAt date and time, ISO 8601
   * @param config SHA-256 of the configuration as resolved
   * @param changes of the configuration since the session before, a line each
   * @param environment the machine and software that it ran on
   */
  public record Session(
      long fromUpdate,
      String startedAt,
      String config,
      List<String> changes,
      Environment environment) {}

  /**
   * The machine and software of a session.
   *
   * @param dragoman version
   * @param java version
   * @param system operating system and processor type
   * @param engine and its version
   * @param device the device of the tensors
   * @param threads of the engine
   */
  public record Environment(
      String dragoman, String java, String system, String engine, String device, int threads) {}

  /**
   * The results of a run.
   *
   * @param updates the number of updates
   * @param checkpoint the name of the last checkpoint
   * @param files SHA-256 of its weights and of the optimizer's state, and of the bundle's weights,
   *     by their paths in the run's folder
   * @param bestUpdate the update after which the bundle's weights were saved
   * @param devPerplexity perplexity of these weights on the dev set
   * @param devScore score of these weights on the dev set, with its signature
   * @param testScore of the bundle, with its signature; null without a test set
   */
  public record Result(
      long updates,
      String checkpoint,
      Map<String, String> files,
      long bestUpdate,
      double devPerplexity,
      String devScore,
      @Nullable String testScore) {}

  /** Returns the same with another session, and without a result. */
  public RunManifest with(Session session) {
    List<Session> all = new ArrayList<>(sessions);
    all.add(session);
    return new RunManifest(format, name, seed, corpora, inputs, text, all, null);
  }

  /** Returns the same with a result. */
  public RunManifest with(Result end) {
    return new RunManifest(format, name, seed, corpora, inputs, text, sessions, end);
  }

  /** Writes the manifest. */
  public void write(Path file) {
    try {
      byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
      AtomicFile.write(file, out -> out.write(bytes));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a manifest.
   *
   * @return empty if there is none
   * @throws DragomanException of kind DATA if it cannot be read
   */
  public static Optional<RunManifest> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), RunManifest.class));
    } catch (IOException e) {
      throw DragomanException.data(
          file + " cannot be read: " + firstLine(e) + ". Train the run anew.", e);
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
