package org.dragoman.runtime.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs the TorchScript methods of {@code kernels.py} in this package: the few operations that the
 * engine has and DJL does not reach. They are differentiable, work in any float type and on any
 * device, and may be called from several threads.
 */
public final class Kernels implements AutoCloseable {
  private static final String SOURCE = "kernels.py";

  private final PtSymbolBlock module;
  private final Map<String, NDArray> methods = new HashMap<>();

  Kernels(NDManager manager) {
    try (var source = Kernels.class.getResourceAsStream(SOURCE)) {
      if (source == null) {
        throw new IllegalStateException("resource " + SOURCE + " is missing from the jar");
      }
      byte[] archive = TorchScriptArchive.of(source.readAllBytes());
      module =
          JniUtils.loadModule(
              (PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String name : JniUtils.getMethodNames(module)) {
      NDArray selector = manager.zeros(new ai.djl.ndarray.types.Shape(1));
      selector.setName("module_method:" + name);
      methods.put(name, selector);
    }
  }

  /**
   * Calls a kernel.
   *
   * @param method its name in {@code kernels.py}
   * @param arguments in its order; the results belong to the manager of the first
   */
  public NDList call(String method, NDArray... arguments) {
    NDArray selector = methods.get(method);
    if (selector == null) {
      throw new IllegalArgumentException("no kernel " + method + ", only " + methods.keySet());
    }
    NDList list = new NDList(arguments);
    list.add(selector);
    // "training" means here: do not run under inference mode, whose results no graph can use.
    return IValueUtils.forward(module, list, true);
  }

  @Override
  public void close() {
    module.close();
    methods.values().forEach(NDArray::close);
  }
}
