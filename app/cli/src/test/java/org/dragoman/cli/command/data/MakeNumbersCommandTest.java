package org.dragoman.cli.command.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakeNumbersCommandTest {
  @TempDir private Path folder;

  @Test
  void writesSixFilesAndNothingElse() throws IOException {
    Run run = make(folder.resolve("new/numbers"));

    assertThat(run).isEqualTo(new Run(0, "", run.err()));
    assertThat(run.err()).contains("Wrote 30 train, 2 dev and 3 test pairs to");
    try (Stream<Path> files = Files.list(folder.resolve("new/numbers"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "train.en", "train.digits", "dev.en", "dev.digits", "test.en", "test.digits");
    }
    assertThat(Files.readAllLines(folder.resolve("new/numbers/train.digits")))
        .hasSize(30)
        .allMatch(line -> line.matches("\\d{1,9}"));
    assertThat(Files.readAllLines(folder.resolve("new/numbers/train.en")))
        .hasSize(30)
        .allMatch(line -> line.matches("[a-z -]+"));
  }

  @Test
  void replacesNothingUnlessForced() throws IOException {
    Path file = Files.writeString(folder.resolve("dev.en"), "mine\n");

    Run refused = make(folder);
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains(file + " exists already", "--force");
    assertThat(file).hasContent("mine");
    assertThat(folder.resolve("train.en")).doesNotExist();

    assertThat(make(folder, "--force").code()).isZero();
    assertThat(Files.readAllLines(file)).hasSize(2).doesNotContain("mine");
  }

  @Test
  void aFileInPlaceOfTheFolderIsAFailureThatNamesIt() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    Run run = make(file);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("--out " + file + ": " + file + " is a file", "name of a folder");
    assertThat(file).isEmptyFile();
    Run below = make(file.resolve("corpus"));
    assertThat(below.code()).isEqualTo(ExitCode.USAGE);
    assertThat(below.err()).contains(file + " is a file, and a folder is needed there");
  }

  @Test
  void sizesThatCannotBeAreUsage() {
    Run run = Run.of("data", "make", "numbers", "--out", folder.toString(), "--dev", "0");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--dev", "at least 1");
  }

  private static Run make(Path out, String... more) {
    return Run.of(
        Stream.concat(
                Stream.of(
                    "data",
                    "make",
                    "numbers",
                    "--out",
                    out.toString(),
                    "--train",
                    "30",
                    "--dev",
                    "2",
                    "--test",
                    "3"),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
