package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.runtime.bundle.FrozenBundles;
import org.dragoman.translate.TextGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language model that is trained with the files of a translator's bundle, and used with it. */
class FusionTest {
  @TempDir private static Path folder;
  private static final Path TRANSLATOR = FrozenBundles.folder(FrozenBundles.FORMAT_1);

  @BeforeAll
  static void train() throws IOException {
    Files.writeString(folder.resolve("source"), "forty-two\nten thousand\nseven\n");
    Files.writeString(folder.resolve("text"), "7777777\n".repeat(40));
    Run run = train("lm", "char", "vocabulary: {file: '%s'}".formatted(vocabulary()));
    assertThat(run.code()).as(run.err()).isZero();
  }

  private static Path vocabulary() {
    return TRANSLATOR.resolve("target.vocabulary.txt");
  }

  private static Run train(String name, String tokenizer, String vocabulary) throws IOException {
    Path config = folder.resolve(name + ".yaml");
    Files.writeString(
        config,
        """
        name: digits
        data: {train: {text: '%1$s'}, dev: {text: '%1$s'}}
        text: {shared: {normalization: [nfc], tokenizer: %2$s, %3$s}}
        model:
          type: language-model
          embedding: {size: 8}
          network: {cell: {type: gru, size: 8}}
          dropout: {embedding: 0}
        training:
          label-smoothing: 0
          optimizer: {learning-rate: 0.05}
          stop: {updates: 30}
          validation: {every: 30, samples: 0}
        """
            .formatted(folder.resolve("text"), tokenizer, vocabulary));
    return Run.of(
        "train", config.toString(), "--device", "cpu", "--run", folder.resolve(name).toString());
  }

  private static Run translate(String... more) {
    return Run.of(
        Stream.concat(
                Stream.of(
                    "translate",
                    "--device",
                    "cpu",
                    "-m",
                    TRANSLATOR.toString(),
                    folder.resolve("source").toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void theModelIsTakenAndPullsTheTranslationsToItsText() {
    List<String> own = translate().out().lines().toList();
    assertThat(own).containsExactly("42", "10000", "7");

    Run without = translate("--lm", path("lm"), "--lm-weight", "0");
    assertThat(without.code()).as(without.err()).isZero();
    assertThat(without.out().lines()).isEqualTo(own);

    // It has seen sevens only.
    for (String search : List.of("beam", "greedy", "constrained", "diverse-beam")) {
      Run fused = translate("--lm", path("lm"), "--lm-weight", "5", "--search", search);
      assertThat(fused.code()).as(fused.err()).isZero();
      assertThat(fused.out().lines()).as(search).allMatch(line -> line.matches("7+"));
    }
  }

  @Test
  void aPrefixAndABannedPhraseAreKeptWithIt() throws IOException {
    Files.writeString(folder.resolve("prefixes"), "42\n\n\n");

    Run run = translate("--lm", path("lm"), "--lm-weight", "5", "--prefix", path("prefixes"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().lines().findFirst())
        .hasValueSatisfying(line -> assertThat(line).matches("427+"));

    Run banned = translate("--lm", path("lm"), "--lm-weight", "5", "--ban", "7");
    assertThat(banned.code()).as(banned.err()).isZero();
    assertThat(banned.out().lines()).hasSize(3).doesNotContain("7");
  }

  @Test
  void aSampleOfOneSeedIsDrawnFromBoth() {
    String sampling = "{type: sampling, seed: 3}";
    List<String> alone = translate("--search", sampling).out().lines().toList();
    Run fused = translate("--search", sampling, "--lm", path("lm"), "--lm-weight", "8");
    assertThat(fused.code()).as(fused.err()).isZero();
    assertThat(fused.out().lines().toList()).isNotEqualTo(alone);
    assertThat(fused.out().lines()).allMatch(line -> line.matches("7*"));
  }

  @Test
  void aModelOfOtherTokensIsRefusedWithTheWayToTrainOne() throws IOException {
    assertThat(train("own", "char", "casing: keep").code()).isZero();
    Run own = translate("--lm", path("own"));
    assertThat(own.code()).isEqualTo(ExitCode.USAGE);
    assertThat(own.err())
        .contains("does not write the tokens that", "subword-file and vocabulary.file.");

    assertThat(
            train("cut", "whitespace", "vocabulary: {file: '%s'}".formatted(vocabulary())).code())
        .isZero();
    assertThat(translate("--lm", path("cut")).err())
        .contains("the tokenizer of the target is char in the one and whitespace in the other");
  }

  @Test
  void aListIsRescoredByTheLanguageModelAlone() throws IOException {
    Files.writeString(
        folder.resolve("list"), "1 ||| 42 ||| -0.5\n1 ||| 777 ||| -1.5\n2 ||| 8 ||| -1\n");
    Run run =
        Run.of(
            "rescore",
            "--device",
            "cpu",
            "-m",
            path("lm"),
            "--nbest",
            path("list"),
            "--weight",
            "0.75");
    assertThat(run.code()).as(run.err()).isZero();

    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("1 ||| 777 ||| ");
    assertThat(lines.get(1)).startsWith("1 ||| 42 ||| ");
    try (TextGenerator model = TextGenerator.open(folder.resolve("lm"))) {
      double own = model.score(List.of("777")).get(0).logProbability() / 4;
      assertThat(Double.parseDouble(lines.get(0).replaceAll(".*\\| ", "")))
          .isCloseTo(0.75 * own + 0.25 * -1.5, within(1e-3));
    }
  }

  @Test
  void theWeightIsChecked() {
    assertThat(translate("--lm-weight", "1").err()).contains("Name its bundle as --lm BUNDLE.");
    assertThat(translate("--lm", path("lm"), "--lm-weight", "-1").err())
        .contains("--lm-weight must be a number of at least 0, got -1.0.");
    assertThat(translate("--lm", TRANSLATOR.toString()).err())
        .contains("holds a translator, and a language model is needed here.");
    assertThat(translate("--lm", path("nothing")).code()).isNotZero();
  }
}
