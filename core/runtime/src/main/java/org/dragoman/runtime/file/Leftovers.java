package org.dragoman.runtime.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names temporary files, {@code .NAME.ID.tmp} beside NAME, and removes those that killed processes
 * left.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  /** The number of characters kept of a long name, because file names are limited to 255 bytes. */
  private static final int MOST_CHARS = 60;

  private Leftovers() {}

  private static String prefix(Path target) {
    String name = target.getFileName().toString();
    if (name.length() <= MOST_CHARS) {
      return "." + name + ".";
    }
    int end = Character.isHighSurrogate(name.charAt(MOST_CHARS - 1)) ? MOST_CHARS - 1 : MOST_CHARS;
    return "." + name.substring(0, end) + ".";
  }

  /** A name for a temporary file of an output. */
  static Path newName(Path target) {
    return target.resolveSibling(prefix(target) + UUID.randomUUID() + ".tmp");
  }

  /**
   * Removes the temporary files of an output that no process has open. Files that cannot be
   * examined stay.
   */
  static void remove(Path target) {
    Pattern ours =
        Pattern.compile(
            Pattern.quote(prefix(target))
                + "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\.tmp");
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(
            target.resolveSibling(""),
            file -> ours.matcher(file.getFileName().toString()).matches())) {
      for (Path file : found) {
        if (!PendingFile.OPEN.contains(file) && Files.isRegularFile(file)) {
          removeUnused(file);
        }
      }
    } catch (IOException e) {
      LOG.debug("What is left of {} cannot be looked for: {}", target, e.toString());
    }
  }

  private static void removeUnused(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        Files.delete(file);
        LOG.warn("Removed {}, which a process left that was killed", file);
      }
    } catch (IOException | OverlappingFileLockException e) {
      LOG.debug("{} cannot be looked at: {}", file, e.toString());
    }
  }
}
