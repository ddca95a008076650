package org.dragoman.runtime.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps DJL's start messages out of a program's log: the number of threads, the natives found and,
 * on machines with CUDA's runtime but no GPU, a warning. DJL cannot switch them off, so the levels
 * of these few loggers are raised until this is closed. If the program has set a level for DJL,
 * nothing is changed.
 */
final class QuietStart implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QuietStart.class);

  /** The loggers, and the level to raise each to. */
  private static final Map<String, String> LEVELS = new LinkedHashMap<>();

  static {
    LEVELS.put("ai.djl.util.Platform", LogLevels.WARN);
    LEVELS.put("ai.djl.pytorch.jni.LibUtils", LogLevels.WARN);
    LEVELS.put("ai.djl.pytorch.engine.PtEngine", LogLevels.WARN);
    LEVELS.put("ai.djl.util.cuda.CudaUtils", LogLevels.ERROR);
  }

  private final LogLevels levels = LogLevels.ofBinding();
  private final List<String> raised = new ArrayList<>();

  /** Raises the levels. */
  QuietStart() {
    try {
      if (levels.isSet("ai.djl")) {
        return;
      }
      for (Map.Entry<String, String> quiet : LEVELS.entrySet()) {
        if (!levels.isSet(quiet.getKey())) {
          levels.set(quiet.getKey(), quiet.getValue());
          raised.add(quiet.getKey());
        }
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      LOG.debug("The levels of DJL's loggers cannot be raised", e);
    }
  }

  /** Restores the levels of the parents. */
  @Override
  public void close() {
    try {
      for (String logger : raised) {
        levels.unset(logger);
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      LOG.debug("The levels of DJL's loggers cannot be set back", e);
    }
  }
}
