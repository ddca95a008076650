package org.dragoman.runtime.file;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Streams to file descriptors that the parent process opened for this one. Opening {@code
 * /dev/fd/3} again would start at the beginning of its file and overwrite it.
 */
final class OpenDescriptor {
  private OpenDescriptor() {}

  /** The function of the C library that is needed. */
  interface SystemCalls extends Library {
    /** Writes some of the bytes, and returns how many. */
    long write(int descriptor, byte[] bytes, long count) throws LastErrorException;
  }

  /** Loaded when it is first needed. */
  private static final class Loaded {
    static final SystemCalls CALLS = Native.load("c", SystemCalls.class);
  }

  /** Returns a stream to a descriptor; closing it leaves the descriptor open. */
  static OutputStream open(int descriptor) {
    return switch (descriptor) {
      case 1 -> kept(new FileOutputStream(FileDescriptor.out));
      case 2 -> kept(new FileOutputStream(FileDescriptor.err));
      default -> new Numbered(descriptor);
    };
  }

  private static OutputStream kept(OutputStream stream) {
    return new FilterOutputStream(stream) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  /** A descriptor for which Java has no object. */
  private static final class Numbered extends OutputStream {
    private final int descriptor;

    Numbered(int descriptor) {
      this.descriptor = descriptor;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int from = offset;
      while (from < offset + length) {
        byte[] part = java.util.Arrays.copyOfRange(bytes, from, offset + length);
        try {
          from += (int) Loaded.CALLS.write(descriptor, part, part.length);
        } catch (LastErrorException e) {
          throw new IOException("file descriptor " + descriptor + ": " + e.getMessage(), e);
        }
      }
    }
  }
}
