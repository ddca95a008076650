package org.dragoman.runtime.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** Gives a new file the owner and permissions of the file that it replaces. */
final class FileOwnership {
  private FileOwnership() {}

  /**
   * Gives a file the owner, group and permissions of another.
   *
   * @return false if the new file cannot replace the other: it has further names (hard links), or
   *     an owner that this user may not set
   */
  static boolean copy(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (view == null) {
      return true;
    }
    if (links(from) > 1) {
      return false;
    }
    PosixFileAttributes wanted = view.readAttributes();
    PosixFileAttributeView own = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    PosixFileAttributes given = own.readAttributes();
    try {
      if (!given.owner().equals(wanted.owner())) {
        own.setOwner(wanted.owner());
      }
      if (!given.group().equals(wanted.group())) {
        own.setGroup(wanted.group());
      }
    } catch (IOException e) {
      return false;
    }
    own.setPermissions(wanted.permissions());
    return true;
  }

  private static int links(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? (Integer) Files.getAttribute(file, "unix:nlink")
        : 1;
  }
}
