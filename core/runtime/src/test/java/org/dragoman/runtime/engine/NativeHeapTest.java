package org.dragoman.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeHeapTest {
  private static final Path STATUS = Path.of("/proc/self/statm");

  private static long residentPages() throws IOException {
    return Long.parseLong(Files.readString(STATUS).split(" ")[1]);
  }

  @Test
  void whatLiesFreeBetweenArraysIsGivenBack() throws IOException {
    assumeTrue(Files.exists(STATUS), "the resident memory of a process is read from /proc");
    assumeTrue(
        Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))
            || Files.exists(Path.of("/lib/ld-linux-aarch64.so.1")),
        "the C library is not glibc");
    try (Torch torch = Torch.open(Device.cpu())) {
      NativeHeap.trim();
      long before = residentPages();
      List<NDArray> arrays = new ArrayList<>();
      for (int i = 0; i < 4096; i++) {
        // 64 KB each, below what the C library takes apart from the heap.
        try (NDArray zeros = torch.manager().zeros(new Shape(16, 1024))) {
          arrays.add(zeros.add(1));
        }
      }
      long full = residentPages() - before;
      for (int i = 0; i < arrays.size(); i++) {
        if (i % 64 != 63) {
          arrays.get(i).close();
        }
      }
      long freed = residentPages() - before;
      NativeHeap.trim();
      long trimmed = residentPages() - before;

      assertThat(freed).as("pages after most arrays were freed").isGreaterThan(full / 2);
      assertThat(trimmed).as("pages after that were given back").isLessThan(full / 4);
    }
  }
}
