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
 * What a run was made from, and what it came to.
 *
 * @param format of the file
 * @param name of the model
 * @param seed of everything random
 * @param corpora SHA-256 of the pairs of each corpus, by its key in the configuration
 * @param inputs SHA-256 of what else is read from files, by its key in the configuration
 * @param text SHA-256 of vocabularies and subword models, by file
 * @param sessions from the beginning, and after each resume
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
  /** The format that is written. */
  public static final int FORMAT = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the collections. */
  public RunManifest {
    corpora = Map.copyOf(corpora);
    // Null in the manifest of an earlier version.
    inputs = inputs == null ? Map.of() : Map.copyOf(inputs);
    text = Map.copyOf(text);
    sessions = List.copyOf(sessions);
  }

  /**
   * What trained from one start of the process to its end.
   *
   * @param fromUpdate the last update that was done before
   * @param startedAt date and time, ISO 8601
   * @param config SHA-256 of the configuration as resolved
   * @param changes of the configuration since the session before, a line each
   * @param environment where it ran
   */
  public record Session(
      long fromUpdate,
      String startedAt,
      String config,
      List<String> changes,
      Environment environment) {}

  /**
   * Where a session ran.
   *
   * @param dragoman version
   * @param java version
   * @param system operating system and processor type
   * @param engine and its version
   * @param device that tensors were on
   * @param threads of the engine
   */
  public record Environment(
      String dragoman, String java, String system, String engine, String device, int threads) {}

  /**
   * What a run came to.
   *
   * @param updates that were done
   * @param checkpoint the name of the last one
   * @param files SHA-256 of its weights and of the optimizer's state, and of the bundle's weights,
   *     by their paths in the run's folder
   * @param bestUpdate after which the bundle's weights were taken
   * @param devPerplexity of them
   * @param devScore of them, with its signature
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

  /** The same with another session, and without a result. */
  public RunManifest with(Session session) {
    List<Session> all = new ArrayList<>(sessions);
    all.add(session);
    return new RunManifest(format, name, seed, corpora, inputs, text, all, null);
  }

  /** The same with a result. */
  public RunManifest with(Result end) {
    return new RunManifest(format, name, seed, corpora, inputs, text, sessions, end);
  }

  /** Writes it. */
  public void write(Path file) {
    try {
      byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
      AtomicFile.write(file, out -> out.write(bytes));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads one.
   *
   * @return empty where there is none
   * @throws DragomanException of kind DATA where it cannot be read
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
