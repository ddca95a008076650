package org.dragoman.cli.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.dragoman.corpus.split.CorpusSplit;
import org.dragoman.corpus.split.Sizes;
import org.dragoman.corpus.split.Subset;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.Folders;

/**
 * The files that a {@link CorpusSplit} is written to. They have temporary names until all are
 * complete.
 *
 * @param folder the folder of the files
 * @param sourceEnding the ending of the names of source files
 * @param targetEnding the ending of the names of target files
 * @param sizes of the parts; an empty part has no files
 */
public record SplitFiles(Path folder, String sourceEnding, String targetEnding, Sizes sizes) {

  /**
   * Checks that no file of the split overwrites an input.
   *
   * @param roles knows the inputs
   */
  public void requireApart(FileRoles roles) {
    for (Subset subset : Subset.values()) {
      for (String name : names(subset)) {
        roles.writes("the file of the split", folder.resolve(name));
      }
    }
  }

  /**
   * Checks the names of the files before anything is read; fails as {@link #write} would.
   *
   * @param force whether existing files may be replaced
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
   * Writes a split. Existing files are replaced; existing files of an empty part are deleted,
   * because they belong to another split.
   *
   * @return the number of pairs of each part
   */
  public Map<Subset, Long> write(CorpusSplit split) {
    Map<Subset, PairWriter> writers = new EnumMap<>(Subset.class);
    try {
      Folders.make(folder);
      for (Subset subset : Subset.values()) {
        if (size(subset) > 0) {
          List<String> names = names(subset);
          writers.put(
              subset, new PairWriter(folder.resolve(names.get(0)), folder.resolve(names.get(1))));
        }
      }
      Map<Subset, Long> pairs = write(split, writers);
      for (PairWriter writer : writers.values()) {
        writer.commit();
      }
      removeThoseOfAnotherSplit();
      return pairs;
    } catch (UncheckedIOException e) {
      throw cannotWrite(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw cannotWrite(e);
    } finally {
      close(writers.values());
    }
  }

  private static Map<Subset, Long> write(CorpusSplit split, Map<Subset, PairWriter> writers)
      throws IOException {
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
  }

  private void removeThoseOfAnotherSplit() throws IOException {
    for (Subset subset : Subset.values()) {
      if (size(subset) == 0) {
        for (String name : names(subset)) {
          Files.deleteIfExists(folder.resolve(name));
        }
      }
    }
    AtomicFile.forceFolder(folder);
  }

  private void close(Collection<PairWriter> writers) {
    for (PairWriter writer : writers) {
      try {
        writer.close();
      } catch (IOException e) {
        throw cannotWrite(e);
      }
    }
  }

  private int size(Subset subset) {
    return switch (subset) {
      case TRAIN -> Integer.MAX_VALUE;
      case DEV -> sizes.dev();
      case TEST -> sizes.test();
    };
  }

  private DragomanException cannotWrite(IOException e) {
    return DragomanException.runtime(
        "--out %s: cannot be written: %s.".formatted(folder, e.getMessage()), e);
  }
}
