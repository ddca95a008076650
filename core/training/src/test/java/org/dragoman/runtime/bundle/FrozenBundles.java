package org.dragoman.runtime.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The bundles among the test resources, one of each format that there has been. */
public final class FrozenBundles {
  /** Number words to digits; learnt by {@code dragoman train} from the corpus of numbers. */
  public static final String FORMAT_1 = "bundles/format-1";

  private FrozenBundles() {}

  /** A bundle's folder, to be read only; in this clone, since other modules' tests read it too. */
  public static Path folder(String name) {
    return Path.of(
        System.getProperty("dragoman.root"), "core", "training", "src", "test", "resources", name);
  }

  /** Copies a bundle, for a test that spoils it. */
  public static Path copy(String name, Path target) {
    try (Stream<Path> files = Files.list(folder(name))) {
      List<Path> all = files.toList();
      Files.createDirectory(target);
      for (Path file : all) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a file, and its size and hash in the manifest. */
  public static void replace(Path bundle, String name, String text) throws IOException {
    replace(bundle, name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Replaces a file, and its size and hash in the manifest. */
  public static void replace(Path bundle, String name, byte[] bytes) throws IOException {
    Path file = Files.write(bundle.resolve(name), bytes);
    ObjectMapper mapper = new ObjectMapper();
    Path manifest = bundle.resolve("manifest.json");
    JsonNode root = mapper.readTree(manifest.toFile());
    for (JsonNode entry : root.path("files")) {
      if (entry.path("name").asText().equals(name)) {
        ((ObjectNode) entry).put("bytes", Files.size(file)).put("sha256", Hashes.sha256(file));
      }
    }
    mapper.writeValue(manifest.toFile(), root);
  }
}
