package org.dragoman.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchTest {
  @Test
  void seedsStayApart() {
    LongStream near = LongStream.rangeClosed(-1000, 1000);
    LongStream far =
        LongStream.range(0, 1000)
            .flatMap(i -> LongStream.of(Integer.MIN_VALUE + i, Integer.MAX_VALUE - i));
    assertThat(LongStream.concat(near, far).mapToInt(Torch::folded).boxed())
        .doesNotHaveDuplicates();
    assertThat(LongStream.range(0, 1000).map(i -> 5 + (i << 32)).mapToInt(Torch::folded).boxed())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes",
        "CUDA out of memory. Tried to allocate 2.00 GiB",
        "std::bad_alloc"
      })
  void knowsALackOfMemoryByItsMessage(String message) {
    assertThat(Torch.isOutOfMemory(new EngineException(message))).isTrue();
    assertThat(Torch.isOutOfMemory(new EngineException("shapes do not fit"))).isFalse();
    assertThat(Torch.isOutOfMemory(new EngineException((String) null))).isFalse();
  }

  @Test
  void bfloat16IsUsedWhereTheProcessorIsFastInIt() throws IOException {
    Path processor = Path.of("/proc/cpuinfo");
    assumeTrue(
        Files.isReadable(processor) && System.getProperty("os.arch").equals("amd64"),
        "only Linux on x86-64 tells its processor's flags here");
    String limit = String.valueOf(System.getenv("ONEDNN_MAX_CPU_ISA"));
    boolean fast =
        Files.readString(processor).contains(" avx512bw") && !limit.matches("AVX|AVX2|SSE41");
    try (Torch torch = Torch.open(Device.cpu())) {
      assertThat(torch.usable(MatmulPrecision.BFLOAT16))
          .isEqualTo(fast ? MatmulPrecision.BFLOAT16 : MatmulPrecision.FLOAT32);
      assertThat(torch.usable(MatmulPrecision.FLOAT32)).isEqualTo(MatmulPrecision.FLOAT32);
    }
  }
}
