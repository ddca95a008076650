package org.dragoman.training.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.PipelineFiles;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.training.data.CorpusHash;

/**
 * The text pipelines of a run, saved in its folder at the start: ids must mean the same after a
 * resume, even if the ready files in the configuration have changed. The hashes of the corpora are
 * saved with them, because the corpora must be the same after a resume, too.
 *
 * @param folder of the files; it is complete or absent
 */
public record RunText(Path folder) {
  static final String HASHES = "corpora.sha256";

  /**
   * Loads the saved pipelines; if there are none, makes and saves them.
   *
   * @param corpora the current hashes of the corpora
   * @throws DragomanException of kind DATA if a corpus has changed since the pipelines were saved
   */
  public Pipelines loadOr(
      Supplier<Pipelines> make,
      List<CorpusHash> corpora,
      TextConfig config,
      Components components) {
    if (Files.isDirectory(folder)) {
      requireSame(corpora);
      return PipelineFiles.load(folder, config, components);
    }
    Pipelines pipelines = make.get();
    keep(pipelines, corpora);
    return pipelines;
  }

  private void requireSame(List<CorpusHash> corpora) {
    Path file = folder.resolve(HASHES);
    if (!Files.exists(file)) {
      // An earlier version started the run.
      write(corpora, file);
      return;
    }
    List<String> kept;
    try {
      kept = Files.readAllLines(file);
    } catch (IOException e) {
      throw DragomanException.data(file + " cannot be read: " + e, e);
    }
    for (CorpusHash corpus : corpora) {
      if (!kept.contains(corpus.line())) {
        throw DragomanException.data(
            "%s: the text of %s is not the one that the run in %s began with; give the same text, or begin a new run in another folder."
                .formatted(corpus.key(), corpus.corpus().name(), folder.resolveSibling("")));
      }
    }
  }

  private static void write(List<CorpusHash> corpora, Path file) {
    String lines = corpora.stream().map(corpus -> corpus.line() + "\n").collect(joining());
    AtomicFile.write(file, out -> out.write(lines.getBytes(UTF_8)));
  }

  private void keep(Pipelines pipelines, List<CorpusHash> corpora) {
    Path temporary = folder.resolveSibling("." + folder.getFileName() + ".writing");
    try {
      Files.createDirectories(temporary);
      clear(temporary);
      PipelineFiles.save(pipelines, temporary);
      write(corpora, temporary.resolve(HASHES));
      Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
      AtomicFile.forceFolder(folder.resolveSibling(""));
    } catch (IOException e) {
      throw DragomanException.runtime("Cannot write " + folder + " (" + e + ").", e);
    }
  }

  /** Removes the files that a run writes to the folder. */
  void remove() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      clear(folder);
      Files.delete(folder);
    } catch (IOException e) {
      throw DragomanException.runtime("Cannot remove " + folder + " (" + e + ").", e);
    }
  }

  private static void clear(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(RunFiles::isOfText).toList()) {
        Files.delete(file);
      }
    }
  }
}
