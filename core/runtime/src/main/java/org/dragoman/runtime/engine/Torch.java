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
 * The engine on one device: the root of all arrays, the kernels, and what autograd needs beyond
 * DJL's own interface. Closing it frees every array below its manager.
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
   * @throws DragomanException of kind RUNTIME where the engine does not start
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

  /** How many GPUs the engine sees. */
  public int gpus() {
    return EngineStart.gpus();
  }

  /** How many threads one operation of the engine uses. */
  public int threads() {
    return JniUtils.getNumThreads();
  }

  /** The TorchScript kernels. */
  public Kernels kernels() {
    return kernels;
  }

  /**
   * The float type of products that is of use here: on a CPU without bfloat16 in oneDNN (x86 below
   * AVX-512) products in it take some 50 times as long as in float32, so float32 it is, with a
   * warning.
   */
  public MatmulPrecision usable(MatmulPrecision wanted) {
    if (wanted == MatmulPrecision.FLOAT32 || usesBfloat16()) {
      return wanted;
    }
    LOG.warn(
        "This processor has no fast products in bfloat16 (AVX-512 or ARM's bf16): float32 is used");
    return MatmulPrecision.FLOAT32;
  }

  /** Whether products in bfloat16 are computed in it where they are asked for. */
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
   * Takes the promise that weights keep their values until the result is closed. Without gradients
   * the products with them are then faster, and a matrix that is multiplied by takes twice the
   * memory.
   */
  public Packing pack(Collection<NDArray> weights) {
    return packed.pack(weights);
  }

  /** Seeds the engine's random numbers: initial weights and dropout. */
  public void seed(long seed) {
    EngineStart.engine().setRandomSeed(folded(seed));
  }

  /**
   * DJL takes an int. Seeds that differ in one half only stay apart, and so do all in the range of
   * an int: the multiplier (of the golden ratio, odd and negative) leaves the sign of the low half
   * as it is where the high half is the sign's copy.
   */
  static int folded(long seed) {
    return (int) seed ^ (int) (seed >>> 32) * 0x9E3779B9;
  }

  /**
   * Adds to the gradients of all weights that {@code output} was computed from.
   *
   * @param output any shape, made with gradients on
   * @param gradient of the loss with respect to {@code output}, of its shape
   */
  public void backward(NDArray output, NDArray gradient) {
    JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, false, false);
  }

  /**
   * As {@link #backward}, and keeps the graph for another pass through the same part of it: the
   * engine frees what a plain pass has used.
   */
  public void backwardAndKeep(NDArray output, NDArray gradient) {
    JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, true, false);
  }

  /**
   * Cuts the graph: the same values as the beginning of a graph of its own, whose gradient can be
   * read after a backward pass.
   *
   * @param array on whose manager the result is
   */
  public NDArray leaf(NDArray array) {
    NDArray leaf = array.stopGradient();
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /** Whether a backward pass may begin at an array: whether a weight or leaf is behind it. */
  public boolean isInGraph(NDArray array) {
    // DJL's own question is answered for weights and leaves only.
    try (NDArray known = kernels.call("in_graph", array).singletonOrThrow()) {
      return known.toFloatArray()[0] != 0;
    }
  }

  /**
   * The gradient of a {@link #leaf}, zeros where nothing came to it.
   *
   * @param leaf to whose manager the result goes
   */
  public NDArray gradient(NDArray leaf) {
    return leaf.getGradient();
  }

  /** Sets the gradient of a weight to zero. */
  public void zeroGradient(NDArray weight) {
    JniUtils.zeroGrad((PtNDArray) weight);
  }

  /** Whether the engine had too little memory; its allocators tell by the message only. */
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
