package org.dragoman.cli.doctor;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dragoman.runtime.engine.Torch;

/**
 * The machine and software that Dragoman runs on.
 *
 * @param java version and vendor
 * @param system name and architecture
 * @param processor of the machine
 * @param processors the number of processors that Java may use
 * @param heap the greatest size of Java's heap, in bytes
 * @param memory of the machine or its container, in bytes; 0 if Java does not tell
 * @param engine name and version
 * @param device that the engine runs on
 * @param threads of one operation of the engine
 * @param natives the folder of the engine's natives
 * @param gpus the number of GPUs that the engine sees
 * @param settings the environment variables that affect the engine, if they are set
 */
public record Machine(
    String java,
    String system,
    Processor processor,
    int processors,
    long heap,
    long memory,
    String engine,
    String device,
    int threads,
    String natives,
    int gpus,
    SortedMap<String, String> settings) {

  /** Examines the machine. */
  public static Machine of(Torch torch) {
    return new Machine(
        System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Processor.ofMachine(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory(),
        memoryOfMachine(),
        torch.description(),
        torch.manager().getDevice().toString(),
        torch.threads(),
        torch.natives().toString(),
        torch.gpus(),
        settings(System.getenv()));
  }

  private static long memoryOfMachine() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  private static SortedMap<String, String> settings(Map<String, String> environment) {
    SortedMap<String, String> settings = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.matches("(ONEDNN|DNNL|ATEN|MKL|OMP|KMP|PYTORCH|CUDA)_.*")) {
            settings.put(name, value);
          }
        });
    return settings;
  }
}
