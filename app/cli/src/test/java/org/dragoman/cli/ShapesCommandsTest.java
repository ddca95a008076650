package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of models that do not translate, on models that are trained here in seconds. */
class ShapesCommandsTest {
  @TempDir private static Path folder;
  private static String hello;
  private static String language;
  private static String casing;
  private static String numbers;

  @BeforeAll
  static void train() throws IOException {
    hello =
        train(
            "hello",
            "text",
            List.of("hello"),
            "shared: {tokenizer: char}",
            "{type: language-model, embedding: {type: one-hot}, network: {cell: {type: rnn-tanh, size: 12}}, dropout: {embedding: 0, layers: 0, output: 0}}",
            120);
    language =
        train(
            "language",
            "tsv",
            List.of("the dog\ten", "a thing\ten", "der Hund\tde", "das Ding\tde"),
            "source: {tokenizer: char}",
            "{type: classifier, encoder: none, embedding: {size: 16}}",
            80);
    numbers =
        train(
            "numbers",
            "tsv",
            List.of("1 0\tone", "0 1\ttwo"),
            "target: {tokenizer: char}",
            "{type: generator, numbers: 2, hidden: 8, embedding: {size: 8}, network: {cell: {type: gru, size: 16}}, dropout: {embedding: 0, layers: 0, output: 0}}",
            120);
    Path text = Files.write(folder.resolve("cased.txt"), cased());
    Path data = folder.resolve("casing.data");
    assertThat(Run.of("data", "casing", text.toString(), "-o", data.toString()).code()).isZero();
    casing =
        train(
            "casing",
            "tsv",
            Files.readAllLines(data),
            "source: {normalization: [], tokenizer: char}",
            "{type: tagger, output: crf, embedding: {size: 16}, encoder: {cell: {type: gru, size: 16}}}",
            120);
  }

