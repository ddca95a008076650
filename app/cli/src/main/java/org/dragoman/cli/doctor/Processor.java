package org.dragoman.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The machine's processor, as far as the system describes it.
 *
 * @param name such as {@code Intel(R) Xeon(R) Processor @ 2.60GHz}
 * @param instructionSets those that matter for matrix products, by their names in Linux; empty if
 *     the system does not tell
 * @param caches whether the sizes of its caches are known
 */
public record Processor(String name, List<String> instructionSets, Caches caches) {
  private static final Set<String> KNOWN =
      Set.of(
          "sse4_1",
          "avx",
          "avx2",
          "fma",
          "f16c",
          "avx512f",
          "avx512bw",
          "avx512_vnni",
          "avx_vnni",
          "avx512_bf16",
          "avx512_fp16",
          "amx_bf16",
          "amx_int8",
          "asimd",
          "asimdhp",
          "asimddp",
          "sve",
          "sve2",
          "bf16",
          "i8mm");

  /** Whether the sizes of the caches are known. */
  public enum Caches {
    /** The system tells their sizes. */
    TOLD,
    /** The system hides their sizes: libraries that ask for them must guess. */
    HIDDEN,
    /** This kind of system has no place that tells them. */
    UNKNOWN
  }

  /** Copies the list. */
  public Processor {
    instructionSets = List.copyOf(instructionSets);
  }

  /** Returns the processor of this machine. */
  public static Processor ofMachine() {
    return read(Path.of("/"), System.getenv());
  }

  /**
   * Reads the processor in Linux; on other systems there is only a name, or nothing.
   *
   * @param root the folder with {@code proc} and {@code sys}
   * @param environment the environment, where Windows gives the name
   */
  static Processor read(Path root, Map<String, String> environment) {
    Path file = root.resolve("proc/cpuinfo");
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      String name = environment.getOrDefault("PROCESSOR_IDENTIFIER", System.getProperty("os.arch"));
      return new Processor(name, List.of(), Caches.UNKNOWN);
    }
    String name =
        value(lines, "model name")
            .or(() -> value(lines, "Hardware"))
            .orElse(System.getProperty("os.arch"));
    List<String> sets =
        value(lines, "flags")
            .or(() -> value(lines, "Features"))
            .map(flags -> Arrays.stream(flags.split("\\s+")).filter(KNOWN::contains).toList())
            .orElse(List.of());
    return new Processor(name, sets, caches(root.resolve("sys/devices/system/cpu/cpu0")));
  }

  private static Caches caches(Path processor) {
    if (!Files.isDirectory(processor)) {
      return Caches.UNKNOWN;
    }
    return Files.isReadable(processor.resolve("cache/index0/size")) ? Caches.TOLD : Caches.HIDDEN;
  }

  /** Returns the value of the first line with a name. */
  private static Optional<String> value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.matches(name + "\\s*:.*"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }
}
