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
 * The text pipelines of a run, kept in its folder from the start: ids must mean the same after a
 * resume, whatever has become of the ready files that the configuration names. With them are the
 * hashes of the corpora, which must be the same after a resume, too.
 *
 * @param folder of the files; it is there as a whole or not at all
 */
public record RunText(Path folder) {
  static final String HASHES = "corpora.sha256";

  /**
   * The kept pipelines; where there are none, makes and keeps them.
   *
   * @param corpora as they are now
   * @throws DragomanException of kind DATA where a corpus is not the one that the pipelines were
   *     kept with
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
      // An earlier version began the run.
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

  /** Removes the folder, as far as a run has written it. */
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
