package org.dragoman.corpus.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.dragoman.runtime.DragomanException;
import org.jspecify.annotations.Nullable;

/**
 * A file of records: first all are written, then they are read, any number of times.
 *
 * @param <T> what a record is
 */
final class SpillFile<T> implements AutoCloseable {
  private final Path file;
  private final RecordFormat<T> format;
  private final Counting bytes;
  private final DataOutputStream out;
  private long size;
  private boolean isWhole;

  /**
   * Starts to write.
   *
   * @param bufferSize in bytes
   */
  SpillFile(ScratchFolder folder, String name, RecordFormat<T> format, int bufferSize) {
    this.format = format;
    file = folder.newFile(name);
    try {
      bytes = new Counting(folder.create(file, bufferSize));
    } catch (IOException e) {
      throw ScratchFolder.writeFailure(file, 0, e);
    }
    out = new DataOutputStream(bytes);
  }

  void add(T value) {
    try {
      format.write(out, value);
      size++;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Ends the writing. */
  void finish() {
    if (isWhole) {
      return;
    }
    isWhole = true;
    try {
      out.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private DragomanException failure(IOException e) {
    return ScratchFolder.writeFailure(file, bytes.count, e);
  }

  Records<T> read() {
    finish();
    try {
      return new Reading(new DataInputStream(ScratchFolder.open(file)));
    } catch (IOException e) {
      throw ScratchFolder.readFailure(file, e);
    }
  }

  /** Deletes the file. */
  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      // The rest is no longer needed.
    }
    ScratchFolder.delete(file);
  }

  private final class Reading implements Records<T> {
    private final DataInputStream in;
    private long read;

    Reading(DataInputStream in) {
      this.in = in;
    }

    @Override
    public @Nullable T next() {
      if (read == size) {
        return null;
      }
      read++;
      try {
        return format.read(in);
      } catch (IOException e) {
        throw ScratchFolder.readFailure(file, e);
      }
    }

    @Override
    public void close() {
      closeQuietly(in);
    }
  }

  private static void closeQuietly(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // The caller has read all that it wanted.
    }
  }

  /** Counts the bytes written, buffered or not. */
  private static final class Counting extends java.io.FilterOutputStream {
    private long count;

    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] b, int offset, int length) throws IOException {
      out.write(b, offset, length);
      count += length;
    }
  }
}
