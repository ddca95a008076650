package org.dragoman.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An engine that cannot start, which only a process of its own has. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineStartTest {
  @TempDir private Path folder;

  /** Opens the engine and tells what becomes of it. */
  static final class Opening {
    public static void main(String[] arguments) {
      try (Torch torch = Torch.open(Device.cpu())) {
        System.out.println("open");
      } catch (DragomanException e) {
        System.out.println(e.kind() + " " + e.getMessage());
      }
    }
  }

  @Test
  void aPlaceForTheNativesThatIsNoFolderIsToldWithWhatToDo()
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-DENGINE_CACHE_DIR=" + file,
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName())
            .redirectError(folder.resolve("err").toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(Files.readString(folder.resolve("err"))).isZero();
    assertThat(out)
        .startsWith("RUNTIME The engine, PyTorch, does not start: ")
        .contains(file.toString(), "~/.djl.ai", "ENGINE_CACHE_DIR");
  }
}
