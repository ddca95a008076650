package org.dragoman.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The bundles among the test resources, one of each format that there has been. */
final class FrozenBundles {
  /** Number words to digits; learnt by {@code dragoman train} from the corpus of numbers. */
  static final String FORMAT_1 = "bundles/format-1";

  private FrozenBundles() {}

  /** A bundle's folder, to be read only. */
  static Path folder(String name) {
    URL manifest =
        Objects.requireNonNull(
            FrozenBundles.class.getClassLoader().getResource(name + "/manifest.json"), name);
    try {
      return Objects.requireNonNull(Path.of(manifest.toURI()).getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Copies a bundle, for a test that spoils it. */
  static Path copy(String name, Path target) {
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
}
