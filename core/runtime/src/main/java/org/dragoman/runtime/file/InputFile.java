package org.dragoman.runtime.file;

import com.github.luben.zstd.ZstdIOException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;
import org.dragoman.runtime.DragomanException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens files and streams to read. What they are is seen by their first bytes, whatever their name:
 * gzip and zstd are unpacked on the way, and other data that is no text, such as a PDF, is refused
 * by name.
 */
public final class InputFile {
  private static final Logger LOG = LoggerFactory.getLogger(InputFile.class);
  private static final int BUFFER_SIZE = 1 << 16;

  /** How often data may be packed; a packed file can hold itself. */
  private static final int MAX_LAYERS = 3;

  private InputFile() {}

  /** Fails as {@link #open} would, without opening the file: a pipe can be opened only once. */
  public static void requireReadable(Path file) {
    if (Files.isDirectory(file)) {
      throw DragomanException.data(file + " is a folder; a text file was expected.");
    }
    if (!Files.exists(file)) {
      throw DragomanException.data(file + " does not exist.");
    }
    if (!Files.isReadable(file)) {
      throw DragomanException.data(file + " cannot be read: permission denied.");
    }
  }

  /**
   * The content of a file, unpacked. What fails while it is read is an {@link IOException}, which
   * {@link #failure} puts into words.
   *
   * @throws DragomanException of kind DATA that names the file, where it cannot be opened, or is
   *     data of a kind that is no text
   */
  public static InputStream open(Path file) {
    requireReadable(file);
    String name = file.toString();
    try {
      return unpacked(Files.newInputStream(file), name);
    } catch (IOException e) {
      throw failure(name, e);
    }
  }

  /**
   * The content of a stream, unpacked; closing it closes the stream.
   *
   * @param name what messages call it
   * @throws DragomanException of kind DATA, where it is data of a kind that is no text
   */
  public static InputStream unpacked(InputStream in, String name) {
    try {
      return unpacked(in, name, 0);
    } catch (IOException | DragomanException e) {
      try (in) {
        throw e instanceof IOException io ? failure(name, io) : (DragomanException) e;
      } catch (IOException closing) {
        throw failure(name, closing);
      }
    }
  }

  private static InputStream unpacked(InputStream in, String name, int layer) throws IOException {
    Head head = Head.of(in);
    Optional<Signature> signature = Signature.of(head.bytes());
    if (signature.isEmpty()) {
      if (layer == 0) {
        checkPacked(name, head.bytes());
      }
      return head.whole();
    }
    if (!signature.get().isUnpacked()) {
      throw DragomanException.data(name + " " + signature.get().problem(head.bytes()));
    }
    if (layer == MAX_LAYERS) {
      throw DragomanException.data(
          name + " is packed more than " + MAX_LAYERS + " times. Unpack it first.");
    }
    return unpacked(
        signature.get() == Signature.GZIP
            ? new GzipMembers(new BufferedInputStream(head.whole(), BUFFER_SIZE))
            : new ZstdFrames(head.whole()),
        name,
        layer + 1);
  }

  /** What is called a packed file and is none may be what a failed download has left. */
  private static void checkPacked(String name, byte[] head) {
    boolean zstd = name.endsWith(".zst");
    if (!zstd && !name.endsWith(".gz")) {
      return;
    }
    if (Signature.isCut(head)) {
      throw cutShort(name, zstd ? "zstd" : "gzip", null);
    }
    LOG.warn("{} is not packed, whatever its name says: it is read as it is.", name);
  }

  /**
   * What a user is told where reading fails.
   *
   * @param name of the file or stream
   */
  public static DragomanException failure(String name, IOException e) {
    if (e instanceof EOFException) {
      boolean zstd = String.valueOf(e.getMessage()).contains(ZstdFrames.FORMAT);
      return cutShort(name, zstd ? ZstdFrames.FORMAT : "gzip", e);
    }
    if (e instanceof ZipException) {
      return DragomanException.data(
          name + " is not gzip or is damaged (" + e.getMessage() + ").", e);
    }
    if (e instanceof ZstdIOException) {
      return DragomanException.data(
          name + " is not zstd or is damaged (" + e.getMessage() + ").", e);
    }
    return DragomanException.data(name + " cannot be read: " + e, e);
  }

  private static DragomanException cutShort(String name, String format, @Nullable IOException e) {
    String message =
        "%s is cut short: its %s data ends too soon. Copy or download it again."
            .formatted(name, format);
    return e == null ? DragomanException.data(message) : DragomanException.data(message, e);
  }
}