  /** Sentences that begin with a capital. */
  private static List<String> cased() {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      StringBuilder line = new StringBuilder();
      int words = 1 + random.nextInt(3);
      for (int w = 0; w < words; w++) {
        line.append(w == 0 ? "" : " ").append(List.of("ab", "cab", "bad").get(random.nextInt(3)));
      }
      line.setCharAt(0, Character.toUpperCase(line.charAt(0)));
      lines.add(line.append('.').toString());
    }
    return lines;
  }

  private static String train(
      String name, String form, List<String> lines, String text, String model, int updates)
      throws IOException {
    Path data = Files.write(folder.resolve(name + ".data"), lines);
    Path config =
        Files.writeString(
            folder.resolve(name + ".yaml"),
            """
            name: %1$s
            data: {train: {%2$s: '%3$s'}, dev: {%2$s: '%3$s'}}
            text: {%4$s}
            model: %5$s
            training:
              label-smoothing: 0
              optimizer: {learning-rate: 0.02}
              stop: {epochs: 0, updates: %6$d, patience: 0}
              validation: {every: %6$d, samples: 0}
            search: greedy
            """
                .formatted(name, form, data, text, model, updates));
    Path run = folder.resolve("run-" + name);
    Run trained = Run.of("train", config.toString(), "--run", run.toString());
    assertThat(trained.code()).as(trained.err()).isZero();
    return run.toString();
  }

  private static String out(String... arguments) {
    Run run = Run.of(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }

  private static void assertRefused(int code, String message, String... arguments) {
    Run run = Run.of(arguments);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message);
  }

  private static String file(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines)).toString();
  }

  @Test
  void aLanguageModelGoesOnFromAPrompt() {
    assertThat(out("generate", "-m", hello, "--prompt", "h")).isEqualTo("hello\n");
    assertThat(out("generate", "-m", hello, "--prompt", "h", "--length", "2")).isEqualTo("hel\n");
    String three =
        out("generate", "-m", hello, "--count", "3", "--search", "{type: sampling, seed: 2}");
    assertThat(three.lines()).hasSize(3);
    assertThat(
            out("generate", "-m", hello, "--count", "3", "--search", "{type: sampling, seed: 2}"))
        .isEqualTo(three);
  }

  @Test
  void aLanguageModelScoresAText() throws IOException {
    String text = file("text", "hello", "", "olleh");
    List<String> scores = out("logprob", "-m", hello, "--target", text).lines().toList();
    assertThat(scores).hasSize(3);
    assertThat(Double.parseDouble(scores.get(0))).isBetween(-0.5, 0.0);
    assertThat(Double.parseDouble(scores.get(1))).isZero();
    assertThat(Double.parseDouble(scores.get(2))).isLessThan(-5);
    assertThat(out("evaluate", "-m", hello, "--data", file("right", "hello"), "--baseline", text))
        .contains("bits per character")
        .contains("Kneser-Ney n-grams of order 5");
    assertThat(out("inspect", "probabilities", "-m", hello, "hello").lines())
        .hasSize(6)
        .anySatisfy(line -> assertThat(line).startsWith("h\te 0.9"));
    assertThat(out("inspect", "gradients", "-m", hello, "hello"))
        .startsWith("network.0\tloss\t<s>\th");
  }

  @Test
  void aClassifierLabelsLines() throws IOException {
    List<String> labels =
        out("label", "-m", language, file("lines", "the dog", "", "der Hund")).lines().toList();
    assertThat(labels).hasSize(3);
    assertThat(labels.get(0)).matches("en\t0\\.\\d{4}|en\t1\\.0000");
    assertThat(labels.get(1)).isEmpty();
    assertThat(labels.get(2)).startsWith("de\t");
    assertThat(
            out("evaluate", "-m", language, "--data", folder.resolve("language.data").toString()))
        .startsWith("accuracy 100.00 %")
        .contains("right \\ given");
  }

  @Test
  void aTaggerLabelsTokens() throws IOException {
    String lines = file("lower", "cab bad.");
    assertThat(out("label", "-m", casing, lines)).isEqualTo("U L L L L L L L\n");
    assertThat(out("label", "-m", casing, lines, "--format", "conll").lines().limit(1))
        .allSatisfy(line -> assertThat(line).startsWith("c\tU\t"));
    String data = folder.resolve("casing.data").toString();
    assertThat(out("evaluate", "-m", casing, "--data", data, "--baseline", data, "--tsv"))
        .contains("accuracy 100.00 %")
        .contains("the most frequent labels of each word");
  }

  @Test
  void aGeneratorSaysNumbers() throws IOException {
    assertThat(out("generate", "-m", numbers, "--from", file("numbers.txt", "0 1", "1 0")))
        .isEqualTo("two\none\n");
    assertThat(out("evaluate", "-m", numbers, "--data", folder.resolve("numbers.data").toString()))
        .startsWith("Exact match = 100.00 %");
  }

  @Test
  void gatesOfEveryModelWithCellsAreShown() throws IOException {
    String[][] calls = {
      {hello, "hello", "network.0"},
      {casing, "cab.", "encoder.0.backward"},
      {numbers, "1 0", "network.0"}
    };
    for (String[] call : calls) {
      Path page = folder.resolve("gates-" + call[2] + call[1].length());
      List<String> arguments =
          new ArrayList<>(
              List.of("inspect", "gates", "-m", call[0], call[1], "--out", page.toString()));
      if (call[0].equals(numbers)) {
        arguments.addAll(List.of("--target", "one"));
      }
      assertThat(out(arguments.toArray(String[]::new))).contains(call[2] + "\toutput\t");
      assertThat(page.resolve("index.html")).exists();
      assertThat(page.resolve(call[2] + ".png")).exists();
    }
    assertRefused(
        ExitCode.USAGE,
        "language has no recurrent cells to look into",
        "inspect",
        "gates",
        "-m",
        language,
        "a",
        "--out",
        folder.resolve("none").toString());
  }

  @Test
  void aBundleOfAnotherTypeIsRefusedByName() throws IOException {
    String text = file("any", "a");
    assertRefused(
        ExitCode.USAGE,
        "language holds a classifier, and a language model or generator",
        "generate",
        "-m",
        language);
    assertRefused(
        ExitCode.USAGE,
        "hello holds a language model, and a classifier or tagger",
        "label",
        "-m",
        hello,
        text);
    assertRefused(
        ExitCode.USAGE,
        "hello holds a language model, and a translator is needed",
        "translate",
        "-m",
        hello,
        text);
    assertRefused(
        ExitCode.USAGE,
        "numbers holds a generator, and a language model is needed",
        "logprob",
        "-m",
        numbers,
        "--target",
        text);
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() throws IOException {
    assertRefused(
        ExitCode.DATA,
        "bad.tsv, example 2: 'fr' is not a label of the training data. Those are: de, en.",
        "evaluate",
        "-m",
        language,
        "--data",
        file("bad.tsv", "a\ten", "b\tfr"));
    assertRefused(
        ExitCode.DATA,
        "columns.tsv, line 1 has 1 column",
        "evaluate",
        "-m",
        language,
        "--data",
        file("columns.tsv", "a"));
    assertRefused(
        ExitCode.DATA, "has no examples", "evaluate", "-m", language, "--data", file("empty.tsv"));
    assertRefused(
        ExitCode.DATA,
        "Line 2: '7' is 1 numbers; model.numbers is 2.",
        "generate",
        "-m",
        numbers,
        "--from",
        file("short", "1 0", "7"));
    assertRefused(
        ExitCode.USAGE,
        "A generator begins with numbers, not with a prompt.",
        "generate",
        "-m",
        numbers,
        "--prompt",
        "a");
    assertRefused(
        ExitCode.USAGE,
        "--format conll is of taggers",
        "label",
        "-m",
        language,
        "--format",
        "conll",
        file("l", "a"));
    assertRefused(
        ExitCode.USAGE,
        "--source, --reference and --training-text are for translators",
        "evaluate",
        "-m",
        language,
        "--data",
        file("d", "a\ten"),
        "--source",
        "a");
  }

  @Test
  void aTagNeverSeenInTheDevSetStopsTheTraining() throws IOException {
    Path train = Files.writeString(folder.resolve("seen.conll"), "a\tX\n\nb\tY\n");
    Path dev = Files.writeString(folder.resolve("unseen.conll"), "a\tX\n\nb\tZ\n");
    Path config =
        Files.writeString(
            folder.resolve("unseen.yaml"),
            """
            name: unseen
            data: {train: {conll: '%s'}, dev: {conll: '%s'}}
            text: {source: {tokenizer: whitespace}}
            model: {type: tagger}
            """
                .formatted(train, dev));
    assertRefused(
        ExitCode.DATA,
        "data.dev, example 2: 'Z' is not a label of the training data. Those are: X, Y.",
        "train",
        config.toString(),
        "--run",
        folder.resolve("unseen").toString());
  }

  @Test
  void everyShapeIsReportedAndVerified() {
    Stream.of(hello, language, casing, numbers)
        .forEach(
            run -> {
              out("report", run);
              assertThat(Path.of(run, "report.html")).exists();
              assertThat(out("report", run, "--csv"))
                  .startsWith("type,update,")
                  .contains("\nupdate,1,")
                  .contains("\nvalidation,");
              assertThat(Run.of("verify", run).code()).isZero();
            });
  }
}
