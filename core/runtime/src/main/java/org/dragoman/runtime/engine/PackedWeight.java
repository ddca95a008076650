package org.dragoman.runtime.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A weight in the layout with which oneDNN multiplies fastest, checked for correctness. On
 * processors that hide the sizes of their caches, oneDNN 3.7 packs some shapes wrongly without an
 * error. So each packed weight is unpacked and compared. If it differs, rows of zeros are appended,
 * so that the layout has no partial block, and it is packed and compared again.
 *
 * @param kernels multiply
 * @param weight {@code [O, I]}
 * @param packed the copy, {@code [O, I]}, or with more rows if zeros were appended
 * @param filled whether zeros were appended
 */
record PackedWeight(Kernels kernels, NDArray weight, NDArray packed, boolean filled)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PackedWeight.class);

  /** The least common multiple of 48 and 64, the rows of the blocks that were seen. */
  static final int ROWS = 192;

  /** Packs weights. */
  @FunctionalInterface
  interface Packer {
    /**
     * Returns a copy of {@code [O, I]} that only kernels can read, on the manager of the weight.
     */
    NDArray pack(Kernels kernels, NDArray weight);
  }

  /** Packs as the engine does. */
  static NDArray pack(Kernels kernels, NDArray weight) {
    return kernels.call("pack", weight).singletonOrThrow();
  }

  /**
   * Packs a weight and checks the copy.
   *
   * @param packer usually {@link #pack}
   * @param weight {@code [O, I]}
   * @param manager gets the copy
   * @return null if neither packing has the weight's values
   */
  static @Nullable PackedWeight of(
      Kernels kernels, Packer packer, NDArray weight, NDManager manager) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray packed = checked(kernels, packer, weight, scratch);
      boolean filled = packed == null;
      if (packed == null && weight.getShape().get(0) % ROWS != 0) {
        packed = checked(kernels, packer, fill(weight, scratch), scratch);
      }
      if (packed == null) {
        LOG.debug("The engine packs no weight {} rightly: it stays plain", weight.getShape());
        return null;
      }
      LOG.debug("Packed a weight {}{}", weight.getShape(), filled ? ", filled up" : "");
      packed.attach(manager);
      return new PackedWeight(kernels, weight, packed, filled);
    }
  }

  /** Returns the packed weight, or null if unpacking it gives other values. */
  private static @Nullable NDArray checked(
      Kernels kernels, Packer packer, NDArray weight, NDManager scratch) {
    NDArray packed = packer.pack(kernels, weight);
    packed.attach(scratch);
    NDArray unpacked = kernels.call("unpack", packed).singletonOrThrow();
    return unpacked.contentEquals(weight) ? packed : null;
  }

  private static NDArray fill(NDArray weight, NDManager scratch) {
    Shape shape = weight.getShape();
    long missing = ROWS - shape.get(0) % ROWS;
    NDArray zeros = scratch.zeros(new Shape(missing, shape.get(1)), weight.getDataType());
    NDArray whole = weight.concat(zeros);
    whole.attach(scratch);
    return whole;
  }

  /**
   * Computes {@code x W^T + b}, without gradients.
   *
   * @param x {@code [..., I]}
   * @param bias {@code [O]}, or null for none
   * @return {@code [..., O]}
   */
  NDArray linear(NDArray x, @Nullable NDArray bias) {
    if (filled) {
      return bias == null
          ? kernels.call("padded_linear", x, packed, weight).singletonOrThrow()
          : kernels.call("padded_affine", x, packed, weight, bias).singletonOrThrow();
    }
    return bias == null
        ? kernels.call("linear", x, packed).singletonOrThrow()
        : kernels.call("affine", x, packed, bias).singletonOrThrow();
  }

  @Override
  public void close() {
    packed.close();
  }
}
