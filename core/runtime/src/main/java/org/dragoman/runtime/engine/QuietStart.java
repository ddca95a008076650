package org.dragoman.runtime.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what DJL logs at every start from the log of a program that uses the library: how many
 * threads there are, which natives were found, and, on each machine that has CUDA's runtime and no
 * GPU, a warning. DJL has no switch for these, so the levels of those few loggers are raised until
 * this is closed. Where the program has set a level for DJL, that holds.
 */
final class QuietStart implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QuietStart.class);

  /** The loggers, and the level from which on they are heard. */
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

  /** Lets the levels be those of their parents again. */
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
