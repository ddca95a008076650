package org.dragoman.runtime.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.AtomicFile.IoConsumer;
import org.dragoman.runtime.file.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the folder of a bundle, and writes it as a whole. */
public final class BundleFolder {
  private static final Logger LOG = LoggerFactory.getLogger(BundleFolder.class);
  private static final String FRESH = "tmp";
  private static final String OLD = "old";

  private BundleFolder() {}

  /**
   * Returns the folder of the bundle that a user means. For example {@code runs/de-en}, the folder
   * of a training run, means {@code runs/de-en/bundle}, which need not exist yet. Any other folder
   * means itself.
   */
  public static Path of(Path folder) {
    return isRun(folder) ? folder.resolve(RunNames.BUNDLE) : folder;
  }

  /** The file that lists a bundle's files with their hashes; a folder without it is no bundle. */
  public static Path manifest(Path bundle) {
    return bundle.resolve(BundleFiles.MANIFEST);
  }

  /** Returns the file of a bundle's configuration. */
  public static Path config(Path bundle) {
    return bundle.resolve(BundleFiles.CONFIG);
  }

  /** Returns the file of a bundle's weights, which need not exist. */
  public static Path weights(Path bundle) {
    return bundle.resolve(BundleFiles.WEIGHTS);
  }

  /**
   * Returns whether a folder is that of a training run. Both runs and bundles may have a {@code
   * config.yaml} and a {@code manifest.json}, so other names distinguish them.
   */
  static boolean isRun(Path folder) {
    return !Files.exists(folder.resolve(BundleFiles.WEIGHTS))
        && Files.exists(folder.resolve(BundleFiles.CONFIG))
        && (!Files.exists(folder.resolve(BundleFiles.MANIFEST))
            || RunNames.ALL.stream().anyMatch(name -> Files.exists(folder.resolve(name))));
  }

  /**
   * Fills a hidden folder beside the target and moves it into place. It replaces a bundle or an
   * empty folder only: the old one is moved aside, and moved back if the new one cannot be moved
   * in.
   *
   * @param target the bundle's folder; missing parent folders are created
   * @param content fills an existing empty folder
   * @throws DragomanException if the target is something else, or cannot be written
   */
  static void write(Path target, IoConsumer<Path> content) {
    try {
      Path place = place(target);
      requireReplaceable(place);
      Path parent = place.resolveSibling("");
      Folders.make(parent);
      if (!Files.isWritable(parent)) {
        throw new IOException("the folder " + parent + " is not writable");
      }
      recover(place);
      Path fresh = hidden(place, FRESH);
      try {
        Files.createDirectory(fresh);
        content.accept(fresh);
        moveIn(fresh, place);
      } finally {
        delete(fresh);
      }
      AtomicFile.forceFolder(parent);
    } catch (IOException e) {
      throw DragomanException.runtime(
          "Cannot write the bundle " + target + ": " + e.getMessage(), e);
    }
  }

  private static void moveIn(Path fresh, Path place) throws IOException {
    AtomicFile.forceFolder(fresh);
    if (!Files.exists(place)) {
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = hidden(place, OLD);
    Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    discard(old);
  }

  /**
   * Cleans up after a process that was killed while it wrote the bundle: moves the old bundle back
   * if the new one was not in place yet, and deletes unfinished files. Call it only when no other
   * process writes the bundle.
   *
   * @param target the bundle's folder, which need not exist
   * @throws DragomanException of kind RUNTIME if its folder cannot be read or written
   */
  public static void recover(Path target) {
    try {
      Path place = place(target);
      if (!Files.isDirectory(place.resolveSibling(""))) {
        return;
      }
      List<Path> old = left(place, OLD);
      if (!Files.exists(place) && !old.isEmpty()) {
        Files.move(old.get(0), place, StandardCopyOption.ATOMIC_MOVE);
        LOG.warn("{} was being replaced when the process was killed; the old one is back", target);
      }
      Stream.concat(left(place, OLD).stream(), left(place, FRESH).stream())
          .forEach(BundleFolder::discard);
    } catch (IOException e) {
      throw DragomanException.runtime(
          "Cannot recover the bundle " + target + ": " + e.getMessage(), e);
    }
  }

  /** Lists the hidden folders of a place, the newest first. */
  private static List<Path> left(Path place, String ending) throws IOException {
    Pattern name =
        Pattern.compile(
            "\\.%s\\.[0-9a-f-]{36}\\.%s"
                .formatted(Pattern.quote(place.getFileName().toString()), ending));
    try (Stream<Path> files = Files.list(place.resolveSibling(""))) {
      return files
          .filter(file -> name.matcher(file.getFileName().toString()).matches())
          .filter(Files::isDirectory)
          .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified()).reversed())
          .toList();
    }
  }

  private static Path place(Path target) throws IOException {
    return Files.exists(target) ? target.toRealPath() : target.toAbsolutePath().normalize();
  }

  private static void discard(Path folder) {
    try {
      delete(folder);
    } catch (IOException e) {
      LOG.warn("What a replaced bundle left could not be deleted: {}", e.toString());
    }
  }

  private static Path hidden(Path place, String ending) {
    return place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + "." + ending);
  }

  private static void requireReplaceable(Path place) throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    if (!Files.isDirectory(place)) {
      throw DragomanException.configuration(
          place + " is a file; a bundle is a folder. Give the name of a folder.");
    }
    List<Path> files = list(place);
    for (Path file : files) {
      if (!BundleFiles.ALL.contains(file.getFileName().toString()) || Files.isDirectory(file)) {
        throw DragomanException.configuration(
            "The folder %s holds %s, which is not of a bundle, so it is not replaced. Give another folder."
                .formatted(place, file.getFileName()));
      }
    }
    if (!files.isEmpty() && !Files.exists(place.resolve(BundleFiles.MANIFEST))) {
      throw DragomanException.configuration(
          "The folder %s holds %s, but no bundle, so it is not replaced. Give another folder."
              .formatted(place, files.get(0).getFileName()));
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (Path file : list(folder)) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }
}
