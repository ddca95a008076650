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
 * An output that is written under a temporary name beside its own, and has its own when it is
 * whole: see {@link AtomicFile}. It is locked while it is written, so that {@link Leftovers} can
 * tell it from what a killed process has left.
 */
public final class PendingFile implements AutoCloseable {
  /** Those of this process, which must not lock them again: that would take the locks off. */
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
   * Begins an output. What killed processes have left of earlier ones is removed.
   *
   * @param name of the output; a link is followed
   * @throws IOException where it cannot be written; the message goes after the name and a colon
   */
  public static PendingFile open(Path name) throws IOException {
    OutputTarget target = OutputTarget.of(name);
    return switch (target.kind()) {
      case DESCRIPTOR -> new PendingFile(target, null, OpenDescriptor.open(target.descriptor()));
      case STREAM ->
          // A FileOutputStream, since a channel would be closed when the thread is interrupted.
          new PendingFile(target, null, new FileOutputStream(target.path().toFile()));
      case FILE -> openBeside(target);
    };
  }

  /**
   * Fails as {@link #open} would, and writes nothing.
   *
   * @throws IOException where it cannot be written; the message goes after the name and a colon
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
      // Another process may have taken it for left over before it was locked.
      if (isLocked(file) && Files.exists(temporary)) {
        return new PendingFile(target, temporary, file);
      }
      file.close();
      OPEN.remove(temporary);
    }
  }

  /** As private as the file that it is to replace. */
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
      // A disk of the network without locks. There, nothing can be taken for left over either.
      return true;
    }
  }

  static boolean isPosix(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
  }

  /** A buffered stream to it, which need not be closed. */
  public OutputStream out() {
    return buffered;
  }

  /**
   * Brings what was written to the disk.
   *
   * @throws IOException where the disk does not take it
   */
  public void sync() throws IOException {
    buffered.flush();
    if (temporary != null) {
      ((FileOutputStream) raw).getFD().sync();
    }
  }

  /**
   * Puts it into place, whole and on the disk.
   *
   * @throws IOException where that cannot be; the old file is still there
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
      // Windows moves no open file.
      raw.close();
    }
    Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    AtomicFile.forceFolder(path.resolveSibling(""));
  }

  /** Removes the temporary file, where it is still there, and closes the stream. */
  @Override
  public void close() throws IOException {
    try {
      if (temporary != null && isPosix(temporary.resolveSibling(""))) {
        // While it is still locked.
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
