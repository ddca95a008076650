package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {
  @TempDir private Path folder;
  private Path reference;

  @BeforeEach
  void writeReference() throws IOException {
    reference = write("reference", "The grey cat sleeps on the warm stove.\nIt is Löwenzahn.\n");
  }

  @Test
  void equalFilesScoreAHundredWithTheSignature() {
    Run run = score(reference);

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .matches(
            "BLEU\\|nrefs:1\\|case:mixed\\|eff:no\\|tok:13a\\|smooth:exp\\|version:\\S+ = 100\\.00"
                + " 100\\.0/100\\.0/100\\.0/100\\.0 \\(BP = 1\\.000 .*\\)\\R");
  }

  @Test
  void optionsReachTheMetricAndItsSignature() throws IOException {
    Path shouted = write("shouted", "THE GREY CAT SLEEPS ON THE WARM STOVE.\nIT IS LÖWENZAHN.\n");

    assertThat(score(shouted, "--lowercase", "--tokenize", "none").out())
        .contains("case:lc", "tok:none", " = 100.00 ");
    assertThat(score(shouted).out()).doesNotContain("= 100.00");
  }

  @Test
  void jsonHasTheNumbersInFull() throws IOException {
    Path hypothesis = write("hypothesis", "The grey cat sleeps on the stove.\nIt is Löwenzahn.\n");

    JsonNode score = new ObjectMapper().readTree(score(hypothesis, "--format", "json").out());
    // 12 and 13 tokens; 12/12, 9/10, 6/8, 4/6 n-grams match.
    double expected = 100 * Math.exp(1 - 13 / 12.0) * Math.pow(9 / 10.0 * 6 / 8.0 * 4 / 6.0, 0.25);
    assertThat(score.get("name").asText()).isEqualTo("BLEU");
    assertThat(score.get("score").asDouble()).isCloseTo(expected, within(1e-9));
    assertThat(score.get("signature").asText()).startsWith("nrefs:1|");
    assertThat(score.get("hypothesis_length").asInt()).isEqualTo(12);
    assertThat(score.get("reference_length").asInt()).isEqualTo(13);
  }

  @Test
  void differentLengthsAreToldWithBothCounts() throws IOException {
    Run run = score(write("longer", "a\nb\nc\n"));

    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("longer has 3 lines", reference + " has 2");
  }

  @Test
  void aReferenceAmongTheHypothesesIsTold() {
    Run run = Run.of("score", "--hypothesis", "a", "b");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains(
            "No reference was given: --hypothesis took all of a, b as translations. Name the"
                + " reference first, as in 'dragoman score b --hypothesis a'.");
  }

  @Test
  void textsAreDecodedByTheEncoding() throws IOException {
    Path latin = folder.resolve("latin");
    Files.write(latin, Files.readString(reference).getBytes(StandardCharsets.ISO_8859_1));
    Path marked = folder.resolve("marked");
    Files.write(
        marked, ("\uFEFF" + Files.readString(reference)).getBytes(StandardCharsets.UTF_16LE));

    assertThat(
            Run.of("score", latin.toString(), "-i", latin.toString(), "--encoding", "latin1").out())
        .contains("= 100.00");
    assertThat(score(marked).out()).contains("= 100.00");
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    Run missing = score(folder.resolve("absent"));
    assertThat(missing.code()).isEqualTo(ExitCode.DATA);
    assertThat(missing.err()).contains("absent does not exist");

    Run isFolder = score(folder);
    assertThat(isFolder.code()).isEqualTo(ExitCode.DATA);
    assertThat(isFolder.err()).contains("is a folder");

    Path latin = folder.resolve("latin");
    Files.write(latin, "a\nLöwe\n".getBytes(StandardCharsets.ISO_8859_1));
    Run notUtf8 = score(latin);
    assertThat(notUtf8.code()).isEqualTo(ExitCode.DATA);
    assertThat(notUtf8.err()).contains("latin, line 2: not UTF-8", "byte offset 1 of the line");
  }

  @Test
  void emptyFilesAreNoScore() throws IOException {
    Path empty = write("empty", "");
    Run run = Run.of("score", "--hypothesis", empty.toString(), "--reference", empty.toString());

    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.err()).contains("have no lines");
  }

  @Test
  void anUnknownTokenizerIsAnsweredWithThoseThereAre() {
    Run run = score(reference, "--tokenize", "mecab");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--tokenize", "Unknown BLEU tokenizer 'mecab'", "13a, intl, zh");
  }

  @Test
  void theMetricsAreThoseOfTheFixtures() throws IOException {
    Path hypothesis = write("hypothesis", "The grey cat sleeps on the stove.\nIt is Löwenzahn!\n");
    Run run = score(hypothesis, "-m", "bleu", "chrf", "ter", "--chrf-word-order", "2", "-w", "1");

    assertThat(run.code()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|");
    assertThat(lines.get(1)).startsWith("chrF2++|nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|");
    // One word is missing, one replaced: 2 edits of 11 words.
    assertThat(lines.get(2))
        .matches("TER\\|nrefs:1\\|case:lc\\|tok:tercom\\|norm:no\\|.* = 18\\.2");
  }

  @Test
  void referencesMayBeSeveralFilesOrColumns() throws IOException {
    Path hypothesis = write("hypothesis", "a b c d e\nf g h i j\n");
    Path first = write("first", "a b c x y\nf g h i j\n");
    Path second = write("second", "a b c d e\nk\n");
    Path table = write("table", "a b c x y\ta b c d e\nf g h i j\n");

    Run files = Run.of("score", first.toString(), second.toString(), "-i", hypothesis.toString());
    assertThat(files.out()).contains("nrefs:2|", " = 100.00 ");
    Run columns = Run.of("score", table.toString(), "--num-refs", "2", "-i", hypothesis.toString());
    assertThat(columns.out()).contains("nrefs:var|", " = 100.00 ");
    Run narrow =
        Run.of(
            "score",
            write("wide", "a\tb\tc\nd\n").toString(),
            "-nr",
            "2",
            "-i",
            hypothesis.toString());
    assertThat(narrow.code()).isEqualTo(ExitCode.DATA);
    assertThat(narrow.err()).contains("wide, line 1: 3 columns, but --num-refs says 2.");
  }

  @Test
  void aReferenceThatIsInOneColumnOnlyIsNotMissing() throws IOException {
    Path hypothesis = write("hypothesis", "a b c d e\nf g h i j\n");
    Path table = write("table", "\ta b c d e\nf g h i j\t\n");
    Run columns = Run.of("score", table.toString(), "--num-refs", "2", "-i", hypothesis.toString());
    assertThat(columns.code()).isZero();
    assertThat(columns.err()).isEmpty();

    Path half = write("half", "\t\nf g h i j\t\n");
    Run missing = Run.of("score", half.toString(), "--num-refs", "2", "-i", hypothesis.toString());
    assertThat(missing.err()).contains("1 the other way round; the first is line 1");
  }

  @Test
  void filesWithoutTextAreNamed() throws IOException {
    Path blank = write("blank", "\n \n");
    Path text = write("text.txt", "a\nb\n");
    assertThat(Run.of("score", blank.toString(), "-i", blank.toString()).err())
        .contains("All lines of " + blank + " and of the reference are blank")
        .doesNotContain("0.00 times");
    assertThat(Run.of("score", text.toString(), "-i", blank.toString()).err())
        .contains("All lines of " + blank + " are blank. Are these the right files?");
    assertThat(Run.of("score", blank.toString(), "-i", text.toString()).err())
        .contains("All lines of the reference are blank. Are these the right files?");
  }

  @Test
  void standardInputIsTheHypothesis() {
    Run run =
        Run.reading(
            "The grey cat sleeps on the warm stove.\nIt is Löwenzahn.\n",
            "score",
            reference.toString());
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains(" = 100.00 ");
    Run cut = Run.reading("one line\n", "score", reference.toString());
    assertThat(cut.code()).isEqualTo(ExitCode.DATA);
    assertThat(cut.err())
        .contains("standard input has 1 lines, but " + reference + " has 2; each must have a line");
  }

  @Test
  void sentencesAreScoredOneByOne() throws IOException {
    Path hypothesis = write("hypothesis", "The grey cat sleeps on the warm stove.\nIt is.\n");
    assertThat(score(hypothesis, "--sentence-level", "--score-only").out().lines())
        .hasSize(2)
        .first()
        .isEqualTo("100.00");
    assertThat(score(hypothesis, "-sl").out()).contains("|eff:yes|");
    Run two = score(hypothesis, "-sl", "-m", "bleu", "ter");
    assertThat(two.code()).isEqualTo(ExitCode.USAGE);
    assertThat(two.err()).contains("one system by one metric");
  }

  @Test
  void intervalsAndTestsAreInScoreAndSignature() throws IOException {
    Path one = write("one", "The grey cat sleeps on the stove.\nIt is Löwenzahn!\n");
    Path two = write("two", "The grey cat sleeps on the warm stove.\nIt is Löwenzahn.\n");
    assertThat(score(one, "--confidence", "--confidence-n", "50", "-m", "chrf").out())
        .matches("chrF2\\|nrefs:1\\|bs:50\\|seed:12345\\|case:.* = \\S+ \\(μ = \\S+ ± \\S+\\)\\R");

    String[] systems = {"score", reference.toString(), "-i", one.toString(), two.toString()};
    Run table = Run.of(with(systems, "--paired-ar", "--paired-ar-n", "20", "-m", "bleu", "ter"));
    assertThat(table.code()).isZero();
    assertThat(table.out())
        .contains("baseline: one", "\ntwo ", "(p = ", "ar:20|seed:12345", "100.00");
    JsonNode json =
        new ObjectMapper()
            .readTree(
                Run.of(with(systems, "--paired-bs", "--paired-bs-n", "30", "-f", "json")).out());
    assertThat(json.size()).isEqualTo(2);
    assertThat(json.get(0).at("/BLEU/p_value").isMissingNode()).isTrue();
    assertThat(json.get(1).at("/BLEU/p_value").asDouble()).isBetween(1 / 31.0, 1.0);
    assertThat(json.get(1).at("/BLEU/confidence_mean").asDouble()).isCloseTo(100, within(1e-9));

    Run alone = score(one, "--paired-bs");
    assertThat(alone.code()).isEqualTo(ExitCode.USAGE);
    assertThat(alone.err()).contains("two systems or more");
    assertThat(Run.of(with(systems, "--paired-bs", "--paired-ar")).code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void whatLooksWrongIsWarnedOfWithAdvice() throws IOException {
    Path tokenized = write("tokenized", "The cat sleeps on the stove .\nIt is Löwenzahn .\n");
    assertThat(score(tokenized).err())
        .contains("warning: 2 of 2 lines of " + tokenized + " end in ' .'", "Score raw text");
    assertThat(score(tokenized, "--force").err()).isEmpty();
    assertThat(score(write("empty", "The grey cat sleeps on the warm stove.\n\n")).err())
        .contains("1 lines are empty in ", "0 the other way round; the first is line 2");
    assertThat(score(write("short", "a\nb\n")).err()).contains("Are these the right files?");
  }

  @Test
  void unknownNamesAreAnsweredWithThoseThereAre() {
    Run metric = score(reference, "-m", "meteor");
    assertThat(metric.code()).isEqualTo(ExitCode.USAGE);
    assertThat(metric.err()).containsIgnoringCase("bleu, chrf, ter");
    Run smoothing = score(reference, "-s", "lin");
    assertThat(smoothing.err()).contains("Unknown smoothing 'lin'", "none, floor, add-k, exp");
    Run value = score(reference, "-sv", "2");
    assertThat(value.code()).isEqualTo(ExitCode.USAGE);
    assertThat(value.err()).contains("Smoothing 'exp' takes no value");
    Run none = Run.of("score", "-i", reference.toString());
    assertThat(none.code()).isEqualTo(ExitCode.USAGE);
    assertThat(none.err()).contains("No reference was given");
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Run score(Path hypothesis, String... more) {
    return Run.of(
        Stream.concat(
                Stream.of(
                    "score",
                    "--hypothesis",
                    hypothesis.toString(),
                    "--reference",
                    reference.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
