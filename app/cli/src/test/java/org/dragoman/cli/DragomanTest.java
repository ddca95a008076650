package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DragomanTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "score", "data", "data make", "data make numbers", "data check", "data split"})
  void everyCommandHasHelpOnStandardOutput(String command) {
    Run run = Run.of((command + " --help").strip().split(" "));

    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith(("Usage: dragoman " + command).strip()).contains("--plugins");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theHelpListsTheExitCodesOfTheGuide() throws IOException {
    Path guide = Path.of(System.getProperty("dragoman.root"), "docs/guide.md");
    List<String> codes =
        Pattern.compile("^\\| (\\d+) \\|", Pattern.MULTILINE)
            .matcher(Files.readString(guide))
            .results()
            .map(row -> row.group(1))
            .toList();

    String help = Run.of("--help").out();

    assertThat(help.substring(help.indexOf("Exit codes:")).lines().skip(1))
        .extracting(line -> line.strip().split(" ")[0])
        .isEqualTo(codes);
  }

  @Test
  void theVersionIsData() {
    assertThat(Run.of("--version").out()).startsWith("dragoman ").contains("Java ");
  }

  @Test
  void withoutACommandTheUsageIsShownAsAnError() {
    Run run = Run.of();

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("missing required subcommand", "Usage: dragoman");
  }

  @Test
  void anUnknownCommandIsAnsweredWithTheNearest() {
    Run run = Run.of("data", "make", "numbrs");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .startsWith("dragoman: unmatched argument")
        .contains("Did you mean 'numbers'?", "Try 'dragoman data make --help'.");
    assertThat(Run.of("translat", "a.txt").err())
        .isEqualTo(
            "dragoman: unmatched arguments from index 0: 'translat', 'a.txt'%nDid you mean 'translate'?%nTry 'dragoman --help'.%n"
                .formatted());
  }

  @Test
  void anUnknownOptionIsAnsweredWithTheNearest() {
    Run run = Run.of("data", "make", "numbers", "--out=x", "--sede=1");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("unknown option: '--sede=1'", "Did you mean '--seed'?");
  }

  @Test
  void anArgumentThatBeginsWithAnAtSignIsNoFileOfArguments() {
    assertThat(Run.of("data", "@make").err()).contains("'@make'");
  }
}
