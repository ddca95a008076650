package org.dragoman.runtime.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.text.AtomicFile;
import org.dragoman.runtime.text.AtomicFile.IoConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a bundle's folder into place as a whole. */
final class BundleFolder {
  private static final Logger LOG = LoggerFactory.getLogger(BundleFolder.class);

  private BundleFolder() {}

  /**
   * Fills a hidden folder beside the target and moves it into place. Only another bundle, or an
   * empty folder, is replaced: it is moved aside, and moved back where the new one cannot be moved
   * in.
   *
   * @param target the bundle's folder; folders above it are made where they are missing
   * @param content fills a folder that is there and empty
   * @throws DragomanException where the target is something else, or cannot be written
   */
  static void write(Path target, IoConsumer<Path> content) {
    try {
      Path place = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath().normalize();
      requireReplaceable(place);
      Path parent = place.resolveSibling("");
      Files.createDirectories(parent);
      if (!Files.isWritable(parent)) {
        throw new IOException("the folder " + parent + " is not writable");
      }
      Path fresh = hidden(place, "tmp");
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
    Path old = hidden(place, "old");
    Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
      throw e;
    }
    try {
      delete(old);
    } catch (IOException e) {
      LOG.warn("The bundle that was replaced could not be deleted: {}", e.toString());
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
    for (Path file : list(place)) {
      if (!BundleFiles.ALL.contains(file.getFileName().toString()) || Files.isDirectory(file)) {
        throw DragomanException.configuration(
            "The folder %s holds %s, which is not of a bundle, so it is not replaced. Give another folder."
                .formatted(place, file.getFileName()));
      }
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
