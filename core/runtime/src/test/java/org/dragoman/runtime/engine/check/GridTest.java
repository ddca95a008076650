package org.dragoman.runtime.engine.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dragoman.runtime.engine.Torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole grid of reference tests, under the machine's own instruction set and, in processes of
 * their own, under older ones. These run while the first does.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GridTest {
  /** oneDNN's name of an instruction set, and PyTorch's of the nearest. */
  private static final Map<String, String> INSTRUCTIONS =
      Map.of("AVX2", "avx2", "SSE41", "default");

  @TempDir private static Path folder;
  private static Map<String, Process> processes = Map.of();

  @BeforeAll
  static void startProcesses() {
    if (System.getProperty("os.arch").equals("amd64")) {
      processes =
          INSTRUCTIONS.keySet().stream().collect(Collectors.toMap(name -> name, GridTest::start));
    }
  }

  private static Process start(String instructions) {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-cp",
                System.getProperty("java.class.path"),
                GridTest.class.getName())
            .redirectOutput(folder.resolve(instructions + ".out").toFile())
            .redirectError(folder.resolve(instructions + ".err").toFile());
    builder.environment().put("ONEDNN_MAX_CPU_ISA", instructions);
    builder.environment().put("ATEN_CPU_CAPABILITY", INSTRUCTIONS.get(instructions));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the grid and tells each operation in a line; a wrong one has WRONG in it. */
  public static void main(String[] arguments) {
    try (Torch torch = Torch.open(Device.cpu())) {
      System.out.println("bfloat16 " + torch.usesBfloat16());
      Grid.run(torch, Operations.of(torch), Extent.WHOLE).stream()
          .map(GridTest::line)
          .forEach(System.out::println);
    }
  }

  private static String line(Checked checked) {
    return "%s %s %d %.2g%s"
        .formatted(
            checked.isRight() ? "right" : "WRONG",
            checked.name(),
            checked.trials(),
            checked.error(),
            checked.isRight() ? "" : ": " + checked.worst().inWords());
  }

  @Test
  void everyOperationIsRightUnderTheMachinesOwnInstructions() {
    try (Torch torch = Torch.open(Device.cpu())) {
      List<Checked> all = Grid.run(torch, Operations.of(torch), Extent.WHOLE);

      assertThat(all).hasSizeGreaterThan(30).allMatch(checked -> checked.trials() >= 18);
      assertThat(all.stream().filter(checked -> !checked.isRight()).map(GridTest::line)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"AVX2", "SSE41"})
  void everyOperationIsRightUnder(String instructions) throws IOException, InterruptedException {
    Process process = processes.get(instructions);
    assumeTrue(process != null, "the instruction sets are those of x86-64");
    int code = process.waitFor();

    assertThat(code).as(read(instructions + ".err")).isZero();
    List<String> lines = read(instructions + ".out").lines().toList();
    assertThat(lines).as("oneDNN heeds the setting").contains("bfloat16 false");
    // Among them are lines of the log.
    assertThat(lines.stream().filter(line -> line.startsWith("right"))).hasSizeGreaterThan(30);
    assertThat(lines.stream().filter(line -> line.startsWith("WRONG"))).isEmpty();
  }

  private static String read(String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
  }
}
