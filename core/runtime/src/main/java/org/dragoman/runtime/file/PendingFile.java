package org.dragoman.runtime.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An output that is written under a temporary name beside its final one, and renamed when it is
 * complete: see {@link AtomicFile}. It is locked while it is written, so that {@link Leftovers} can
 * distinguish it from files that a killed process left.
 */
public final class PendingFile implements AutoCloseable {
  /** The pending files of this process. Locking one of them again would release its lock. */
  static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private final OutputTarget target;
  private final @Nullable Path temporary;
  private final OutputStream raw;
  private final OutputStream buffered;

  private PendingFile(OutputTarget target, @Nullable Path temporary, OutputStream raw) {
    this.target = target;
    this.temporary = temporary;
    this.raw = raw;
    buffered = new BufferedOutputStream(raw, 1 << 16);
  }

  /**
   * Starts an output. Removes temporary files of it that killed processes left.
   *
   * @param name of the output; a link is followed
   * @throws IOException if it cannot be written; callers put the name and a colon before the
   *     message
   */
  public static PendingFile open(Path name) throws IOException {
    OutputTarget target = OutputTarget.of(name);
    return switch (target.kind()) {
      case DESCRIPTOR -> new PendingFile(target, null, OpenDescriptor.open(target.descriptor()));
      case STREAM ->
          // A FileOutputStream, because an interrupted thread closes a channel.
          new PendingFile(target, null, new FileOutputStream(target.path().toFile()));
      case FILE -> openBeside(target);
    };
  }

  /**
   * Checks whether {@link #open} would fail, and writes nothing.
   *
   * @throws IOException if it cannot be written; callers put the name and a colon before the
   *     message
   */
  static void requireWritable(Path name) throws IOException {
    OutputTarget target = OutputTarget.of(name);
    if (target.kind() == OutputTarget.Kind.FILE) {
      requireReplaceable(target.path());
    }
  }

  private static void requireReplaceable(Path path) throws IOException {
    Path folder = path.resolveSibling("");
    if (!Files.isWritable(folder)) {
      throw new IOException("the folder " + folder + " is not writable");
    }
    if (Files.exists(path) && !Files.isWritable(path)) {
      throw new IOException("it is write-protected");
    }
  }

  private static PendingFile openBeside(OutputTarget target) throws IOException {
    requireReplaceable(target.path());
    Leftovers.remove(target.path());
    while (true) {
      Path temporary = Leftovers.newName(target.path());
      OPEN.add(temporary);
      FileOutputStream file = create(temporary, target.path());
      // Another process may have removed it as a leftover before it was locked.
      if (isLocked(file) && Files.exists(temporary)) {
        return new PendingFile(target, temporary, file);
      }
      file.close();
      OPEN.remove(temporary);
    }
  }

  /** Creates the temporary file, as private as the file that it replaces. */
  private static FileOutputStream create(Path temporary, Path target) throws IOException {
    try {
      if (Files.exists(target) && isPosix(target)) {
        Files.createFile(
            temporary, PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(target)));
      } else {
        Files.createFile(temporary);
      }
      return new FileOutputStream(temporary.toFile());
    } catch (IOException e) {
      OPEN.remove(temporary);
      throw e;
    }
  }

  private static boolean isLocked(FileOutputStream file) {
    try {
      FileLock lock = file.getChannel().tryLock();
      return lock != null;
    } catch (IOException e) {
      // A network disk without locks. No process can remove leftovers there either.
      return true;
    }
  }

  static boolean isPosix(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
  }

  /** Returns a buffered stream to the file, which need not be closed. */
  public OutputStream out() {
    return buffered;
  }

  /**
   * Forces the written bytes to the disk.
   *
   * @throws IOException if the disk cannot be written
   */
  public void sync() throws IOException {
    buffered.flush();
    if (temporary != null) {
      ((FileOutputStream) raw).getFD().sync();
    }
  }

  /**
   * Forces the complete file to the disk and moves it into place.
   *
   * @throws IOException if that fails; the old file is still there then
   */
  public void commit() throws IOException {
    sync();
    if (temporary == null) {
      return;
    }
    Path path = target.path();
    if (Files.exists(path) && !FileOwnership.copy(path, temporary)) {
      InPlace.copy(temporary, path);
      return;
    }
    if (!isPosix(temporary)) {
      // Windows cannot move an open file.
      raw.close();
    }
    Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    AtomicFile.forceFolder(path.resolveSibling(""));
  }

  /** Removes the temporary file if it still exists, and closes the stream. */
  @Override
  public void close() throws IOException {
    try {
      if (temporary != null && isPosix(temporary.resolveSibling(""))) {
        // Deleted while it is still locked.
        Files.deleteIfExists(temporary);
      }
      raw.close();
    } finally {
      if (temporary != null) {
        Files.deleteIfExists(temporary);
        OPEN.remove(temporary);
      }
    }
  }
}
