package org.dragoman.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dragoman.cli.NumberCorpus.Pair;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.text.AtomicFile;
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
    makeFolder();
    files.forEach(MakeNumbersCommand::write);
    err.printf("Wrote %d train, %d dev and %d test pairs to %s%n", train, dev, test, out);
    return ExitCode.OK;
  }

  private void makeFolder() {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw DragomanException.runtime("cannot make the folder " + out + ": " + e, e);
    }
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
