package org.dragoman.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.PipelineFiles;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.AtomicFile;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextConfig;

/**
 * The text pipelines of a run, kept in its folder from the start: ids must mean the same after a
 * resume, whatever has become of the files that the pipelines were learned from.
 *
 * @param folder of the files; it is there as a whole or not at all
 */
record RunText(Path folder) {

  /** The kept pipelines; where there are none, makes and keeps them. */
  Pipelines loadOr(Supplier<Pipelines> make, TextConfig config, Components components) {
    if (Files.isDirectory(folder)) {
      return PipelineFiles.load(folder, config, components);
    }
    Pipelines pipelines = make.get();
    keep(pipelines);
    return pipelines;
  }

  private void keep(Pipelines pipelines) {
    Path temporary = folder.resolveSibling("." + folder.getFileName() + ".writing");
    try {
      Files.createDirectories(temporary);
      clear(temporary);
      PipelineFiles.save(pipelines, temporary);
      Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
      AtomicFile.forceFolder(folder.resolveSibling(""));
    } catch (IOException e) {
      throw DragomanException.runtime("Cannot write " + folder + " (" + e + ").", e);
    }
  }

  private static void clear(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
