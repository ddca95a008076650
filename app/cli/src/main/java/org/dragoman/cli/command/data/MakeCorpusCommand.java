package org.dragoman.cli.command.data;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dragoman.cli.data.MadeCorpus;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.Folders;
import org.dragoman.runtime.file.SentencePair;
import picocli.CommandLine.Option;

/** The base class of the commands {@code dragoman data make CORPUS}. */
abstract class MakeCorpusCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder to write to; it is made where it does not exist.")
  private Path out = Path.of(".");

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--train",
      defaultValue = "40000",
      paramLabel = "N",
      description = "Pairs to train on. Default: ${DEFAULT-VALUE}.")
  private int train;

  @Option(
      names = "--dev",
      defaultValue = "500",
      paramLabel = "N",
      description = "Pairs to choose checkpoints on. Default: ${DEFAULT-VALUE}.")
  private int dev;

  @Option(
      names = "--test",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Pairs to report a score on. Default: ${DEFAULT-VALUE}.")
  private int test;

  @Option(names = "--force", description = "Replace files of an earlier corpus.")
  private boolean force;

  private final PrintStream err;
  private final String source;
  private final String target;

  /**
   * Creates the command.
   *
   * @param source ending of the names of the source's files
   * @param target ending of the names of the target's files
   */
  MakeCorpusCommand(PrintStream err, String source, String target) {
    this.err = err;
    this.source = source;
    this.target = target;
  }

  /**
   * Makes the corpus.
   *
   * @throws IllegalArgumentException if there are not enough different pairs, or the options do not
   *     fit together
   */
  abstract MadeCorpus generate(long seed, MadeCorpus.Sizes sizes);

  @Override
  public final Integer call() {
    requireNoFileInTheWay();
    Map<Path, List<String>> files = files(generate());
    if (!force) {
      files.keySet().forEach(MakeCorpusCommand::requireFree);
    }
    makeFolder();
    files.forEach(MakeCorpusCommand::write);
    err.printf("Wrote %d train, %d dev and %d test pairs to %s%n", train, dev, test, out);
    return ExitCode.OK;
  }

  private void requireNoFileInTheWay() {
    Path there = out.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there != null && !Files.isDirectory(there)) {
      throw DragomanException.configuration(
          "--out %s: %s is a file, and a folder is needed there. Give the name of a folder."
              .formatted(out, there));
    }
  }

  private void makeFolder() {
    try {
      Folders.make(out);
    } catch (IOException e) {
      throw DragomanException.runtime("Cannot make the folder " + out + " (" + e + ").", e);
    }
  }

  private MadeCorpus generate() {
    try {
      return generate(seed, new MadeCorpus.Sizes(train, dev, test));
    } catch (IllegalArgumentException e) {
      throw DragomanException.configuration(String.valueOf(e.getMessage()), e);
    }
  }

  private Map<Path, List<String>> files(MadeCorpus corpus) {
    Map<Path, List<String>> files = new LinkedHashMap<>();
    Map.of("train", corpus.train(), "dev", corpus.dev(), "test", corpus.test())
        .forEach(
            (split, pairs) -> {
              files.put(
                  out.resolve(split + "." + source),
                  pairs.stream().map(SentencePair::source).toList());
              files.put(
                  out.resolve(split + "." + target),
                  pairs.stream().map(SentencePair::target).toList());
            });
    return files;
  }

  private static void requireFree(Path file) {
    if (Files.exists(file)) {
      throw DragomanException.configuration(
          file + " exists already. Choose another --out, or replace it with --force.");
    }
  }

  private static void write(Path file, List<String> lines) {
    AtomicFile.write(
        file,
        out -> {
          for (String line : lines) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
          }
        });
  }
}
