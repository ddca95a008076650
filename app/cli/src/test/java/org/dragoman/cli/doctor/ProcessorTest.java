package org.dragoman.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {
  @TempDir private Path root;

  private void tell(String processor) throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Files.writeString(root.resolve("proc/cpuinfo"), processor);
    Files.createDirectories(root.resolve("sys/devices/system/cpu/cpu0"));
  }

  @Test
  void aProcessorThatHidesItsCachesIsKnownByIt() throws IOException {
    tell("processor\t: 0\nmodel name\t: Some Processor\nflags\t\t: fpu sse4_1 avx2 avx512f\n\n");

    assertThat(Processor.read(root, Map.of()))
        .isEqualTo(
            new Processor(
                "Some Processor", List.of("sse4_1", "avx2", "avx512f"), Processor.Caches.HIDDEN));

    Path cache = Files.createDirectories(root.resolve("sys/devices/system/cpu/cpu0/cache/index0"));
    Files.writeString(cache.resolve("size"), "48K\n");
    assertThat(Processor.read(root, Map.of()).caches()).isEqualTo(Processor.Caches.TOLD);
  }

  @Test
  void armTellsFeaturesAndNoName() throws IOException {
    tell("processor\t: 0\nFeatures\t: fp asimd bf16 i8mm\nCPU part\t: 0xd40\n");

    assertThat(Processor.read(root, Map.of()))
        .isEqualTo(
            new Processor(
                System.getProperty("os.arch"),
                List.of("asimd", "bf16", "i8mm"),
                Processor.Caches.HIDDEN));
  }

  @Test
  void anotherSystemTellsANameAtMost() {
    assertThat(Processor.read(root, Map.of("PROCESSOR_IDENTIFIER", "Family 25")))
        .isEqualTo(new Processor("Family 25", List.of(), Processor.Caches.UNKNOWN));
    assertThat(Processor.read(root, Map.of()).name()).isEqualTo(System.getProperty("os.arch"));
  }
}
