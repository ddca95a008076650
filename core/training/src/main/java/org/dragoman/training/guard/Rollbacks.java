package org.dragoman.training.guard;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.AtomicFile;

/**
 * How often a run went back to a checkpoint, kept in a file of its own: the checkpoint gone back to
 * does not know of it, and a run that is killed right after must not forget it.
 */
public final class Rollbacks {
  private final Path file;
  private final ObjectMapper mapper = new ObjectMapper();
  private final List<Rollback> all = new ArrayList<>();

  /**
   * One of them.
   *
   * @param from the update at which the run had diverged
   * @param to the update of the checkpoint
   */
  public record Rollback(long from, long to) {}

  /**
   * Those of a run.
   *
   * @param file need not exist
   * @throws DragomanException of kind DATA where it cannot be read
   */
  public Rollbacks(Path file) {
    this.file = file;
    if (Files.exists(file)) {
      try {
        all.addAll(mapper.readValue(file.toFile(), new TypeReference<List<Rollback>>() {}));
      } catch (IOException e) {
        throw DragomanException.data(
            file
                + " cannot be read ("
                + e.getMessage()
                + "). Remove it: the run then goes on with"
                + " its full learning rate.",
            e);
      }
    }
  }

  /** How many there were. */
  public int count() {
    return all.size();
  }

  /** Keeps another one. */
  public void add(Rollback rollback) {
    all.add(rollback);
    AtomicFile.write(file, out -> out.write(mapper.writeValueAsBytes(all)));
  }
}
