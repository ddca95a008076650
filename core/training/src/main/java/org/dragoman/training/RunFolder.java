package org.dragoman.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigWriter;
import org.dragoman.runtime.text.AtomicFile;

/**
 * The folder of a run: {@code config.yaml} as resolved, {@code train.log}, {@code metrics.jsonl},
 * {@code checkpoints}, and {@code bundle}, the best model so far.
 *
 * @param path of the folder
 */
public record RunFolder(Path path) {
  /** The configuration as resolved. */
  public Path config() {
    return path.resolve("config.yaml");
  }

  /** The log. */
  public Path log() {
    return path.resolve("train.log");
  }

  /** One JSON object a line. */
  public Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  /** Weights, optimizer and progress. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** The best model so far, ready to translate. */
  public Path bundle() {
    return path.resolve("bundle");
  }

  /**
   * Makes the folder for a new run and writes the configuration.
   *
   * @throws DragomanException where it holds a run already, or cannot be written
   */
  public static RunFolder create(Path path, RunConfig config) {
    RunFolder folder = new RunFolder(path);
    if (Files.exists(folder.config())) {
      throw DragomanException.configuration(
          path
              + " holds a run already. Go on with it by --resume, choose another folder by --run,"
              + " or remove it.");
    }
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw DragomanException.runtime(
          "Cannot make the run folder " + path + ": " + e.getMessage() + ".", e);
    }
    AtomicFile.write(
        folder.config(),
        out -> out.write(ConfigWriter.write(config).getBytes(StandardCharsets.UTF_8)));
    return folder;
  }
}
