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
 * The machine's processor, as far as the system tells.
 *
 * @param name such as {@code Intel(R) Xeon(R) Processor @ 2.60GHz}
 * @param instructionSets those that matter to products, by the names of Linux; empty where the
 *     system does not tell
 * @param caches whether it tells the sizes of its caches
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

  /** What is known of the caches. */
  public enum Caches {
    /** The system tells their sizes. */
    TOLD,
    /** The system does not: libraries that ask for them must guess. */
    HIDDEN,
    /** The system has no place to tell them. */
    UNKNOWN
  }

  /** Copies the list. */
  public Processor {
    instructionSets = List.copyOf(instructionSets);
  }

  /** That of this machine. */
  public static Processor ofMachine() {
    return read(Path.of("/"), System.getenv());
  }

  /**
   * Reads what Linux tells; elsewhere there is a name at most.
   *
   * @param root the folder with {@code proc} and {@code sys}
   * @param environment in which Windows has a name
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

  /** The value of the first line of that name. */
  private static Optional<String> value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.matches(name + "\\s*:.*"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }
}
