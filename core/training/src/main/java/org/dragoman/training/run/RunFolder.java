package org.dragoman.training.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.BundleFolder;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigWriter;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.Folders;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.training.config.ConfigDifference;
import org.dragoman.training.config.RunConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a run: {@code config.yaml} as resolved, {@code train.log}, {@code metrics.jsonl},
 * {@code text} with vocabularies and subword models, {@code checkpoints}, and {@code bundle}, the
 * best model so far. While it is open, {@code run.lock} keeps other processes from training in it.
 */
public final class RunFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

  private final RunFiles files;
  private final RunLock lock;
  private List<String> changes = List.of();

  private RunFolder(RunFiles files, RunLock lock) {
    this.files = files;
    this.lock = lock;
  }

  /**
   * Creates the folder for a new run, if it is missing, and writes the configuration. If a run in
   * it failed before its first update, its files are replaced. A folder with anything else is not
   * changed.
   *
   * @throws DragomanException if it already contains a run or files that no run has written, is in
   *     use, or cannot be written; or if a file that the configuration names would be overwritten
   */
  public static RunFolder create(Path path, RunConfig config) {
    requireFree(path, config);
    RunFolder folder = lock(path);
    try {
      // Another process may have written to it before the lock.
      requireFree(path, config);
      new RunText(folder.files.text()).remove();
      Files.deleteIfExists(folder.files.manifest());
      Files.deleteIfExists(folder.files.rollbacks());
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

  private static void requireFree(Path path, RunConfig config) {
    RunFiles files = new RunFiles(path);
    switch (files.state()) {
      case TRAINED ->
          throw DragomanException.configuration(
                  path + " holds a run already. Resume it, choose another folder, or remove it.")
              .about("run");
      case FOREIGN ->
          throw DragomanException.configuration(
                  "%s is neither empty nor the folder of a run%s. Nothing in it was changed. Choose a new or empty folder."
                      .formatted(
                          path, files.foreign().map(file -> ": it holds " + file).orElse("")))
              .about("run folder");
      case EMPTY, UNSTARTED -> requireApart(files, new RunInputs(config).all());
    }
  }

  /** Checks that no input file is overwritten. */
  private static void requireApart(RunFiles files, List<RunInputs.Input> inputs) {
    if (!Files.isDirectory(files.folder())) {
      return;
    }
    FileRoles roles = new FileRoles();
    inputs.forEach(input -> roles.reads(input.key(), input.file()));
    files.written().forEach(file -> roles.writes("the run's file", file));
  }

  /**
   * Opens the folder of a run to resume it, replaces its configuration by the given one, and cleans
   * up what a killed process left of its bundle.
   *
   * @param config may differ from the run's in how the model is trained, but not in the data, the
   *     text pipelines, the model, the seed or the meaning of the validation's BLEU
   * @param registry knows the components of the run's configuration
   * @throws DragomanException if it contains no run or another one, is in use, or cannot be written
   */
  public static RunFolder resume(Path path, RunConfig config, Registry registry) {
    RunFiles files = new RunFiles(path);
    if (!Files.exists(files.config()) || !files.hasMarks()) {
      throw DragomanException.configuration(
              path + " holds no run to resume. Begin one, or name the folder of the run.")
          .about("run");
    }
    requireApart(files, new RunInputs(config).corpora());
    RunFolder folder = lock(path);
    try {
      RunConfig before = new ConfigBinder(registry).bind(RunConfig.class, RunSettings.load(path));
      List<String> differences = ConfigDifference.of(before, config);
      if (!differences.isEmpty()) {
        throw DragomanException.configuration(
                "The configuration is not that of the run in %s, which can be resumed only by the same data, text, model, seed and BLEU of validations:\n  %s\nTrain it anew in another folder, or give the run's own configuration, %s."
                    .formatted(path, String.join("\n  ", differences), folder.files.config()))
            .about("run folder");
      }
      folder.changes = ConfigDifference.allowed(before, config);
      folder.changes.forEach(change -> LOG.info("Changed: {}", change));
      BundleFolder.recover(folder.files.bundle());
      folder.write(config);
      return folder;
    } catch (DragomanException e) {
      folder.close();
      throw e;
    }
  }

  /** The files of the corpora of a configuration, with their keys in it. */
  public static Map<Path, String> corpora(RunConfig config) {
    Map<Path, String> files = new LinkedHashMap<>();
    new RunInputs(config).corpora().forEach(input -> files.put(input.file(), input.key()));
    return files;
  }

  private static RunFolder lock(Path path) {
    try {
      Folders.make(path);
      RunFiles files = new RunFiles(path);
      return new RunFolder(files, RunLock.take(path, files.lock()));
    } catch (FileAlreadyExistsException e) {
      throw DragomanException.configuration(
              e.getFile() + " is a file; a run needs a folder. Choose another one.", e)
          .about("run folder");
    } catch (AccessDeniedException e) {
      throw DragomanException.runtime(
              "Cannot write the run folder " + path + ": permission denied. Choose another one.", e)
          .about("run folder");
    } catch (IOException e) {
      throw DragomanException.runtime(
          "Cannot write the run folder " + path + ": " + e.getMessage() + ".", e);
    }
  }

  private void write(RunConfig config) {
    AtomicFile.write(
        files.config(),
        out -> out.write(ConfigWriter.write(config).getBytes(StandardCharsets.UTF_8)));
  }

  /** Where its files stand. */
  public RunFiles files() {
    return files;
  }

  /** Returns the changes of the configuration by a resume, a line each. */
  List<String> changes() {
    return changes;
  }

  /** Lets other processes have the folder. */
  @Override
  public void close() {
    lock.close();
  }
}
