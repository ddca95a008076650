package org.dragoman.training.run;

import static org.dragoman.runtime.bundle.RunNames.BUNDLE;
import static org.dragoman.runtime.bundle.RunNames.CHECKPOINTS;
import static org.dragoman.runtime.bundle.RunNames.LOCK;
import static org.dragoman.runtime.bundle.RunNames.LOG;
import static org.dragoman.runtime.bundle.RunNames.METRICS;

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
import org.dragoman.training.checkpoint.Checkpoints;

/**
 * Where the files of a run stand in its folder. It knows their names, so it also tells those that a
 * run writes before its first update from those of the user: a folder with any other file is not
 * taken for that of a run, and nothing in it is touched.
 *
 * <p>This only looks; {@link RunFolder} opens the folder to train in it.
 *
 * @param folder of the run
 */
public record RunFiles(Path folder) {
  private static final String CONFIG = "config.yaml";
  private static final String SAMPLES = "samples.jsonl";
  private static final String MANIFEST = "manifest.json";
  private static final String ROLLBACKS = "rollbacks.json";
  private static final String TEXT = "text";
  private static final String TEXT_WRITING = ".text.writing";
  private static final String SCRATCH = "scratch";

  private static final Set<String> PLAIN =
      Set.of(LOCK, CONFIG, LOG, METRICS, SAMPLES, MANIFEST, ROLLBACKS);
  private static final Pattern TEMPORARY = Pattern.compile("\\.(.+)\\.[0-9a-f-]{36}\\.tmp");

  /** The configuration as resolved. */
  public Path config() {
    return folder.resolve(CONFIG);
  }

  /** The log. */
  public Path log() {
    return folder.resolve(LOG);
  }

  /** The scores of updates and validations, one JSON object a line. */
  public Path metrics() {
    return folder.resolve(METRICS);
  }

  /** Sample translations of each validation, one JSON object a line. */
  public Path samples() {
    return folder.resolve(SAMPLES);
  }

  /** What the run was made from and what it came to; see {@link RunManifest}. */
  public Path manifest() {
    return folder.resolve(MANIFEST);
  }

  /** The folder of vocabularies and subword models. */
  public Path text() {
    return folder.resolve(TEXT);
  }

  /** The folder of checkpoints: weights, optimizer and progress. */
  public Path checkpoints() {
    return folder.resolve(CHECKPOINTS);
  }

  /** The folder of the best model so far, ready to translate. */
  public Path bundle() {
    return folder.resolve(BUNDLE);
  }

  /** Files that training needs while it runs. */
  Path scratch() {
    return folder.resolve(SCRATCH);
  }

  /** How often the run went back to a checkpoint. */
  Path rollbacks() {
    return folder.resolve(ROLLBACKS);
  }

  /** What keeps other processes from training in the folder. */
  Path lock() {
    return folder.resolve(LOCK);
  }

  /**
   * The weights of the checkpoints that are as they were written, one file for each update, the
   * newest first.
   */
  public List<Path> weights() {
    return new Checkpoints(checkpoints(), 1)
        .whole().stream().map(checkpoint -> checkpoint.resolve(Checkpoints.WEIGHTS)).toList();
  }

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
    if (Files.exists(checkpoints()) || metrics().toFile().length() > 0) {
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
    return Stream.of(folder, text())
        .filter(Files::isDirectory)
        .flatMap(place -> list(place).stream())
        .filter(file -> isPlain(file.getFileName().toString()) || isOfText(file))
        .toList();
  }

  /**
   * Those, and the files of checkpoints and bundle: what the run needs, as far as it is there. No
   * output may replace them.
   */
  public List<Path> needed() {
    Stream<Path> below =
        Stream.of(checkpoints(), bundle())
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
