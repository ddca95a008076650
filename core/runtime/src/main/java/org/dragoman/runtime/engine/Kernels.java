package org.dragoman.runtime.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dragoman.spi.FusedRnn;

/**
 * Runs the TorchScript methods of this package's {@code .py} files: a few operations that the
 * engine has but DJL does not expose. They may be called from several threads. The methods of
 * {@code kernels.py} and {@code rnn.py} are differentiable and work in any float type and on any
 * device. The methods of {@code packed.py} are for inference in float32 on a CPU. {@code
 * processor.py} tells what the CPU can do.
 */
public final class Kernels implements AutoCloseable {
  private final PtSymbolBlock module;
  private final Map<String, NDArray> methods = new HashMap<>();

  private Kernels(NDManager manager, String source) {
    try {
      byte[] archive = TorchScriptArchive.of(source.getBytes(StandardCharsets.UTF_8));
      module =
          JniUtils.loadModule(
              (PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String name : JniUtils.getMethodNames(module)) {
      NDArray selector = manager.zeros(new Shape(1));
      selector.setName("module_method:" + name);
      methods.put(name, selector);
    }
  }

  /**
   * Creates the kernels for all devices. The methods of cells with one state only differ in their
   * name.
   */
  static Kernels common(NDManager manager) {
    StringBuilder code = new StringBuilder(resource("kernels.py"));
    String cell = resource("rnn.py");
    for (FusedRnn kind : List.of(FusedRnn.GRU, FusedRnn.RNN_TANH, FusedRnn.RNN_RELU)) {
      code.append(cell.replace("NAME", kind.name().toLowerCase(Locale.ROOT)));
    }
    return new Kernels(manager, code.toString());
  }

  /**
   * Creates the products with packed weights.
   *
   * @throws ai.djl.engine.EngineException if the engine was built without oneDNN
   */
  static Kernels packed(NDManager manager) {
    return new Kernels(manager, resource("packed.py"));
  }

  /**
   * Creates the methods that tell what the processor can do.
   *
   * @throws ai.djl.engine.EngineException if the engine was built without oneDNN
   */
  static Kernels processor(NDManager manager) {
    return new Kernels(manager, resource("processor.py"));
  }

  private static String resource(String name) {
    try (InputStream in = Kernels.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Calls a kernel.
   *
   * @param method its name in the file
   * @param arguments in the order of its parameters; the results belong to the manager of the first
   */
  public NDList call(String method, NDArray... arguments) {
    NDArray selector = methods.get(method);
    if (selector == null) {
      throw new IllegalArgumentException("no kernel " + method + ", only " + methods.keySet());
    }
    NDList list = new NDList(arguments);
    list.add(selector);
    // "training" here means: not in inference mode, whose results cannot be used in a graph.
    return IValueUtils.forward(module, list, true);
  }

  @Override
  public void close() {
    module.close();
    methods.values().forEach(NDArray::close);
  }
}
