package org.dragoman.cli.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.dragoman.runtime.file.PendingFile;
import org.dragoman.runtime.file.SentencePair;

/**
 * Writes pairs to two files, one sentence per line. The files get their final names when both are
 * complete.
 */
final class PairWriter implements AutoCloseable {
  private final PendingFile source;
  private final PendingFile target;

  PairWriter(Path source, Path target) throws IOException {
    this.source = open(source);
    try {
      this.target = open(target);
    } catch (IOException e) {
      this.source.close();
      throw e;
    }
  }

  private static PendingFile open(Path path) throws IOException {
    try {
      return PendingFile.open(path);
    } catch (IOException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes a pair.
   *
   * @throws UncheckedIOException if the disk cannot be written
   */
  void write(SentencePair pair) {
    try {
      write(pair.source(), source.out());
      write(pair.target(), target.out());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(String line, OutputStream out) throws IOException {
    out.write(line.getBytes(UTF_8));
    out.write('\n');
  }

  /** Forces everything to the disk. */
  void finish() throws IOException {
    source.sync();
    target.sync();
  }

  /** Puts the files into place. */
  void commit() throws IOException {
    source.commit();
    target.commit();
  }

  @Override
  public void close() throws IOException {
    try (source) {
      target.close();
    }
  }
}
