package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.runtime.bundle.FrozenBundles;
import org.dragoman.runtime.bundle.RandomBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dragoman logprob} and {@code dragoman rescore}. */
class ScoringCommandsTest {
  private static final String SOURCE = "forty-two\nten thousand\nseven\n\n";

  @TempDir private Path folder;

  private Run run(String command, String... more) throws IOException {
    Files.writeString(folder.resolve("source"), SOURCE);
    return Run.of(
        Stream.concat(
                Stream.of(
                    command,
                    "--device",
                    "cpu",
                    "-m",
                    FrozenBundles.folder(FrozenBundles.FORMAT_1).toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private String source() {
    return folder.resolve("source").toString();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private Run logprob(String target, String... more) throws IOException {
    String file = file("target", target);
    return run(
        "logprob",
        Stream.concat(Stream.of("--source", source(), "--target", file), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void theSumIsWhatEvaluateMeasures() throws IOException {
    Run scored = logprob("42\n10000\n8\n\n");
    Run evaluated =
        run(
            "evaluate",
            "--source",
            source(),
            "--reference",
            folder.resolve("target").toString(),
            "--out",
            folder.resolve("result.json").toString());

    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    double sum = scored.out().lines().mapToDouble(Double::parseDouble).sum();
    JsonNode set =
        new ObjectMapper().readTree(folder.resolve("result.json").toFile()).at("/test_sets/0");
    double nll = Math.log(set.path("perplexity").asDouble()) * set.path("target_tokens").asDouble();
    assertThat(sum).isCloseTo(-nll, within(1e-5));
    assertThat(scored.err()).startsWith("4 pairs, 11 tokens: log-probability -");
  }

  @Test
  void ofNothingThereIsNoPerplexity() throws IOException {
    Run run = run("logprob", "--source", file("none", ""), "--target", file("target", ""));

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEqualToNormalizingNewlines("0 pairs, 0 tokens\n");
  }

  @Test
  void tokensAreListedWithTheEndMark() throws IOException {
    List<String> lines = logprob("42\n10000\n7\n\n", "--tokens").out().lines().toList();

    String[] first = lines.get(0).split("\t");
    assertThat(first).hasSize(4);
    assertThat(first[1]).matches("4 -\\d\\.\\d{6}");
    assertThat(first[3]).matches("</s> -\\d\\.\\d{6}");
    double sum = 0;
    for (int i = 1; i < first.length; i++) {
      sum += Double.parseDouble(first[i].substring(first[i].indexOf(' ')));
    }
    assertThat(Double.parseDouble(first[0])).isCloseTo(sum, within(1e-5));
    assertThat(lines.get(3)).isEqualTo("0.000000");
  }

  @Test
  void whatTranslateReportsIsWhatLogprobGivesItsOutput() throws IOException {
    Run translated =
        Run.reading(
            SOURCE,
            "translate",
            "--device",
            "cpu",
            "-m",
            FrozenBundles.folder(FrozenBundles.FORMAT_1).toString(),
            "--format",
            "json");
    StringBuilder texts = new StringBuilder();
    ObjectMapper mapper = new ObjectMapper();
    for (String line : translated.out().lines().toList()) {
      texts.append(mapper.readTree(line).at("/candidates/0/text").asText()).append('\n');
    }
    List<String> scored =
        logprob(texts.toString(), "--tokens", "--format", "json").out().lines().toList();

    assertThat(scored).hasSize(4);
    for (int i = 0; i < 4; i++) {
      JsonNode best = mapper.readTree(translated.out().lines().toList().get(i)).at("/candidates/0");
      JsonNode given = mapper.readTree(scored.get(i));
      assertThat(given.path("line").asInt()).isEqualTo(i + 1);
      assertThat(given.path("log_probability").asDouble())
          .isCloseTo(best.path("log_probability").asDouble(), within(1e-4));
      assertThat(given.at("/tokens/0/token")).isEqualTo(best.at("/tokens/0/token"));
      assertThat(given.path("tokens")).hasSize(given.path("length").asInt());
    }
  }

  @Test
  void givenTranslationsAreAligned() throws IOException {
    Path out = folder.resolve("alignments");
    Run run =
        logprob(
            "42\n10000\n7\n\n", "--alignments", "pharaoh", "--alignments-output", out.toString());

    assertThat(run.code()).as(run.err()).isZero();
    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).matches("\\d+-0 \\d+-1");
    assertThat(lines.get(3)).isEmpty();
  }

  @Test
  void aSourceOfWhiteSpaceHasNoLinks() throws IOException {
    String out = folder.resolve("alignments").toString();
    for (String form : List.of("pharaoh", "matrix", "json")) {
      String blank = file("blank", "   \n\n");
      String target = file("target", "42\n42\n");
      Run run =
          run(
              "logprob",
              "--source",
              blank,
              "--target",
              target,
              "--alignments",
              form,
              "--alignments-output",
              out);
      assertThat(run.code()).as(run.err()).isZero();
      List<String> lines = Files.readAllLines(Path.of(out));
      switch (form) {
        case "pharaoh" -> assertThat(lines).containsExactly("", "");
        case "matrix" -> assertThat(lines).hasSize(10).contains("\t</s>", "4\t1.0000");
        default ->
            assertThat(new ObjectMapper().readTree(lines.get(0)).path("alignment")).isEmpty();
      }
    }
  }

  @Test
  void filesOfDifferentLengthsAreRefused() throws IOException {
    Run run = logprob("42\n");

    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.err()).contains("has 4 lines, but").contains("has 1");
  }

  private Run rescore(String list, String... more) throws IOException {
    String file = file("list", list);
    return run(
        "rescore",
        Stream.concat(Stream.of("--source", source(), "--nbest", file), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void aListOfTheModelsOwnKeepsItsScores() throws IOException {
    String list = run("translate", "--n-best", "3", file("in", SOURCE)).out();

    Run rescored = rescore(list);

    assertThat(rescored.code()).as(rescored.err()).isZero();
    List<String> own = list.lines().toList();
    List<String> again = rescored.out().lines().toList();
    assertThat(again).hasSameSizeAs(own);
    for (int i = 0; i < own.size(); i++) {
      int score = own.get(i).lastIndexOf(' ');
      assertThat(again.get(i)).startsWith(own.get(i).substring(0, score));
      assertThat(Double.parseDouble(again.get(i).substring(score)))
          .isCloseTo(Double.parseDouble(own.get(i).substring(score)), within(1e-4));
    }
  }

  @Test
  void candidatesAreRankedAnewWithinTheirLine() throws IOException {
    String list = "1 ||| 77 ||| -0.1\n1 ||| 42 ||| -9\n3 ||| 8 ||| 0\n3 ||| 7 ||| -1\n";

    assertThat(texts(rescore(list))).containsExactly("1 42", "1 77", "3 7", "3 8");
    assertThat(texts(rescore(list, "--weight", "0"))).containsExactly("1 77", "1 42", "3 8", "3 7");
    Run none = rescore(list, "--length-normalization", "none");
    Run average = rescore(list);
    assertThat(score(none)).isCloseTo(3 * score(average), within(1e-5));
    assertThat(score(rescore(list, "--length-normalization", "wu", "--alpha", "0")))
        .isCloseTo(score(none), within(1e-5));
  }

  private static List<String> texts(Run run) {
    assertThat(run.code()).as(run.err()).isZero();
    return run.out()
        .lines()
        .map(line -> line.split(" \\|\\|\\| "))
        .map(columns -> columns[0] + " " + columns[1])
        .toList();
  }

  private static double score(Run run) {
    return Double.parseDouble(run.out().lines().findFirst().orElseThrow().split(" \\|\\|\\| ")[2]);
  }

  @Test
  void aListThatIsNoneIsRefusedByLine() throws IOException {
    Run noList = rescore("1 ||| 42 ||| -1\n42\n");
    assertThat(noList.code()).isEqualTo(ExitCode.DATA);
    assertThat(noList.err()).contains("list, line 2: expected LINE ||| text ||| score, got '42'.");
    Run tooFar = rescore("9 ||| 42 ||| -1\n");
    assertThat(tooFar.err())
        .contains("line 1: it is of line 9, but")
        .contains("has 4 lines, counted from 1.");
    assertThat(rescore("0 ||| 42 ||| -1\n").err()).contains("it is of line 0, but");
    Run moses = rescore("1 ||| 42 ||| LM0= -2.5 ||| -1\n");
    assertThat(moses.code()).isEqualTo(ExitCode.DATA);
    assertThat(moses.err())
        .contains("line 1: expected LINE ||| text ||| score, got a column of features");
    assertThat(rescore("1 ||| 4 ||| 2 ||| -1\n").code()).isZero();
    Run unsorted = rescore("1 ||| 42 ||| -1\n3 ||| 7 ||| -1\n1 ||| 4 ||| -1\n");
    assertThat(unsorted.code()).isEqualTo(ExitCode.DATA);
    assertThat(unsorted.err())
        .contains("line 3: it is of line 1, after one of line 3. Sort the list by line.");
    assertThat(rescore("1 |||  ||| -1\n").code()).isZero();
    Run weight = rescore("", "--weight", "2");
    assertThat(weight.code()).isEqualTo(ExitCode.USAGE);
    assertThat(weight.err())
        .isEqualToNormalizingNewlines("dragoman: --weight must be from 0 to 1, got 2.0.\n");
  }

  private static List<Double> scores(Run run) {
    assertThat(run.code()).as(run.err()).isZero();
    return run.out().lines().map(Double::valueOf).toList();
  }

  /** Widths of 8 and 12, of which some processors pack weights wrongly. */
  @Test
  void packedProductsScoreAsPlainOnes() throws IOException {
    Path bundle = folder.resolve("bundle");
    RandomBundle.writeCarrying(bundle);
    String[] command = {
      "logprob",
      "--device=cpu",
      "--model=" + bundle,
      "--source=" + file("source", "w1 w2\nw3\n\nw3\nw1 w2\n"),
      "--target=" + file("target", "w4\nw5\n\nw5\nw4 w6\n")
    };
    List<Double> packed = scores(Run.of(command));
    List<Double> plain;
    System.setProperty("dragoman.packing", "false");
    try {
      plain = scores(Run.of(command));
    } finally {
      System.clearProperty("dragoman.packing");
    }
    assertThat(packed).hasSize(5);
    for (int i = 0; i < 5; i++) {
      assertThat(packed.get(i)).isCloseTo(plain.get(i), within(1e-4));
    }
  }

  @Test
  void ofAModelThatCarriesItsStateDocumentsAreScored() throws IOException {
    Path bundle = folder.resolve("bundle");
    RandomBundle.writeCarrying(bundle);
    String source = file("documents", "w1 w2\nw3\n\nw3\nw1 w2\n");
    String target = file("translations", "w4\nw5\n\nw5\nw4\n");
    String model = "--model=" + bundle;
    String sources = "--source=" + source;

    List<Double> scores = scores(Run.of("logprob", model, sources, "--target=" + target));
    String alone = file("alone", "w3\n");
    String its = file("its", "w5\n");
    assertThat(scores.get(1)).isNotCloseTo(scores.get(3), within(0.01));
    assertThat(scores(Run.of("logprob", model, "--source=" + alone, "--target=" + its)).get(0))
        .isCloseTo(scores.get(3), within(1e-4));
    Path result = folder.resolve("result.json");
    assertThat(
            Run.of("evaluate", model, sources, "--reference=" + target, "--out=" + result).code())
        .isZero();
    JsonNode set = new ObjectMapper().readTree(result.toFile()).at("/test_sets/0");
    assertThat(scores.stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(
            -Math.log(set.path("perplexity").asDouble()) * set.path("target_tokens").asDouble(),
            within(1e-4));

    Run refused = Run.of("rescore", model, sources, "--nbest=" + file("list", "1 ||| w4 ||| 0\n"));
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("carry-state").doesNotContain("\tat ");
    assertThat(refused.out()).isEmpty();
  }
}
