package org.dragoman.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.dragoman.runtime.DragomanException;

/** Appends to {@code metrics.jsonl}: one JSON object a line, an update's or a validation's. */
final class MetricsLog implements AutoCloseable {
  private final Path file;
  private final Writer writer;
  private final ObjectMapper mapper = new ObjectMapper();

  MetricsLog(Path file) {
    this.file = file;
    try {
      writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw failure(e);
    }
  }

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
