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
 * The rollbacks of a run to earlier checkpoints. They are kept in a separate file, because the
 * earlier checkpoint does not contain them, and a run that is killed right after a rollback must
 * still know it.
 */
public final class Rollbacks {
  private final Path file;
  private final ObjectMapper mapper = new ObjectMapper();
  private final List<Rollback> all = new ArrayList<>();

  /**
   * One rollback.
   *
   * @param from the update at which the run had diverged
   * @param to the update of the checkpoint
   */
  public record Rollback(long from, long to) {}

  /**
   * Reads the rollbacks of a run.
   *
   * @param file the file, which need not exist
   * @throws DragomanException of kind DATA if it cannot be read
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

  /** Returns the number of rollbacks. */
  public int count() {
    return all.size();
  }

  /** Adds a rollback and saves it. */
  public void add(Rollback rollback) {
    all.add(rollback);
    AtomicFile.write(file, out -> out.write(mapper.writeValueAsBytes(all)));
  }
}
