package org.dragoman.runtime.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.dragoman.spi.Lengths;

/**
 * The place of each real position of a padded batch {@code [T, B]} in PyTorch's packed form. The
 * packed form goes step by step; each step has the sequences that have not ended, longest first. So
 * nothing is computed for padding, and reading backwards only needs another order of the same
 * positions.
 */
final class PackedLayout implements AutoCloseable {
  private final NDList arrays;

  private PackedLayout(NDList arrays) {
    this.arrays = arrays;
  }

  static PackedLayout of(NDManager manager, Lengths lengths, boolean reverse) {
    int batch = lengths.batchSize();
    int steps = lengths.max();
    int total = lengths.total();
    long[] order =
        IntStream.range(0, batch)
            .boxed()
            .sorted(Comparator.comparingInt((Integer b) -> -lengths.get(b)))
            .mapToLong(Integer::longValue)
            .toArray();
    long[] restore = new long[batch];
    for (int k = 0; k < batch; k++) {
      restore[(int) order[k]] = k;
    }
    long[] gather = new long[total];
    long[] scatter = new long[steps * batch];
    java.util.Arrays.fill(scatter, total);
    long[] sizes = new long[steps];
    int position = 0;
    for (int t = 0; t < steps; t++) {
      for (int k = 0; k < batch && lengths.get((int) order[k]) > t; k++) {
        int b = (int) order[k];
        int time = reverse ? lengths.get(b) - 1 - t : t;
        gather[position] = (long) time * batch + b;
        scatter[time * batch + b] = position++;
        sizes[t]++;
      }
    }
    // The engine needs the sizes on the CPU, on any device.
    return new PackedLayout(
        new NDList(
            owned(manager, gather),
            owned(manager, sizes).toDevice(Device.cpu(), false),
            owned(manager, scatter),
            owned(manager, order),
            owned(manager, restore)));
  }

  private static NDArray owned(NDManager manager, long[] values) {
    return NativeCopy.of(manager.create(values));
  }

  /** Returns gather, sizes, scatter, order and restore, in the order of the kernels' parameters. */
  NDList arrays() {
    return arrays;
  }

  @Override
  public void close() {
    arrays.close();
  }
}
