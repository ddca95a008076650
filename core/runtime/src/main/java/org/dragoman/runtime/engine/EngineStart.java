package org.dragoman.runtime.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import org.dragoman.runtime.DragomanException;
import org.jspecify.annotations.Nullable;

/** Starts the engine, once in a process. */
final class EngineStart {
  private static @Nullable Engine engine;
  private static int gpus;

  private EngineStart() {}

  /**
   * Returns the engine. The first call unpacks its natives, if needed, and loads them.
   *
   * @throws DragomanException of kind RUNTIME if that fails
   */
  static synchronized Engine engine() {
    if (engine == null) {
      EngineEnvironment.prepare();
      NativesFolder.prepare();
      try (QuietStart quiet = new QuietStart()) {
        Engine started = Engine.getEngine(Torch.ENGINE);
        // Cached here, because DJL logs a warning at each count if there is no driver.
        gpus = started.getGpuCount();
        engine = started;
      } catch (EngineException | IllegalStateException | LinkageError e) {
        throw DragomanException.runtime(
            "The engine, PyTorch, does not start: "
                + rootOf(e)
                + ". Its natives are unpacked to the folder "
                + NativesFolder.path()
                + ", some 430 MB; see that it can be written and has room, or name another by"
                + " ENGINE_CACHE_DIR. Without natives in the distribution the network is needed,"
                + " too (docs/guide.md, GPU).",
            e);
      }
    }
    return engine;
  }

  /** Returns the number of GPUs that the engine sees. */
  static synchronized int gpus() {
    engine();
    return gpus;
  }

  /** Returns the last cause: DJL only says that it failed; the last cause says why. */
  private static Throwable rootOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure : rootOf(cause);
  }
}
