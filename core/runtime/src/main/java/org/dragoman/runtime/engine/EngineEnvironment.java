package org.dragoman.runtime.engine;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the environment variables that the engine's natives read when they are loaded. Java cannot
 * change its environment, so this calls the C library, before the natives are loaded. It keeps the
 * user's values.
 */
final class EngineEnvironment {
  private static final Logger LOG = LoggerFactory.getLogger(EngineEnvironment.class);
  private static final String WAITING = "OMP_WAIT_POLICY";
  private static final Path LOADED = Path.of("/proc/self/maps");

  /** The same settings as in the launcher; see decisions 9 and 10. */
  private static final Map<String, String> SETTINGS = new LinkedHashMap<>();

  static {
    SETTINGS.put(WAITING, "PASSIVE");
    SETTINGS.put("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16");
    SETTINGS.put("LRU_CACHE_CAPACITY", "16");
  }

  private EngineEnvironment() {}

  /**
   * Sets the variables that are not set. It never fails: if it cannot set them, a warning says what
   * to set before the JVM starts.
   */
  static void prepare() {
    String problem = isEngineLoaded() ? "the engine was loaded before" : set();
    if (!problem.isEmpty() && System.getenv(WAITING) == null) {
      LOG.warn(
          "Set {}={} in the environment before Java starts: the engine is many times slower beside"
              + " other work on the machine without it, and it cannot be set now ({}).",
          WAITING,
          SETTINGS.get(WAITING),
          problem);
    }
  }

  /** Sets a variable. Returns why it cannot be set, or empty if it was. */
  private static String set() {
    try {
      for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
        if (System.getenv(setting.getKey()) == null && !set(setting.getKey(), setting.getValue())) {
          return "the system refused " + setting.getKey();
        }
      }
      return "";
    } catch (LinkageError | RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static boolean set(String name, String value) {
    if (Platform.isWindows()) {
      Function putenv = Function.getFunction("ucrtbase", "_putenv_s");
      return putenv.invokeInt(new Object[] {name, value}) == 0;
    }
    Function setenv = Function.getFunction("c", "setenv");
    return setenv.invokeInt(new Object[] {name, value, 0}) == 0;
  }

  /**
   * Returns whether other code in this process has already loaded the engine; known on Linux only.
   */
  private static boolean isEngineLoaded() {
    if (!Files.isReadable(LOADED)) {
      return false;
    }
    // A path in the list may contain any bytes.
    try (Stream<String> lines = Files.lines(LOADED, StandardCharsets.ISO_8859_1)) {
      return lines.anyMatch(line -> line.contains("libtorch_cpu"));
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} cannot be read", LOADED, e);
      return false;
    }
  }
}
