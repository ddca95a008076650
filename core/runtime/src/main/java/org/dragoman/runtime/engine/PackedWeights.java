package org.dragoman.runtime.engine;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The weights that do not change for a while, and copies of them in the layout with which the
 * processor multiplies fastest. A plain product converts its weight to this layout at every call;
 * for the few rows of a decoding step that costs as much as the product itself.
 *
 * <p>A copy is made at the first product with a weight, and used only if it is correct (see {@link
 * PackedWeight}). Only oneDNN on a CPU has such layouts; on other devices and processors nothing is
 * copied. The system property {@value #PACKING} with the value {@code false} switches packing off,
 * so that a user who doubts a result can compare. Thread-safe.
 */
final class PackedWeights implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PackedWeights.class);

  /** The name of the system property that switches packing off. */
  static final String PACKING = "dragoman.packing";

  private final NDManager manager;
  private final @Nullable Kernels kernels;
  private final PackedWeight.Packer packer;
  private final Map<String, Weight> promised = new ConcurrentHashMap<>();

  PackedWeights(NDManager manager) {
    this(manager, PackedWeight::pack);
  }

  /** Creates it with another way to pack. */
  PackedWeights(NDManager manager, PackedWeight.Packer packer) {
    this.manager = manager;
    this.packer = packer;
    kernels = load(manager);
  }

  private static @Nullable Kernels load(NDManager manager) {
    if (manager.getDevice().isGpu() || !Boolean.parseBoolean(System.getProperty(PACKING, "true"))) {
      return null;
    }
    try (NDManager scratch = manager.newSubManager()) {
      Kernels kernels = Kernels.packed(manager);
      NDArray ones = scratch.ones(new Shape(2, 2));
      // Loading only checks the names of the operations; a product shows whether they work.
      NDArray packed = PackedWeight.pack(kernels, ones);
      kernels.call("unpack", packed);
      kernels.call("linear", ones, packed);
      return kernels;
    } catch (EngineException e) {
      LOG.debug("The engine has no packed products on this processor", e);
      return null;
    }
  }

  /**
   * Packs matrices that keep their values until the result is closed; the caller promises that. A
   * matrix that was promised before stays packed until the first promise is closed.
   */
  Packing pack(Collection<NDArray> weights) {
    if (kernels == null) {
      return () -> {};
    }
    List<Weight> own = new ArrayList<>();
    for (NDArray array : weights) {
      boolean matrix = array.getShape().dimension() == 2 && array.size() > 0;
      if (matrix && array.getDataType() == DataType.FLOAT32) {
        Weight weight = new Weight(array);
        if (promised.putIfAbsent(array.getUid(), weight) == null) {
          own.add(weight);
        }
      }
    }
    return () -> own.forEach(this::forget);
  }

  private void forget(Weight weight) {
    promised.remove(weight.weight.getUid(), weight);
    weight.close();
  }

  /**
   * Computes {@code x W^T + b} without gradients; null if the weight was not promised or the engine
   * cannot pack it.
   */
  @Nullable NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias) {
    Weight known = promised.get(weight.getUid());
    if (known == null || kernels == null || x.getDataType() != DataType.FLOAT32) {
      return null;
    }
    PackedWeight packed = known.packed(kernels);
    return packed == null ? null : packed.linear(x, bias);
  }

  @Override
  public void close() {
    promised.values().forEach(Weight::close);
    if (kernels != null) {
      kernels.close();
    }
  }

  /** A weight and, after its first use, its copy. */
  private final class Weight {
    private final NDArray weight;
    private @Nullable PackedWeight packed;
    private boolean tried;

    Weight(NDArray weight) {
      this.weight = weight;
    }

    synchronized @Nullable PackedWeight packed(Kernels kernels) {
      if (!tried) {
        packed = PackedWeight.of(kernels, packer, weight, manager);
        tried = true;
      }
      return packed;
    }

    synchronized void close() {
      if (packed != null) {
        packed.close();
      }
    }
  }
}
