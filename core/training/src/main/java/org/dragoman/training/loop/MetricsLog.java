package org.dragoman.training.loop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dragoman.runtime.DragomanException;

/**
 * Appends to {@code metrics.jsonl}: one JSON object per line, whose {@code type} is {@code update},
 * {@code validation}, {@code rollback} or {@code test}. A run that was killed and resumed writes
 * the updates after its checkpoint again; the last entry counts.
 */
public final class MetricsLog implements AutoCloseable {
  private final Path file;
  private final Writer writer;
  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * Opens the file, or creates it.
   *
   * @throws DragomanException of kind RUNTIME if it cannot be written
   */
  public MetricsLog(Path file) {
    this.file = file;
    try {
      boolean cut = endsWithinLine(file);
      // A FileOutputStream, because an interrupted training thread would close a channel.
      writer =
          new java.io.OutputStreamWriter(
              new FileOutputStream(file.toFile(), true), StandardCharsets.UTF_8);
      if (cut) {
        writer.write('\n');
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Returns whether the last line is incomplete because the process was killed. */
  private static boolean endsWithinLine(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) == 0) {
      return false;
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      bytes.seek(bytes.length() - 1);
      return bytes.read() != '\n';
    }
  }

  /** Writes a line. */
  void write(Map<String, Object> values) {
    try {
      writer.write(mapper.writeValueAsString(values));
      writer.write('\n');
      writer.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private DragomanException failure(IOException e) {
    return DragomanException.runtime(
        "Cannot write " + file + ": " + e.getMessage() + ". Check the disk and the folder.", e);
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }
}
