package org.dragoman.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the engine starts, and where it cannot: each in a process of its own. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineStartTest {
  private static final String NO_LOG =
      "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider";
  private static final String SIMPLE = "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider";

  @TempDir private Path folder;

  /** Opens the engine and tells what becomes of it. */
  static final class Opening {
    public static void main(String[] arguments) {
      if (arguments.length > 0) {
        // Another user of DJL in the same program.
        Engine.getEngine(Torch.ENGINE);
      }
      try (Torch torch = Torch.open(Devices.parse("auto"))) {
        System.out.println("open on " + torch.manager().getDevice());
        System.out.println(NativesFolder.path());
      } catch (DragomanException e) {
        System.out.println(e.kind() + " " + e.getMessage());
      }
    }
  }

  /** The output of a process. */
  private record Result(String out, String err) {}

  private Result open(Map<String, String> environment, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dai.djl.offline=true");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Opening.class.getName()));
    command.addAll(List.of(arguments));
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.environment().remove("OMP_WAIT_POLICY");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(err)).isZero();
    return new Result(out, Files.readString(err));
  }

  @Test
  void aPlaceForTheNativesThatIsNoFolderIsToldWithWhatToDo()
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    String out = open(Map.of(), List.of(NO_LOG, "-DENGINE_CACHE_DIR=" + file)).out();

    assertThat(out)
        .startsWith("RUNTIME The engine, PyTorch, does not start: ")
        .contains("unpacked to the folder " + file, "ENGINE_CACHE_DIR");
  }

  /** The OpenMP of the engine tells its settings when it is loaded. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void threadsThatWaitSleepUnlessTheUserHasChosen() throws IOException, InterruptedException {
    Result set = open(Map.of("OMP_DISPLAY_ENV", "TRUE"), List.of());
    assertThat(set.err()).contains("OMP_WAIT_POLICY = 'PASSIVE'");

    Result chosen =
        open(Map.of("OMP_DISPLAY_ENV", "TRUE", "OMP_WAIT_POLICY", "ACTIVE"), List.of(SIMPLE));
    assertThat(chosen.err()).contains("OMP_WAIT_POLICY = 'ACTIVE'").doesNotContain("before Java");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void anEngineThatWasLoadedBeforeIsToldWithWhatToSet() throws IOException, InterruptedException {
    String warning = "Set OMP_WAIT_POLICY=PASSIVE in the environment before Java starts";
    assertThat(open(Map.of(), List.of(SIMPLE), "djl first").err()).containsOnlyOnce(warning);
    assertThat(open(Map.of("OMP_WAIT_POLICY", "PASSIVE"), List.of(SIMPLE), "djl first").err())
        .doesNotContain(warning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ch.qos.logback.classic.spi.LogbackServiceProvider",
        "org.slf4j.simple.SimpleServiceProvider",
        "org.slf4j.jul.JULServiceProvider",
        "org.apache.logging.slf4j.SLF4JServiceProvider"
      })
  void nothingIsLoggedWhateverTheBinding(String provider) throws IOException, InterruptedException {
    Result result = open(Map.of(), List.of("-Dslf4j.provider=" + provider, "-Dlog4j2.level=INFO"));

    assertThat(result.out()).contains("open on ");
    assertThat((result.out() + result.err()).lines())
        .noneMatch(line -> line.contains("CudaUtils") || line.contains("PtEngine"))
        .noneMatch(line -> line.contains("Number of") || line.contains("GPU count"));
  }

  @Test
  void aLevelThatTheUserHasSetForDjlHolds() throws IOException, InterruptedException {
    Result result = open(Map.of(), List.of(SIMPLE, "-Dorg.slf4j.simpleLogger.log.ai.djl=info"));

    assertThat(result.err()).contains("Number of intra-op threads");
  }

  /** The natives that are there are linked, so that the engine is not unpacked once more. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void whereTheHomeCannotBeWrittenTheFolderIsTheUsersOwn()
      throws IOException, InterruptedException {
    try (Torch torch = Torch.open(Device.cpu())) {
      assertThat(torch.description()).contains(Torch.ENGINE);
    }
    Path own = NativesFolder.own(folder, System.getProperty("user.name"));
    Files.createSymbolicLink(own.resolve("pytorch"), NativesFolder.path().resolve("pytorch"));

    Path file = Files.createFile(folder.resolve("file"));
    Result result =
        open(
            Map.of(),
            List.of(NO_LOG, "-Duser.home=" + file.resolve("none"), "-Djava.io.tmpdir=" + folder));

    assertThat(result.out()).startsWith("open on ").endsWith("\n" + own + "\n");
  }
}
