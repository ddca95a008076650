package org.dragoman.training.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.SafeTensors;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.model.Weights;
import org.dragoman.training.batch.CarriedState;
import org.dragoman.training.optimizer.WeightState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a run: folders {@code update-N}, or {@code update-N-validated} once that
 * update was validated, with weights, optimizer, progress, and their checksums. A folder is written
 * under a temporary name and moved into place, so it was complete when it got its name; if it was
 * damaged since, it is skipped and the one before is used. There is one checkpoint per update: the
 * one written after the validation of an update replaces the one written before it.
 */
public final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final String PREFIX = "update-";
  // Of two checkpoints of one update, the one with this ending is newer. Nothing is overwritten:
  // the first is removed when the second is in place.
  private static final String VALIDATED = "-validated";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})(" + VALIDATED + ")?");
  private static final String WRITING = ".writing";
  public static final String WEIGHTS = "model.safetensors";
  public static final String OPTIMIZER = "optimizer.safetensors";
  private static final String PROGRESS = "progress.json";
  private static final String CARRIED = "carried.safetensors";
  private static final List<String> FILES = List.of(WEIGHTS, OPTIMIZER, PROGRESS);
  private static final List<String> WITH_CARRIED = List.of(WEIGHTS, OPTIMIZER, CARRIED, PROGRESS);

  private final Path folder;
  private final int keep;
  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * Opens the checkpoints of a folder.
   *
   * @param folder the folder, which need not exist yet
   * @param keep the number of checkpoints to keep, at least 1
   */
  public Checkpoints(Path folder, int keep) {
    this.folder = folder;
    this.keep = keep;
  }

  /**
   * The content of a checkpoint besides the progress.
   *
   * @param state the state of the optimizer and the averages
   * @param the state carried through documents; null for models without carried state
   */
  public record Contents(
      Map<String, Parameter> parameters, WeightState state, @Nullable CarriedState carried) {
    private List<String> files() {
      return carried == null ? FILES : WITH_CARRIED;
    }
  }

  /**
   * Writes a checkpoint. Then removes the oldest ones above the number to keep, and the one of the
   * same update from before its validation.
   *
   * @throws DragomanException of kind RUNTIME if the disk cannot be written
   */
  public void save(Progress progress, Contents contents) {
    String validated = progress.validatedAt() == progress.update() ? VALIDATED : "";
    Path target = folder.resolve("%s%09d%s".formatted(PREFIX, progress.update(), validated));
    Path temporary = folder.resolve(WRITING);
    try {
      delete(temporary);
      Files.createDirectories(temporary);
      write(temporary.resolve(WEIGHTS), Weights.arrays(contents.parameters()));
      write(temporary.resolve(OPTIMIZER), contents.state().arrays());
      if (contents.carried() != null) {
        write(temporary.resolve(CARRIED), contents.carried().arrays());
      }
      AtomicFile.write(
          temporary.resolve(PROGRESS),
          out -> out.write(mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(progress)));
      Checksums.write(temporary, contents.files());
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      AtomicFile.forceFolder(folder);
      prune();
    } catch (IOException e) {
      throw DragomanException.runtime(
              "Cannot write checkpoint %s (%s). Check the disk and resume the run, which goes on from the last one."
                  .formatted(target, e),
              e)
          .about("resume");
    }
  }

  private static void write(Path file, Map<String, NDArray> arrays) {
    AtomicFile.write(file, out -> SafeTensors.write(out, arrays, DataType.FLOAT32, Map.of()));
  }

  /**
   * Fills weights and optimizer from the newest readable and wanted checkpoint, and deletes the
   * skipped ones, because they would count as newer than the next ones. Call it with gradients off.
   *
   * @param wanted whether a checkpoint may be used
   * @return empty if there is no checkpoint
   * @throws DragomanException of kind DATA if there are some and none can be read
   */
  public Optional<Progress> restore(
      NDManager manager, Contents contents, Predicate<Progress> wanted) {
    List<Path> found = newestFirst();
    for (Path checkpoint : found) {
      Optional<Progress> progress = tryToRestore(checkpoint, manager, contents, wanted);
      if (progress.isPresent()) {
        LOG.info("Going on from {}", checkpoint);
        deleteAll(found.subList(0, found.indexOf(checkpoint)));
        return progress;
      }
    }
    if (!found.isEmpty()) {
      throw DragomanException.data(
              "None of the %d checkpoints in %s can be used; the log says why. Begin a new run in another folder; the best model so far is still in the run's bundle."
                  .formatted(found.size(), folder))
          .about("run folder");
    }
    return Optional.empty();
  }

  private Optional<Progress> tryToRestore(
      Path checkpoint, NDManager manager, Contents contents, Predicate<Progress> wanted) {
    try {
      Checksums.check(checkpoint, contents.files());
      Progress progress =
          mapper.readValue(Files.readAllBytes(checkpoint.resolve(PROGRESS)), Progress.class);
      if (!wanted.test(progress)) {
        LOG.info("Checkpoint {} is passed over: the loss was out of bounds already", checkpoint);
        return Optional.empty();
      }
      fill(checkpoint, manager, contents, progress.optimizerSteps());
      return Optional.of(progress);
    } catch (NoSuchFileException e) {
      LOG.warn("Checkpoint {} cannot be used: {} is missing", checkpoint, e.getFile());
    } catch (IOException | DragomanException | IllegalArgumentException e) {
      LOG.warn("Checkpoint {} cannot be used: {}", checkpoint, e.getMessage());
    }
    return Optional.empty();
  }

  private static void fill(Path checkpoint, NDManager manager, Contents contents, long steps)
      throws IOException {
    try (NDManager scope = manager.newSubManager()) {
      Map<String, NDArray> weights = tensors(checkpoint.resolve(WEIGHTS), scope);
      Map<String, NDArray> kept = tensors(checkpoint.resolve(OPTIMIZER), scope);
      fill(contents.parameters(), weights);
      contents.state().restore(kept, steps);
      if (contents.carried() != null) {
        contents.carried().restore(tensors(checkpoint.resolve(CARRIED), scope));
      }
    }
  }

  private static void fill(Map<String, Parameter> parameters, Map<String, NDArray> saved) {
    Weights.arrays(parameters)
        .forEach(
            (name, weight) -> {
              NDArray value = saved.get(name);
              if (value == null || !value.getShape().equals(weight.getShape())) {
                throw new IllegalArgumentException(
                    "weight " + name + " is missing or of another shape");
              }
              weight.set(new NDIndex(":"), value);
            });
  }

  private static Map<String, NDArray> tensors(Path file, NDManager manager) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      return SafeTensors.read(in, file.toString(), manager).tensors();
    }
  }

  /** Returns the folder of the newest checkpoint. */
  public Optional<Path> newest() {
    return newestFirst().stream().findFirst();
  }

  /** Returns the folders of undamaged checkpoints, one for each update, the newest first. */
  public List<Path> whole() {
    Map<Path, String> problems = check();
    Map<Long, Path> byUpdate = new LinkedHashMap<>();
    for (Path checkpoint : newestFirst()) {
      String problem = String.valueOf(problems.get(checkpoint));
      if (problem.isEmpty()) {
        byUpdate.putIfAbsent(update(checkpoint), checkpoint);
      } else {
        LOG.warn("Checkpoint {} is passed over: {}", checkpoint, problem);
      }
    }
    return List.copyOf(byUpdate.values());
  }

  private static boolean isOne(Path path) {
    return NAME.matcher(path.getFileName().toString()).matches();
  }

  private static long update(Path checkpoint) {
    Matcher name = NAME.matcher(checkpoint.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  /**
   * Checks all checkpoints against their checksums.
   *
   * @return the problem of each folder; an empty text if it is undamaged
   */
  public Map<Path, String> check() {
    Map<Path, String> found = new TreeMap<>();
    for (Path checkpoint : newestFirst()) {
      try {
        Checksums.check(
            checkpoint, Files.exists(checkpoint.resolve(CARRIED)) ? WITH_CARRIED : FILES);
        found.put(checkpoint, "");
      } catch (NoSuchFileException e) {
        found.put(checkpoint, e.getFile() + " is missing");
      } catch (IOException e) {
        found.put(checkpoint, String.valueOf(e.getMessage()));
      }
    }
    return found;
  }

  private List<Path> newestFirst() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Checkpoints::isOne)
          .sorted(
              Comparator.comparing(Checkpoints::update)
                  .thenComparing(path -> path.getFileName().toString())
                  .reversed())
          .toList();
    } catch (IOException e) {
      throw DragomanException.data("Cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  private void prune() throws IOException {
    Set<Long> kept = new HashSet<>();
    for (Path checkpoint : newestFirst()) {
      if (kept.size() == keep || !kept.add(update(checkpoint))) {
        delete(checkpoint);
      }
    }
  }

  private static void deleteAll(List<Path> damaged) {
    for (Path checkpoint : damaged) {
      try {
        delete(checkpoint);
      } catch (IOException e) {
        throw DragomanException.runtime(
            "Cannot delete the damaged checkpoint %s (%s).".formatted(checkpoint, e), e);
      }
    }
  }

  /** Deletes the files of a checkpoint that a run writes; other files stay. */
  private static void delete(Path checkpoint) throws IOException {
    if (!Files.exists(checkpoint)) {
      return;
    }
    try (Stream<Path> found = Files.list(checkpoint)) {
      List<Path> files = found.toList();
      for (Path file : files) {
        if (isWritten(file)) {
          Files.delete(file);
        }
      }
      if (files.stream().allMatch(Checkpoints::isWritten)) {
        Files.delete(checkpoint);
      } else {
        Path kept = checkpoint.resolveSibling(checkpoint.getFileName() + ".kept");
        Files.move(checkpoint, kept);
        LOG.warn("{} has files that no run has written; they are in {}", checkpoint, kept);
      }
    }
  }

  private static boolean isWritten(Path file) {
    String name = file.getFileName().toString();
    return WITH_CARRIED.contains(name)
        || name.equals(Checksums.FILE)
        || name.startsWith(".") && name.endsWith(".tmp");
  }
}
