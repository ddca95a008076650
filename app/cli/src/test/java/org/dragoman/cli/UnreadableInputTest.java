package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.runtime.bundle.FrozenBundles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command that reads text says the same of what is no text, and ends with the same code. */
class UnreadableInputTest {
  @TempDir private Path folder;

  private Path text;

  @BeforeEach
  void writeText() throws IOException {
    text = Files.writeString(folder.resolve("text.txt"), "seven\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "translate -m BUNDLE FILE",
        "translate -m BUNDLE TEXT --prefix FILE",
        "translate -m BUNDLE TEXT --required FILE",
        "translate -m BUNDLE TEXT --banned FILE",
        "evaluate -m BUNDLE --source FILE --reference TEXT",
        "evaluate -m BUNDLE --source TEXT --reference FILE",
        "evaluate -m BUNDLE --source TEXT --reference TEXT --training-text FILE",
        "logprob -m BUNDLE --source FILE --target TEXT",
        "logprob -m BUNDLE --source TEXT --target FILE",
        "rescore -m BUNDLE --source FILE --nbest TEXT",
        "rescore -m BUNDLE --source TEXT --nbest FILE",
        "score FILE --hypothesis TEXT",
        "score TEXT --hypothesis FILE",
        "compare FILE --reference TEXT --out OUT",
        "compare TEXT --reference FILE --out OUT",
        "compare TEXT --reference TEXT --source FILE --out OUT",
        "text show --language en FILE",
        "text check --language en FILE",
        "data check FILE TEXT",
        "data check TEXT FILE",
        "data check --tsv FILE",
        "data check --tmx FILE --languages en,de",
        "data split FILE TEXT --out OUT",
      })
  void whatIsNoTextIsNamed(String command) throws IOException {
    Path pdf = Files.writeString(folder.resolve("a.txt"), "%PDF-1.7\n%\n");
    Path sub = Files.createDirectory(folder.resolve("sub.d"));
    Path missing = folder.resolve("none.txt");

    assertRefused(command, missing, missing + " does not exist.");
    // compare takes a folder for a run
    if (!command.startsWith("compare FILE")) {
      assertRefused(command, sub, sub + " is a folder; a text file was expected.");
    }
    assertRefused(command, pdf, pdf + " is a PDF, not plain text.");
  }

  private void assertRefused(String command, Path file, String message) throws IOException {
    String[] arguments =
        Stream.of(command.split(" "))
            .map(
                word ->
                    switch (word) {
                      case "BUNDLE" -> FrozenBundles.folder(FrozenBundles.FORMAT_1).toString();
                      case "FILE" -> file.toString();
                      case "TEXT" -> text.toString();
                      case "OUT" -> folder.resolve("out.d").toString();
                      default -> word;
                    })
            .toArray(String[]::new);

    Run run = Run.of(arguments);

    assertThat(run.err()).contains(message).doesNotContain("\tat ");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DATA);
    assertThat(run.out()).isEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()).toList())
          .isSubsetOf(List.of("text.txt", "a.txt", "sub.d"));
    }
  }
}
