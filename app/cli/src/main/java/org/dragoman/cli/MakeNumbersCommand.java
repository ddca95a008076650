package org.dragoman.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dragoman.cli.NumberCorpus.Pair;
import org.dragoman.runtime.DragomanException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dragoman data make numbers}: writes a {@link NumberCorpus} to six files. */
@Command(
    name = "numbers",
    description = {
      "Writes English number words and their digits, up to 999,999,999, to the files"
          + " {train,dev,test}.{en,digits}.",
      "The same seed and sizes make the same files."
    })
final class MakeNumbersCommand implements Callable<Integer> {
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

  MakeNumbersCommand(PrintStream err) {
    this.err = err;
  }

  @Override
  public Integer call() {
    Map<Path, List<String>> files = files(generate());
    if (!force) {
      files.keySet().forEach(MakeNumbersCommand::requireFree);
    }
    try {
      Files.createDirectories(out);
      write(files);
    } catch (IOException e) {
      throw DragomanException.runtime("cannot write the corpus to " + out + ": " + e, e);
    }
    err.printf("Wrote %d train, %d dev and %d test pairs to %s%n", train, dev, test, out);
    return ExitCode.OK;
  }

  private NumberCorpus generate() {
    try {
      return NumberCorpus.generate(seed, train, dev, test);
    } catch (IllegalArgumentException e) {
      throw DragomanException.configuration("--train, --dev, --test: " + e.getMessage(), e);
    }
  }

  private Map<Path, List<String>> files(NumberCorpus corpus) {
    Map<Path, List<String>> files = new LinkedHashMap<>();
    Map.of("train", corpus.train(), "dev", corpus.dev(), "test", corpus.test())
        .forEach(
            (split, pairs) -> {
              files.put(out.resolve(split + ".en"), pairs.stream().map(Pair::words).toList());
              files.put(out.resolve(split + ".digits"), pairs.stream().map(Pair::digits).toList());
            });
    return files;
  }

  private static void requireFree(Path file) {
    if (Files.exists(file)) {
      throw DragomanException.configuration(
          file + " exists already. Choose another --out, or replace it with --force.");
    }
  }

  /** Writes all files under temporary names before any gets its own: all of them or none. */
  private static void write(Map<Path, List<String>> files) throws IOException {
    try {
      for (Map.Entry<Path, List<String>> file : files.entrySet()) {
        Files.write(temporary(file.getKey()), file.getValue());
      }
      for (Path file : files.keySet()) {
        Files.move(temporary(file), file, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      for (Path file : files.keySet()) {
        Files.deleteIfExists(temporary(file));
      }
    }
  }

  private static Path temporary(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".tmp");
  }
}
