package org.dragoman.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.BundleFolder;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigWriter;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a run: {@code config.yaml} as resolved, {@code train.log}, {@code metrics.jsonl},
 * {@code text} with vocabularies and subword models, {@code checkpoints}, and {@code bundle}, the
 * best model so far. While it is open, {@code run.lock} keeps other processes from training in it.
 */
public final class RunFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

  private final Path path;
  private final RunLock lock;
  private List<String> changes = List.of();

  private RunFolder(Path path, RunLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the folder for a new run, where it is missing, and writes the configuration. A run that
   * was never trained is replaced: what it learned of the text is removed.
   *
   * @throws DragomanException where it holds a run already, is in use, or cannot be written
   */
  public static RunFolder create(Path path, RunConfig config) {
    RunFolder folder = lock(path);
    try {
      if (folder.isTrained()) {
        throw DragomanException.configuration(
            path
                + " holds a run already. Go on with it by --resume, choose another folder by"
                + " --run, or remove it.");
      }
      folder.removeText();
      Files.deleteIfExists(folder.manifest());
      Files.deleteIfExists(folder.rollbacks());
      folder.write(config);
      return folder;
    } catch (IOException e) {
      folder.close();
      throw DragomanException.runtime("Cannot write the run folder " + path + " (" + e + ").", e);
    } catch (DragomanException e) {
      folder.close();
      throw e;
    }
  }

  /** Whether there is a checkpoint or an update was told. */
  private boolean isTrained() {
    return Files.exists(checkpoints()) || metrics().toFile().length() > 0;
  }

  private void removeText() {
    if (!Files.isDirectory(text())) {
      return;
    }
    try (Stream<Path> files = Files.list(text())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(text());
    } catch (IOException e) {
      throw DragomanException.runtime("Cannot remove " + text() + " (" + e + ").", e);
    }
  }

  /**
   * Opens the folder of a run to go on with it, replaces its configuration by the given one, and
   * puts right what a killed process left of its bundle.
   *
   * @param config may differ from the run's in how the model is trained, not in the data, the text
   *     pipelines, the model, the seed or what BLEU of a validation means
   * @param registry knows the components of the run's configuration
   * @throws DragomanException where it holds no run or another one, is in use, or cannot be written
   */
  public static RunFolder resume(Path path, RunConfig config, Registry registry) {
    if (!Files.exists(path.resolve("config.yaml"))) {
      throw DragomanException.configuration(
          path
              + " holds no run to resume. Leave --resume out to begin one, or name its folder by"
              + " --run.");
    }
    RunFolder folder = lock(path);
    try {
      RunConfig before = new ConfigBinder(registry).bind(RunConfig.class, RunSettings.load(path));
      List<String> differences = ConfigDifference.of(before, config);
      if (!differences.isEmpty()) {
        throw DragomanException.configuration(
            "The configuration is not that of the run in %s, which can be resumed only by the same data, text, model, seed and BLEU of validations:\n  %s\nTrain it anew in another folder by --run, or give the run's own configuration, %s."
                .formatted(path, String.join("\n  ", differences), folder.config()));
      }
      folder.changes = ConfigDifference.allowed(before, config);
      folder.changes.forEach(change -> LOG.info("Changed: {}", change));
      BundleFolder.recover(folder.bundle());
      folder.write(config);
      return folder;
    } catch (DragomanException e) {
      folder.close();
      throw e;
    }
  }

  private static RunFolder lock(Path path) {
    try {
      Files.createDirectories(path);
      return new RunFolder(path, RunLock.take(path, path.resolve("run.lock")));
    } catch (FileAlreadyExistsException e) {
      throw DragomanException.configuration(
          e.getFile() + " is a file; a run needs a folder. Choose another one by --run.", e);
    } catch (AccessDeniedException e) {
      throw DragomanException.runtime(
          "Cannot write the run folder "
              + path
              + ": permission denied. Choose another one by --run.",
          e);
    } catch (IOException e) {
      throw DragomanException.runtime(
          "Cannot write the run folder " + path + ": " + e.getMessage() + ".", e);
    }
  }

  private void write(RunConfig config) {
    AtomicFile.write(
        config(), out -> out.write(ConfigWriter.write(config).getBytes(StandardCharsets.UTF_8)));
  }

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

  /** Sample translations of each validation, one JSON object a line. */
  Path samples() {
    return path.resolve("samples.jsonl");
  }

  /** What the run was made from and what it came to. */
  public Path manifest() {
    return path.resolve("manifest.json");
  }

  /** What of the configuration has changed with a resume, a line each. */
  List<String> changes() {
    return changes;
  }

  /** Vocabularies and subword models. */
  public Path text() {
    return path.resolve("text");
  }

  /** Files that training needs while it runs. */
  Path scratch() {
    return path.resolve("scratch");
  }

  /** Weights, optimizer and progress. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** How often the run went back to a checkpoint. */
  Path rollbacks() {
    return path.resolve("rollbacks.json");
  }

  /** The best model so far, ready to translate. */
  public Path bundle() {
    return path.resolve("bundle");
  }

  /** Lets other processes have the folder. */
  @Override
  public void close() {
    lock.close();
  }
}
