package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code data make copy} and {@code data make adding}. */
class MakeTasksTest {
  @TempDir private Path folder;

  @Test
  void aCopyIsTheSymbolsWithoutTheBlanks() throws IOException {
    Run run = make("copy", "--symbols", "3", "--shortest", "4", "--longest", "9", "--delay", "5");

    assertThat(run.code()).isZero();
    List<String> copies = Files.readAllLines(folder.resolve("train.copy"));
    assertThat(Files.readAllLines(folder.resolve("train.symbols")))
        .isEqualTo(copies.stream().map(copy -> copy + " _ _ _ _ _").toList());
    assertThat(copies).hasSize(200).allMatch(copy -> copy.matches("[abc]( [abc]){3,8}"));
    assertThat(copies.stream().mapToInt(String::length).distinct().sorted())
        .containsExactly(7, 9, 11, 13, 15, 17);
  }

  @Test
  void aSumIsThatOfTheTwoMarkedDigits() throws IOException {
    make("adding", "--length", "7");

    List<String> sums = Files.readAllLines(folder.resolve("test.sum"));
    List<String> sources = Files.readAllLines(folder.resolve("test.digits"));
    for (int i = 0; i < sources.size(); i++) {
      String[] digits = sources.get(i).split(" ");
      List<Integer> marked = new ArrayList<>();
      int sum = 0;
      for (int at = 0; at < digits.length; at++) {
        if (digits[at].startsWith("+")) {
          marked.add(at);
          sum += Integer.parseInt(digits[at].substring(1));
        }
      }
      assertThat(digits).hasSize(7);
      assertThat(marked).hasSize(2);
      assertThat(marked.get(0)).isLessThan(3);
      assertThat(marked.get(1)).isGreaterThanOrEqualTo(3);
      assertThat(sums.get(i)).isEqualTo(Integer.toString(sum));
    }
  }

  @Test
  void noSourceOccursTwiceAndASeedDecidesAll() throws IOException {
    make("copy");
    List<String> all = new ArrayList<>();
    for (String split : List.of("train", "dev", "test")) {
      all.addAll(Files.readAllLines(folder.resolve(split + ".symbols")));
    }
    assertThat(new HashSet<>(all)).hasSize(all.size());

    make("copy", "--force");
    assertThat(Files.readAllLines(folder.resolve("train.symbols"))).isEqualTo(all.subList(0, 200));
  }

  @Test
  void optionsThatCannotBeAreUsage() {
    assertRefused("--symbols must be from 1 to 26, got 27", "copy", "--symbols", "27");
    assertRefused("--longest at least as much", "copy", "--shortest", "5", "--longest", "4");
    assertRefused(
        "there are hardly more than 3 different sources",
        "copy",
        "--symbols",
        "3",
        "--longest",
        "1");
    assertRefused("--length must be at least 2, got 1", "adding", "--length", "1");
  }

  private void assertRefused(String message, String... arguments) {
    Run run = make(arguments);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(message);
    assertThat(folder).isEmptyDirectory();
  }

  private Run make(String... arguments) {
    return Run.of(
        Stream.concat(
                Stream.concat(Stream.of("data", "make"), Stream.of(arguments)),
                Stream.of(
                    "--out", folder.toString(), "--train", "200", "--dev", "20", "--test", "30"))
            .toArray(String[]::new));
  }
}
