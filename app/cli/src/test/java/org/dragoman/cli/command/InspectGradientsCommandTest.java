package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectGradientsCommandTest {
  @Test
  void gradientsVanishExplodeAndAreClipped(@TempDir Path folder) throws IOException {
    Path svg = folder.resolve("flow.svg");
    Run run =
        Run.of(
            "inspect",
            "gradients",
            "--steps=21",
            "--svg=" + svg,
            "--cell",
            "{type: rnn-tanh, size: 16}",
            "--cell",
            "{type: rnn-relu, size: 16, recurrent-init: orthogonal}*2.5",
            "--cell",
            "{type: lstm, size: 16, forget-bias: 1.0}");
    assertThat(run.code()).isZero();
    List<List<String>> rows = run.out().lines().map(line -> List.of(line.split("\t"))).toList();
    assertThat(rows.get(0))
        .containsExactly(
            "cell", "gradient of weights", "clipped to", "0", "1", "2", "5", "10", "20");
    List<String> plain = row(rows, "rnn-tanh", 0);
    assertThat(value(plain, 3)).isEqualTo(1);
    assertThat(value(plain, 8)).isLessThan(1e-3);
    List<String> exploding = row(rows, "rnn-relu, recurrent-init: orthogonal * 2.5", 0);
    List<String> clipped = row(rows, "rnn-relu, recurrent-init: orthogonal * 2.5", 1);
    assertThat(value(exploding, 8)).isGreaterThan(100);
    assertThat(clipped.get(2)).isEqualTo("1.00e+00");
    assertThat(value(clipped, 3)).isLessThan(1e-2);
    assertThat(value(row(rows, "lstm, forget-bias: 1.0", 0), 8)).isGreaterThan(value(plain, 8));
    assertThat(Files.readString(svg)).contains("steps from the loss").contains("1e-10");
  }

  @Test
  void whatIsBelowTheDrawingIsNotDrawnOnItsAxis(@TempDir Path folder) throws IOException {
    Path svg = folder.resolve("flow.svg");
    assertThat(
            Run.of("inspect", "gradients", "--cell=rnn-tanh", "--steps=60", "--svg=" + svg).code())
        .isZero();
    assertThat(Files.readString(svg)).contains(">below 1e-10: not drawn</text>");
  }

  private static List<String> row(List<List<String>> rows, String name, int number) {
    return rows.stream()
        .filter(row -> row.get(0).equals(name))
        .skip(number)
        .findFirst()
        .orElseThrow();
  }

  private static double value(List<String> row, int column) {
    return Double.parseDouble(row.get(column));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--cell=gruu", "--cell=gru*x", "--cell=gru*-1", "--steps=0", "--clip=0"})
  void whatIsWrongIsTold(String option) {
    Run run = Run.of("inspect", "gradients", option);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("dragoman: ").doesNotContain("\tat ");
  }
}
