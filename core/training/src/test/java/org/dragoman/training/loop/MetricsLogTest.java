package org.dragoman.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsLogTest {
  @TempDir Path folder;

  private void write(Path file, int update) {
    try (MetricsLog metrics = new MetricsLog(file)) {
      metrics.write(Map.of("update", update));
    }
  }

  @Test
  void linesAreAppended() throws IOException {
    Path file = folder.resolve("metrics.jsonl");
    write(file, 1);
    write(file, 2);

    assertThat(Files.readAllLines(file)).containsExactly("{\"update\":1}", "{\"update\":2}");
  }

  @Test
  void aLineThatAKilledProcessBeganIsEnded() throws IOException {
    Path file = Files.writeString(folder.resolve("metrics.jsonl"), "{\"update\":1}\n{\"upd");
    write(file, 2);

    assertThat(Files.readAllLines(file))
        .containsExactly("{\"update\":1}", "{\"upd", "{\"update\":2}");
  }

  @Test
  void anInterruptedThreadWritesAllTheSame() throws IOException {
    Path file = folder.resolve("metrics.jsonl");
    Thread.currentThread().interrupt();
    try {
      write(file, 1);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(file).hasContent("{\"update\":1}");
  }

  @Test
  void aFullDiskIsNamed() {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "this system has no /dev/full");

    assertThatThrownBy(() -> write(full, 1))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "Cannot write /dev/full: No space left on device. Check the disk and the folder.");
  }
}
