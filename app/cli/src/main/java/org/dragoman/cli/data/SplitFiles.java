package org.dragoman.cli.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.text.AtomicFile;
import org.dragoman.training.corpus.Corpus;
import org.dragoman.training.corpus.split.CorpusSplit;
import org.dragoman.training.corpus.split.Sizes;
import org.dragoman.training.corpus.split.Subset;

/**
 * The files that a {@link CorpusSplit} is written to. They have temporary names until all of them
 * are whole.
 *
 * @param folder that they are in
 * @param sourceEnding of the names of those with sources
 * @param targetEnding of the names of those with targets
 * @param sizes of the parts; one of no pairs has no files
 */
public record SplitFiles(Path folder, String sourceEnding, String targetEnding, Sizes sizes) {

  /**
   * Fails where a file of the split is one of the corpora themselves, which would be lost.
   *
   * @param corpora that are divided
   */
  public void requireApart(List<Corpus> corpora) {
    List<Path> inputs =
        corpora.stream()
            .filter(corpus -> !corpus.isOfStandardInput())
            .flatMap(corpus -> corpus.files().stream())
            .map(Path::of)
            .filter(Files::exists)
            .toList();
    for (Subset subset : Subset.values()) {
      for (String name : names(subset)) {
        Path file = folder.resolve(name);
        if (Files.exists(file) && inputs.stream().anyMatch(input -> isSame(input, file))) {
          throw DragomanException.configuration(
              file + " is a file of the corpus itself, which would be lost. Choose another --out.");
        }
      }
    }
  }

  private static boolean isSame(Path a, Path b) {
    try {
      return Files.isSameFile(a, b);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fails as {@link #write} would for the names, before anything is read.
   *
   * @param force whether files that are there may go
   */
  public void requireFree(boolean force) {
    for (Subset subset : Subset.values()) {
      for (String name : names(subset)) {
        Path file = folder.resolve(name);
        if (Files.isDirectory(file)) {
          throw DragomanException.configuration(
              file + " is a folder, but a file of the split is called so. Choose another --out.");
        }
        if (Files.exists(file) && !force) {
          throw DragomanException.configuration(
              file + " exists already. Choose another --out, or replace it with --force.");
        }
      }
    }
    requireWritable();
  }

  private void requireWritable() {
    Path existing = folder.toAbsolutePath();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw cannotWrite(
          new IOException(
              Files.isDirectory(existing)
                  ? existing + " is not writable"
                  : existing + " is no folder"));
    }
  }

  private List<String> names(Subset subset) {
    String part = subset.name().toLowerCase(Locale.ROOT);
    return List.of(part + "." + sourceEnding, part + "." + targetEnding);
  }

  /**
   * Writes a split. Files that are there are replaced; those of a part that has no pairs are
   * deleted, since they are of another split.
   *
   * @return the pairs of each part
   */
  public Map<Subset, Long> write(CorpusSplit split) {
    try {
      Files.createDirectories(folder);
      Path temporary = Files.createTempDirectory(folder, ".split-");
      try {
        Map<Subset, Long> pairs = write(split, temporary);
        move(temporary);
        return pairs;
      } finally {
        delete(temporary);
      }
    } catch (UncheckedIOException e) {
      throw cannotWrite(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private Map<Subset, Long> write(CorpusSplit split, Path temporary) throws IOException {
    Map<Subset, PairWriter> writers = new EnumMap<>(Subset.class);
    try {
      for (Subset subset : Subset.values()) {
        List<String> names = names(subset);
        writers.put(
            subset,
            new PairWriter(temporary.resolve(names.get(0)), temporary.resolve(names.get(1))));
      }
      Map<Subset, Long> pairs =
          split.forEach(
              (subset, pair) -> {
                PairWriter writer = writers.get(subset);
                if (writer != null) {
                  writer.write(pair);
                }
              });
      for (PairWriter writer : writers.values()) {
        writer.finish();
      }
      return pairs;
    } finally {
      for (PairWriter writer : writers.values()) {
        writer.close();
      }
    }
  }

  private void move(Path temporary) throws IOException {
    for (Subset subset : Subset.values()) {
      for (String name : names(subset)) {
        if (size(subset) == 0) {
          Files.deleteIfExists(folder.resolve(name));
        } else {
          Files.move(temporary.resolve(name), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
    AtomicFile.forceFolder(folder);
  }

  private int size(Subset subset) {
    return switch (subset) {
      case TRAIN -> Integer.MAX_VALUE;
      case DEV -> sizes.dev();
      case TEST -> sizes.test();
    };
  }

  private static void delete(Path temporary) throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(temporary);
  }

  private DragomanException cannotWrite(IOException e) {
    return DragomanException.runtime(
        "--out %s: cannot be written: %s.".formatted(folder, e.getMessage()), e);
  }
}
