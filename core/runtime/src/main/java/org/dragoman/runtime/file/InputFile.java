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
 * Opens files and streams for reading. It recognizes their kind by their first bytes, not by their
 * name: it unpacks gzip and zstd, and refuses other data that is no text, such as a PDF.
 */
public final class InputFile {
  private static final Logger LOG = LoggerFactory.getLogger(InputFile.class);
  private static final int BUFFER_SIZE = 1 << 16;

  /** The greatest number of layers of packing; a packed file may contain itself. */
  private static final int MAX_LAYERS = 3;

  private InputFile() {}

  /**
   * Checks whether {@link #open} would fail, without opening the file: a pipe can be opened only
   * once.
   */
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
   * Opens a file and unpacks it. A failure during reading is an {@link IOException}, which {@link
   * #failure} explains.
   *
   * @throws DragomanException of kind DATA that names the file, if it cannot be opened or is not
   *     text
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
   * Unpacks a stream; closing the result closes the stream.
   *
   * @param name its name in messages
   * @throws DragomanException of kind DATA, if it is not text
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

  /** Refuses a file that is named as packed but is not: it may be left from a failed download. */
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
   * Creates the error for a failed read.
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
