package org.dragoman.evaluation;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the reference values are: in the folder that the system property {@code
 * dragoman.fixtures.metrics} names, else in the test resources and in {@code shared} beside the
 * project.
 */
public final class MetricsFixtures {

  private static final @Nullable String FOLDER = System.getProperty("dragoman.fixtures.metrics");

  private MetricsFixtures() {}

  /** The lines of {@code segments.jsonl}. */
  static List<String> segments() {
    try {
      if (FOLDER != null) {
        return Files.readAllLines(Path.of(FOLDER, "segments.jsonl"));
      }
      try (InputStream resource =
          MetricsFixtures.class.getResourceAsStream("/metrics/segments.jsonl")) {
        return new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of {@code wmt17}; the calling test is skipped where the folder is absent. */
  public static List<String> wmt17(String name) {
    Path folder =
        FOLDER != null
            ? Path.of(FOLDER, "wmt17")
            : Path.of(System.getProperty("dragoman.root", "."))
                .resolve(Path.of("..", "shared", "fixtures", "metrics", "wmt17"));
    assumeTrue(Files.isDirectory(folder), () -> "No reference values of WMT17 at " + folder);
    try (InputStream file = Files.newInputStream(folder.resolve(name));
        InputStream content = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A signature of sacreBLEU's with our version in the place of its own. */
  static String withOurVersion(String signature) {
    return signature.replaceFirst("version:.*$", "version:" + Version.SIGNATURE);
  }
}
