package org.dragoman.cli.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.dragoman.runtime.DragomanException;
import org.jspecify.annotations.Nullable;

/**
 * Standard input that can be read any number of times: the first reading saves it in a temporary
 * file.
 */
public final class SpooledInput implements AutoCloseable {
  private final InputStream in;
  private @Nullable Path copy;
  private InputStream opened = InputStream.nullInputStream();

  public SpooledInput(InputStream in) {
    this.in = in;
  }

  /** Opens it at its beginning, and closes the stream opened before. */
  public InputStream open() {
    try {
      if (copy == null) {
        copy = Files.createTempFile("dragoman-", ".input");
        // Deleted also if the process is killed by Ctrl-C.
        copy.toFile().deleteOnExit();
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      opened.close();
      opened = Files.newInputStream(copy);
      return opened;
    } catch (IOException e) {
      throw DragomanException.runtime(
          "Standard input is read more than once, but cannot be kept in a temporary file ("
              + e
              + "). Give a file.",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    opened.close();
    if (copy != null) {
      Files.deleteIfExists(copy);
    }
  }
}
