package org.dragoman.cli.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A stream whose reader can be interrupted while it waits for bytes. Java's own standard input
 * cannot: without this, Ctrl-C at a prompt would have to wait for the next line.
 *
 * <p>A daemon thread reads for the reader. An interrupted reader gets a {@link
 * CancellationException} and must not read again, because later bytes still go into its old array.
 */
public final class InterruptibleInput extends InputStream {
  private final InputStream in;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread daemon = new Thread(work, "standard input");
            daemon.setDaemon(true);
            return daemon;
          });

  public InterruptibleInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    Future<Integer> read = thread.submit(() -> in.read(buffer, offset, length));
    try {
      return read.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for standard input");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
    }
  }

  /**
   * Does nothing. The stream may be named again, as in {@code - -}; the thread ends with the
   * process; and closing the stream below could wait for a running read.
   */
  @Override
  public void close() {}
}
