package org.dragoman.runtime.engine;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.dragoman.runtime.DragomanException;
import org.dragoman.spi.Ops;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine on one device: the root of all arrays, the kernels, and the parts of autograd that
 * DJL's interface lacks. Closing it frees every array below its manager.
 */
public final class Torch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Torch.class);

  /** DJL's name of the engine. */
  public static final String ENGINE = "PyTorch";

  private static final List<String> OUT_OF_MEMORY =
      List.of("out of memory", "allocate memory", "bad_alloc", "bad allocation");

  private final NDManager manager;
  private final Kernels kernels;
  private final PackedWeights packed;
  private final Ops ops;
  private final ThreadLocal<MatmulPrecision> products =
      ThreadLocal.withInitial(() -> MatmulPrecision.FLOAT32);

  private Torch(Device device) {
    manager = NDManager.newBaseManager(device, ENGINE);
    try {
      kernels = Kernels.common(manager);
      packed = new PackedWeights(manager);
    } catch (Throwable e) {
      manager.close();
      throw e;
    }
    ops = new TorchOps(kernels, packed, products);
  }

  /**
   * Opens the engine on a device.
   *
   * @throws DragomanException of kind RUNTIME if the engine does not start
   */
  public static Torch open(Device device) {
    EngineStart.engine();
    return new Torch(device);
  }

  /** The root of all arrays made here. */
  public NDManager manager() {
    return manager;
  }

  /** The operations that components get by injection. */
  public Ops ops() {
    return ops;
  }

  /** The engine's name and version. */
  public String description() {
    return ENGINE + " " + EngineStart.engine().getVersion();
  }

  /** The folder that the engine's natives were loaded from. */
  public Path natives() {
    return Path.of(LibUtils.getLibtorchPath());
  }

  /** Returns the number of GPUs that the engine sees. */
  public int gpus() {
    return EngineStart.gpus();
  }

  /** Returns the number of threads that one operation of the engine uses. */
  public int threads() {
    return JniUtils.getNumThreads();
  }

  /** The TorchScript kernels. */
  public Kernels kernels() {
    return kernels;
  }

  /**
   * Returns the float type to use for products on this machine. On a CPU without bfloat16 in oneDNN
   * (x86 below AVX-512) products in bfloat16 take some 50 times as long as in float32, so there it
   * returns float32 and logs a warning.
   */
  public MatmulPrecision usable(MatmulPrecision wanted) {
    if (wanted == MatmulPrecision.FLOAT32 || usesBfloat16()) {
      return wanted;
    }
    LOG.warn(
        "This processor has no fast products in bfloat16 (AVX-512 or ARM's bf16): float32 is used");
    return MatmulPrecision.FLOAT32;
  }

  /** Returns whether this machine computes products in bfloat16 if they are requested. */
  public boolean usesBfloat16() {
    return manager.getDevice().isGpu() || hasBfloat16();
  }

  private boolean hasBfloat16() {
    try (NDManager scratch = manager.newSubManager();
        Kernels processor = Kernels.processor(manager)) {
      NDArray one = scratch.ones(new Shape(1));
      return processor.call("bfloat16", one).singletonOrThrow().getFloat() > 0;
    } catch (EngineException e) {
      LOG.debug("The engine does not say what the processor can do", e);
      return false;
    }
  }

  /** Chooses the float type of this thread's matrix products that go through {@link #ops}. */
  public void setProducts(MatmulPrecision type) {
    products.set(type);
  }

  /**
   * Makes products with the weights faster, without gradients, until the result is closed. The
   * caller promises that the weights keep their values until then. Each matrix used in a product
   * then takes twice the memory.
   */
  public Packing pack(Collection<NDArray> weights) {
    return packed.pack(weights);
  }

  /** Seeds the engine's random numbers: initial weights and dropout. */
  public void seed(long seed) {
    EngineStart.engine().setRandomSeed(folded(seed));
  }

  /**
   * Folds a seed into an int, which DJL needs. Seeds that differ in one half only stay different,
   * and so do all seeds in the range of an int: the multiplier is odd, and if the high half only
   * repeats the sign, the sign of the low half stays as it is.
   */
  static int folded(long seed) {
    return (int) seed ^ (int) (seed >>> 32) * 0x9E3779B9;
  }

  /**
   * Runs a backward pass: adds to the gradients of all weights from which {@code output} was
   * computed.
   *
   * @param output any shape, made with gradients on
   * @param gradient of the loss with respect to {@code output}, of its shape
   */
  public void backward(NDArray output, NDArray gradient) {
    JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, false, false);
  }

  /**
   * Runs a backward pass as {@link #backward} does, but keeps the graph for another pass through
   * the same part; a plain pass frees it.
   */
  public void backwardAndKeep(NDArray output, NDArray gradient) {
    JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, true, false);
  }

  /**
   * Cuts the graph: returns an array with the same values that starts a new graph. After a backward
   * pass its gradient can be read.
   *
   * @param array an array; the result belongs to its manager
   */
  public NDArray leaf(NDArray array) {
    NDArray leaf = array.stopGradient();
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /**
   * Returns whether a backward pass may begin at an array: whether it was computed from a weight or
   * leaf.
   */
  public boolean isInGraph(NDArray array) {
    // DJL's own method works for weights and leaves only.
    try (NDArray known = kernels.call("in_graph", array).singletonOrThrow()) {
      return known.toFloatArray()[0] != 0;
    }
  }

  /**
   * Returns the gradient of a {@link #leaf}; zeros if no backward pass reached it.
   *
   * @param leaf the leaf; the result belongs to its manager
   */
  public NDArray gradient(NDArray leaf) {
    return leaf.getGradient();
  }

  /** Sets the gradient of a weight to zero. */
  public void zeroGradient(NDArray weight) {
    JniUtils.zeroGrad((PtNDArray) weight);
  }

  /** Returns whether the engine ran out of memory; its allocators only say so in the message. */
  public static boolean isOutOfMemory(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return OUT_OF_MEMORY.stream().anyMatch(message::contains);
  }

  /** Frees all arrays. */
  @Override
  public void close() {
    packed.close();
    kernels.close();
    manager.close();
  }
}
