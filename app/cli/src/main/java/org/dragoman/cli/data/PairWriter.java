package org.dragoman.cli.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.dragoman.runtime.text.SentencePair;

/** Writes pairs to two files, a sentence a line. */
final class PairWriter implements AutoCloseable {
  private final LinesFile source;
  private final LinesFile target;

  PairWriter(Path source, Path target) throws IOException {
    this.source = new LinesFile(source);
    try {
      this.target = new LinesFile(target);
    } catch (IOException e) {
      this.source.close();
      throw e;
    }
  }

  /**
   * Writes a pair.
   *
   * @throws UncheckedIOException where the disk does not take it
   */
  void write(SentencePair pair) {
    try {
      source.write(pair.source());
      target.write(pair.target());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Brings all to the disk. */
  void finish() throws IOException {
    source.finish();
    target.finish();
  }

  @Override
  public void close() throws IOException {
    try (source) {
      target.close();
    }
  }

  private static final class LinesFile implements AutoCloseable {
    private final FileOutputStream file;
    private final OutputStream buffered;

    // Not a channel, which an interrupted thread would close.
    LinesFile(Path path) throws IOException {
      file = new FileOutputStream(path.toFile());
      buffered = new BufferedOutputStream(file, 1 << 16);
    }

    void write(String line) throws IOException {
      buffered.write(line.getBytes(UTF_8));
      buffered.write('\n');
    }

    void finish() throws IOException {
      buffered.flush();
      file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
