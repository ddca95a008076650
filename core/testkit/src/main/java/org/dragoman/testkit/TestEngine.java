package org.dragoman.testkit;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.spi.Component;
import org.dragoman.spi.Ops;

/** The engine on the CPU for one test, with seeded random numbers; closing it frees every array. */
public final class TestEngine implements AutoCloseable {
  private static final int SEED = 7;
  private static final long HANDED_OUT_MILLIS = 1000;

  private final Torch torch = Torch.open(Device.cpu());

  /** Opens the engine. */
  public TestEngine() {
    reseed();
  }

  /** Resets the seed, so that the same dropout masks are drawn again. */
  public void reseed() {
    torch.seed(SEED);
  }

  /** The operations that factories get by injection. */
  public Ops ops() {
    return torch.ops();
  }

  /** The root of all arrays made here. */
  public NDManager manager() {
    return torch.manager();
  }

  /** The engine itself. */
  public Torch torch() {
    return torch;
  }

  /** An array of any shape from the standard normal distribution. */
  public NDArray normal(Shape shape, DataType type) {
    return torch.manager().randomNormal(0, 1, shape, type);
  }

  /** Creates an array of values in row-major order, in the engine's own memory. */
  public NDArray array(double[] values, Shape shape, DataType type) {
    try (NDArray array = torch.manager().create(values, shape)) {
      return type == DataType.FLOAT64 ? array.duplicate() : array.toType(type, true);
    }
  }

  /**
   * Initializes the weights of a component, checks that they begin finite, and then draws them from
   * the normal distribution, because weights that begin at 0 or 1 could hide a mistake.
   *
   * @return the manager that the weights belong to
   */
  public NDManager fill(Component component, DataType type) {
    NDManager weights = torch.manager().newSubManager();
    for (Parameter parameter : component.parameters()) {
      parameter.initialize(weights, type);
      Values.assertFinite("the initial " + parameter.getName(), parameter.getArray());
      try (NDArray normal = normal(parameter.getShape(), type);
          NDArray half = torch.ops().scale(normal, 0.5)) {
        write(parameter.getArray(), half);
      }
    }
    return weights;
  }

  /** Overwrites the values of an array. */
  static void write(NDArray array, NDArray values) {
    try (GradMode off = GradMode.off()) {
      array.set(new NDIndex(":"), values);
    }
  }

  /**
   * Returns a differentiable view of an array that the given manager owns: results computed from it
   * belong to that manager, too.
   */
  public static NDArray view(NDManager manager, NDArray array) {
    NDArray view = array.reshape(array.getShape());
    view.attach(manager);
    return view;
  }

  /**
   * Collects Java's garbage and overwrites the freed memory. A gradient that reads freed memory is
   * then visibly wrong.
   */
  public static void collectGarbage() {
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    PhantomReference<Object> mark = new PhantomReference<>(new Object(), collected);
    System.gc();
    try {
      // The reference handler thread frees direct memory, and may be late on a busy machine.
      Reference<?> handed = collected.remove(HANDED_OUT_MILLIS);
      Thread.sleep(handed == mark ? 10 : HANDED_OUT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<ByteBuffer> buffers = new ArrayList<>();
    for (int i = 0; i < 512; i++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(8 << (i % 5));
      byte[] noise = new byte[buffer.capacity()];
      Arrays.fill(noise, (byte) 0x5A);
      buffers.add(buffer.put(noise));
    }
  }

  @Override
  public void close() {
    torch.close();
  }
}
