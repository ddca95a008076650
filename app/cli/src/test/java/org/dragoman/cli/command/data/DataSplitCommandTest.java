package org.dragoman.cli.command.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSplitCommandTest {
  @TempDir private Path folder;

  private Path corpus(String name, int pairs) throws IOException {
    return Files.write(
        folder.resolve(name),
        IntStream.range(0, pairs).mapToObj(i -> "number " + i + "\tZahl " + i).toList());
  }

  private Run split(Object... arguments) {
    return Run.of(
        Stream.concat(
                Stream.of("data", "split", "--out", folder.resolve("out")), Stream.of(arguments))
            .map(Object::toString)
            .toArray(String[]::new));
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(folder.resolve("out").resolve(name));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesThreePartsAndNothingElse() throws IOException {
    Run run = split("--tsv", corpus("a.tsv", 50), "--dev", 5, "--test", 7);

    assertThat(run).isEqualTo(new Run(0, "", run.err()));
    assertThat(run.err())
        .contains(
            "Wrote 38 train, 5 dev and 7 test pairs to " + folder.resolve("out"),
            "Left out 0 that share a sentence with dev or test, 0 with an empty side\n");
    assertThat(names())
        .containsExactly(
            "dev.source",
            "dev.target",
            "test.source",
            "test.target",
            "train.source",
            "train.target");
    assertThat(lines("test.source")).hasSize(7);
    assertThat(lines("test.target"))
        .containsExactlyElementsOf(
            lines("test.source").stream().map(line -> line.replace("number", "Zahl")).toList());
    assertThat(
            Stream.of(lines("train.source"), lines("dev.source"), lines("test.source"))
                .flatMap(List::stream))
        .doesNotHaveDuplicates()
        .hasSize(50);
  }

  @Test
  void theLanguagesAreTheEndings() throws IOException {
    Path corpus = corpus("a.tsv", 5);

    assertThat(split("--tsv", corpus, "--dev", 1, "--test", 0, "--languages", "en,pt-BR").code())
        .isZero();
    assertThat(names()).containsExactly("dev.en", "dev.pt-BR", "train.en", "train.pt-BR");
  }

  @Test
  void dividesTheTrainingCorporaOfAConfigurationWithoutWhatItsFiltersLeaveOut() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config.yaml"),
            """
            name: split
            languages: {source: en, target: de}
            data:
              train: [{tsv: '%s'}, {tsv: '%s'}]
              filters: {duplicates: drop}
            text: {shared: {tokenizer: whitespace}}
            """
                .formatted(corpus("a.tsv", 20), corpus("b.tsv", 30)));

    Run run = split("-c", config, "--dev", 2, "--test", 2);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("Wrote 26 train, 2 dev and 2 test", ", 20 that are duplicates\n");
    assertThat(lines("train.de")).hasSize(26);
  }

  @Test
  void readsStandardInput() throws IOException {
    Run run =
        Run.reading(
            "a\tb\nc\td\ne\tf\n",
            "data",
            "split",
            "--tsv",
            "-",
            "--out",
            folder.resolve("out").toString(),
            "--dev",
            "1",
            "--test",
            "1");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(lines("train.source")).hasSize(1);
  }

  @Test
  void replacesNothingUnlessForced() throws IOException {
    Path corpus = corpus("a.tsv", 20);
    Files.createDirectories(folder.resolve("out"));
    Path file = Files.writeString(folder.resolve("out/test.target"), "mine\n");

    Run refused = split("--tsv", corpus, "--dev", 2, "--test", 0);
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains(file + " exists already", "--force");
    assertThat(names()).containsExactly("test.target");

    assertThat(split("--tsv", corpus, "--dev", 2, "--test", 2, "--force").code()).isZero();
    assertThat(lines("test.target")).hasSize(2).doesNotContain("mine");

    // A test set of another split would not be free of leaks.
    assertThat(split("--tsv", corpus, "--dev", 2, "--test", 0, "--force").code()).isZero();
    assertThat(names()).containsExactly("dev.source", "dev.target", "train.source", "train.target");
  }

  @Test
  void whatFailsLeavesNoFiles() throws IOException {
    Path corpus = corpus("a.tsv", 20);

    Run few = split("--tsv", corpus, "--dev", 15, "--test", 10);
    assertThat(few.code()).isEqualTo(ExitCode.DATA);
    assertThat(few.err()).contains("The corpus has 20 pairs", "dev has 15 and test 10");
    assertThat(folder.resolve("out")).doesNotExist();

    Files.writeString(corpus, "no tab\n");
    assertThat(split("--tsv", corpus).code()).isEqualTo(ExitCode.DATA);
    assertThat(split("--tsv", folder.resolve("absent")).err()).contains("absent does not exist");
    assertThat(split("--tsv", corpus, "--dev", 0, "--test", 0).err())
        .contains("--dev, --test: dev and test must be 0 or more, and not both 0");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void theCorpusItselfIsNeverReplaced() throws IOException {
    Path out = Files.createDirectories(folder.resolve("out"));
    Path own = Files.writeString(out.resolve("train.source"), "a\tb\nc\td\ne\tf\n");

    Run run = split("--tsv", own, "--dev", 1, "--test", 0, "--force");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains(
            "the file of the split %s is the same file as the corpus %s, which is read and would be lost."
                .formatted(own, own));
    assertThat(own).hasContent("a\tb\nc\td\ne\tf\n");
  }

  @Test
  void aFolderThatCannotBeWrittenIsToldFirst() throws IOException {
    Path absent = folder.resolve("absent");
    Path file = Files.writeString(folder.resolve("out"), "");
    Run run = split("--tsv", absent);
    assertThat(run.code()).isEqualTo(ExitCode.RUNTIME);
    assertThat(run.err()).contains("--out " + file + ": cannot be written: " + file, "no folder");

    Files.delete(file);
    Files.createDirectories(folder.resolve("out/dev.source"));
    Run taken = split("--tsv", absent, "--force");
    assertThat(taken.code()).isEqualTo(ExitCode.USAGE);
    assertThat(taken.err()).contains("dev.source is a folder");
  }
}
