package org.dragoman.runtime.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;

/** Overwrites a file that must stay the same file. */
final class InPlace {
  private InPlace() {}

  /**
   * Replaces the content of a file.
   *
   * @param whole the file with the new content
   * @param target the existing file to overwrite
   * @throws IOException if there is too little room (checked before anything is written); if
   *     another process overwrites the file at the same time; or if the disk fails midway: then the
   *     message names a file with the complete new content
   */
  static void copy(Path whole, Path target) throws IOException {
    long more = Files.size(whole) - Files.size(target);
    if (more > Files.getFileStore(target).getUsableSpace()) {
      throw new IOException("no space left on the disk");
    }
    // No channels, because an interrupted thread closes them.
    try (RandomAccessFile file = new RandomAccessFile(target.toFile(), "rw");
        FileInputStream in = new FileInputStream(whole.toFile())) {
      FileLock lock = file.getChannel().tryLock();
      if (lock == null) {
        throw new IOException("another process is writing it");
      }
      try {
        byte[] buffer = new byte[1 << 16];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          file.write(buffer, 0, count);
        }
        file.setLength(file.getFilePointer());
        file.getFD().sync();
      } catch (IOException e) {
        Path kept = target.resolveSibling(target.getFileName() + ".new");
        Files.move(whole, kept);
        throw new IOException(
            e.getMessage() + "; it is half written, and all of it is in " + kept, e);
      }
    }
  }
}
