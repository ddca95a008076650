package org.dragoman.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dragoman.corpus.store.RecordStore;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.PipelineFiles;

/**
 * Tells the files that a run writes before its first update from those of the user, by their names.
 * A folder with any other file is not taken for that of a run, and nothing in it is touched.
 *
 * @param folder of the run
 */
record RunFiles(Path folder) {
  static final String LOCK = "run.lock";
  static final String CONFIG = "config.yaml";
  static final String LOG = "train.log";
  static final String METRICS = "metrics.jsonl";
  static final String SAMPLES = "samples.jsonl";
  static final String MANIFEST = "manifest.json";
  static final String ROLLBACKS = "rollbacks.json";
  static final String TEXT = "text";
  static final String TEXT_WRITING = ".text.writing";
  static final String SCRATCH = "scratch";
  static final String CHECKPOINTS = "checkpoints";

  private static final Set<String> PLAIN =
      Set.of(LOCK, CONFIG, LOG, METRICS, SAMPLES, MANIFEST, ROLLBACKS);
  private static final Pattern TEMPORARY = Pattern.compile("\\.(.+)\\.[0-9a-f-]{36}\\.tmp");

  /** What a run holds. */
  enum State {
    /** The folder is missing or empty. */
    EMPTY,
    /** It has a run that failed before its first update. */
    UNSTARTED,
    /** It has a run with a checkpoint, or with an update in its metrics. */
    TRAINED,
    /** It has something else. */
    FOREIGN
  }

  /** Finds out the state of the folder. */
  State state() {
    if (!Files.isDirectory(folder) || list(folder).isEmpty()) {
      return State.EMPTY;
    }
    if (!hasMarks()) {
      return State.FOREIGN;
    }
    if (Files.exists(folder.resolve(CHECKPOINTS))
        || folder.resolve(METRICS).toFile().length() > 0) {
      return State.TRAINED;
    }
    return foreign().isPresent() ? State.FOREIGN : State.UNSTARTED;
  }

  /**
   * Returns whether a training began here. A run writes its lock first, but the first versions did
   * not.
   */
  boolean hasMarks() {
    return Stream.of(LOCK, CHECKPOINTS, METRICS)
        .anyMatch(name -> Files.exists(folder.resolve(name)));
  }

  /** Returns a file or folder, if there is one, that no run writes before its first update. */
  Optional<Path> foreign() {
    return list(folder).stream().flatMap(RunFiles::foreign).findFirst();
  }

  private static Stream<Path> foreign(Path path) {
    String name = path.getFileName().toString();
    if (!Files.isDirectory(path)) {
      return isPlain(name) ? Stream.empty() : Stream.of(path);
    }
    return switch (name) {
      case TEXT, TEXT_WRITING -> list(path).stream().filter(file -> !isOfText(file));
      case SCRATCH -> list(path).stream().filter(file -> !RecordStore.isOne(file));
      default -> Stream.of(path);
    };
  }

  private static boolean isPlain(String name) {
    var temporary = TEMPORARY.matcher(name);
    return PLAIN.contains(temporary.matches() ? temporary.group(1) : name);
  }

  /** Returns whether a run writes this file of the folder {@code text}. */
  static boolean isOfText(Path file) {
    String name = file.getFileName().toString();
    return !Files.isDirectory(file) && (name.equals(RunText.HASHES) || PipelineFiles.isOne(name));
  }

  /** Returns the existing files that a run would write or remove. */
  List<Path> written() {
    return Stream.of(folder, folder.resolve(TEXT))
        .filter(Files::isDirectory)
        .flatMap(place -> list(place).stream())
        .filter(file -> isPlain(file.getFileName().toString()) || isOfText(file))
        .toList();
  }

  /** Those, and the files of checkpoints and bundle. */
  List<Path> needed() {
    Stream<Path> below =
        Stream.of(CHECKPOINTS, "bundle")
            .map(folder::resolve)
            .filter(Files::isDirectory)
            .flatMap(RunFiles::walk)
            .filter(Files::isRegularFile);
    return Stream.concat(written().stream(), below).toList();
  }

  private static Stream<Path> walk(Path folder) {
    return list(folder).stream()
        .flatMap(file -> Files.isDirectory(file) ? walk(file) : Stream.of(file));
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw DragomanException.runtime("Cannot look into " + folder + " (" + e + ").", e);
    }
  }
}
