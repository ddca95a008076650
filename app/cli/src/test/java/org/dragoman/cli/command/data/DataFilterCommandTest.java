package org.dragoman.cli.command.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dragoman.cli.Run;
import org.dragoman.cli.data.BestLines;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.runtime.bundle.RandomBundle;
import org.dragoman.translate.TextGenerator;
import org.dragoman.translate.TokenScores;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFilterCommandTest {
  private static final List<String> LINES =
      List.of(
          "w1 w2 w3", "w4", "", "w5 w6 w7 w8 w9", "w20 w20", " ", "w3 w2 w1", "w11 w12 unknown");
  private static final int SCORED = 6;

  @TempDir private static Path folder;

  @BeforeAll
  static void write() throws IOException {
    RandomBundle.writeLanguageModel(folder.resolve("near"), 30, 1);
    RandomBundle.writeLanguageModel(folder.resolve("far"), 30, 2);
    RandomBundle.writeLanguageModel(folder.resolve("other"), 29, 2);
    RandomBundle.write(folder.resolve("translator"));
    Files.write(folder.resolve("source"), LINES);
    Files.write(
        folder.resolve("target"),
        IntStream.range(0, LINES.size()).mapToObj(i -> "Zeile " + i).toList());
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static Run filter(String... more) {
    return filterBy("near", "far", more);
  }

  private static Run filterBy(String near, String far, String... more) {
    return Run.of(
        Stream.concat(
                Stream.of(
                    "data",
                    "filter",
                    "--device",
                    "cpu",
                    "--in-domain",
                    path(near),
                    "--general",
                    path(far)),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static List<String> written(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name));
  }

  /** The scores by another way: those that the Java library gives each line. */
  private static List<Double> expected() {
    List<Double> expected = new ArrayList<>();
    try (TextGenerator near = TextGenerator.open(folder.resolve("near"));
        TextGenerator far = TextGenerator.open(folder.resolve("far"))) {
      for (String line : LINES) {
        if (line.isBlank()) {
          expected.add(Double.NaN);
          continue;
        }
        TokenScores one = near.score(List.of(line)).get(0);
        TokenScores other = far.score(List.of(line)).get(0);
        int tokens = line.split(" ").length + 1;
        assertThat(one.logProbabilities()).hasSize(tokens);
        expected.add((other.logProbability() - one.logProbability()) / tokens);
      }
    }
    return expected;
  }

  private static List<Integer> bestFirst() {
    List<Double> expected = expected();
    return IntStream.range(0, LINES.size())
        .filter(i -> !expected.get(i).isNaN())
        .boxed()
        .sorted(Comparator.comparingDouble(expected::get))
        .toList();
  }

  private static List<String> inOrder(List<Integer> numbers) {
    return numbers.stream().sorted().map(LINES::get).toList();
  }

  @Test
  void scoresAreDifferencesOfEntropiesOfATokenAndTheBestLinesStayInOrder() throws IOException {
    Run run = filter("--keep", "3", "-o", path("out"), "--scores", path("scores"), path("source"));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(written("out")).isEqualTo(inOrder(bestFirst().subList(0, 3)));
    List<Double> expected = expected();
    List<String> scores = written("scores");
    assertThat(scores).hasSameSizeAs(LINES);
    for (int i = 0; i < LINES.size(); i++) {
      if (expected.get(i).isNaN()) {
        assertThat(scores.get(i)).isEqualTo("nan");
      } else {
        assertThat(Double.parseDouble(scores.get(i))).isCloseTo(expected.get(i), within(1e-4));
      }
    }
    assertThat(run.err())
        .contains("Kept 3 of 8 lines, scores ")
        .contains("; not scored: 2 without text");
  }

  @Test
  void aThresholdKeepsWhatScoresAtMostThat() throws IOException {
    List<Double> expected = expected();
    List<Integer> order = bestFirst();
    double between = (expected.get(order.get(1)) + expected.get(order.get(2))) / 2;

    assertThat(filter("--threshold=" + between, "-o", path("two"), path("source")).code()).isZero();
    assertThat(written("two")).isEqualTo(inOrder(order.subList(0, 2)));

    Run none = filter("--threshold=-1000", "-o", path("none"), path("source"));
    assertThat(none.code()).isEqualTo(ExitCode.DATA);
    assertThat(none.err()).contains("No line scores at most -1000.0; the least score is ");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void pairsStayTogetherAndEitherSideIsRead() throws IOException {
    String[] ofSource = {
      "--share", "0.5", "-o", path("s"), "-o", path("t"), path("source"), path("target")
    };
    assertThat(filter(ofSource).code()).isZero();
    List<Integer> kept = bestFirst().subList(0, 4).stream().sorted().toList();
    assertThat(written("s")).isEqualTo(kept.stream().map(LINES::get).toList());
    assertThat(written("t")).isEqualTo(kept.stream().map(i -> "Zeile " + i).toList());

    String[] ofTarget = {
      "--side",
      "target",
      "--share",
      "0.5",
      "-o",
      path("a"),
      "-o",
      path("b"),
      path("target"),
      path("source")
    };
    assertThat(filter(ofTarget).code()).isZero();
    assertThat(written("b")).isEqualTo(written("s"));
    assertThat(written("a")).isEqualTo(written("t"));
  }

  @Test
  void whatDoesNotFitIsRefusedAndNothingIsWritten() {
    String[] one = {"--keep", "1", "-o", path("no"), path("source")};
    assertRefused(
        filterBy("near", "other", one),
        "cannot be compared: entry 26 of the source vocabulary",
        "vocabulary.file");
    assertRefused(
        filterBy("translator", "far", one),
        "random holds a translator, and a language model is needed here.");
    assertRefused(filter(with(one, path("target"))), "Give --output once for each file");
    assertRefused(filter(with(one, "--side", "target")), "--side target is of two parallel texts");
    assertRefused(
        filter("--keep", "0", "-o", path("no"), path("source")), "--keep must be at least 1");
    assertRefused(filter("--share", "1.5", "-o", path("no"), path("source")), "at most 1, got 1.5");
    assertRefused(
        filter("--keep", "1", "-o", path("source"), path("source")), "is the same file as");
    assertRefused(filter("-o", path("no"), path("source")), "--keep");
    assertRefused(
        filter("--keep", "1", "--share", "0.5", "-o", path("no"), path("source")), "--share");
    assertThat(folder.resolve("no")).doesNotExist();
  }

  private static String[] with(String[] options, String... more) {
    return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
  }

  private static void assertRefused(Run run, String... messages) {
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(messages);
  }

  @Test
  void ofEqualScoresTheEarlierLineIsKept() {
    double[] scores = {2, 1, Double.NaN, 1, 1, 0};
    assertThat(new BestLines(Double.POSITIVE_INFINITY, 3).of(scores).stream())
        .containsExactly(1, 3, 5);
    assertThat(new BestLines(1, Long.MAX_VALUE).of(scores).stream()).containsExactly(1, 3, 4, 5);
    assertThat(new BestLines(Double.POSITIVE_INFINITY, 100).of(scores).cardinality())
        .isEqualTo(SCORED - 1);
  }
}
