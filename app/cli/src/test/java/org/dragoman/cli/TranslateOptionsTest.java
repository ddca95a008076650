package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What can be asked of {@code dragoman translate} beyond text for text. */
class TranslateOptionsTest {
  private static final Path NUMBERS = FrozenBundles.folder(FrozenBundles.FORMAT_1);

  @TempDir private Path folder;

  private static Run translate(Path bundle, String input, String... more) {
    return Run.reading(
        input,
        Stream.concat(
                Stream.of("translate", "--device", "cpu", "-m", bundle.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static void assertRefused(Run run, int code, String message) {
    assertThat(run.err()).isEqualToNormalizingNewlines("dragoman: " + message + "\n");
    assertThat(run.code()).isEqualTo(code);
  }

  @Test
  void alignmentsAreWrittenInThreeForms() throws IOException {
    String input = "forty-two\n\nseven\n";
    Path out = folder.resolve("out");
    Run pharaoh =
        translate(NUMBERS, input, "--alignments", "pharaoh", "--alignments-output", out.toString());
    assertThat(pharaoh.out()).isEqualTo("42\n\n7\n");
    List<String> links = Files.readAllLines(out);
    assertThat(links).hasSize(3);
    assertThat(links.get(0)).matches("\\d+-0 \\d+-1");
    assertThat(links.get(1)).isEmpty();

    translate(NUMBERS, input, "--alignments", "matrix", "--alignments-output", out.toString());
    List<String> table = Files.readAllLines(out);
    assertThat(table.get(0)).startsWith("\t").endsWith("\t</s>");
    assertThat(table.get(1)).startsWith("4\t");
    assertThat(table.get(3)).startsWith("</s>\t");
    assertThat(table.get(4)).isEmpty();

    translate(NUMBERS, input, "--alignments", "json", "--alignments-output", out.toString());
    JsonNode first = new ObjectMapper().readTree(Files.readAllLines(out).get(0));
    assertThat(first.path("target_tokens")).hasSize(3);
    assertThat(first.path("weights")).hasSize(3);
    assertThat(first.path("weights").path(0)).hasSameSizeAs(first.path("source_tokens"));
    assertThat(first.path("log_probabilities")).hasSize(3);
    assertThat(links.get(0))
        .startsWith(first.at("/alignment/0/0").asInt() + "-" + first.at("/alignment/0/1").asInt());
  }

  @Test
  void candidatesAreTheirTokensInJson() throws IOException {
    Run run = translate(NUMBERS, "forty-two\n", "--n-best", "2", "--format", "json");

    JsonNode line = new ObjectMapper().readTree(run.out());
    assertThat(line.path("line").asInt()).isEqualTo(1);
    assertThat(line.path("candidates")).hasSize(2);
    JsonNode best = line.at("/candidates/0");
    assertThat(best.path("text").asText()).isEqualTo("42");
    assertThat(best.at("/tokens/0/token").asText()).isEqualTo("4");
    assertThat(best.at("/tokens/2/token").asText()).isEqualTo("</s>");
    double sum = 0;
    for (JsonNode token : best.path("tokens")) {
      sum += token.path("log_probability").asDouble();
    }
    assertThat(Math.abs(sum - best.path("log_probability").asDouble())).isLessThan(1e-4);
  }

  @Test
  void aModelWithoutWeightsHasNoAlignments() {
    Path bundle = folder.resolve("random");
    RandomBundle.write(bundle, "last", 3, 30);
    String message =
        "The context strategy 'last' of 'random' does not tell how much each source token counted,"
            + " so there are no alignments, and unknown words cannot be replaced. Take a model with"
            + " attention.";
    String out = folder.resolve("out").toString();

    assertRefused(
        translate(bundle, "w1\n", "--alignments", "pharaoh", "--alignments-output", out),
        ExitCode.USAGE,
        message);
    assertRefused(translate(bundle, "w1\n", "--unknown", "copy"), ExitCode.USAGE, message);
    assertThat(translate(bundle, "w1\n", "--format", "json").code()).isZero();
  }

  @Test
  void optionsThatBelongTogetherAreToldSo() throws IOException {
    assertRefused(
        translate(NUMBERS, "", "--alignments", "json"),
        ExitCode.USAGE,
        "--alignments says the form of alignments and --alignments-output their file. Give both.");
    String out = folder.resolve("out").toString();
    String again = folder.resolve(".").resolve("out").toString();
    assertRefused(
        translate(NUMBERS, "", "-o", out, "--alignments", "json", "--alignments-output", again),
        ExitCode.USAGE,
        "--output %s and --alignments-output %s are the same file. Give each its own."
            .formatted(out, again));
    assertRefused(
        translate(NUMBERS, "", "--unknown", "dictionary"),
        ExitCode.USAGE,
        "--unknown dictionary and --dictionary FILE go together. Give both.");
    assertRefused(
        translate(NUMBERS, "", "--split-sentences", "--ban", "7"),
        ExitCode.USAGE,
        "--split-sentences writes text only, and knows nothing of single lines. Leave it out with"
            + " --format json, --alignments, --prefix, --required, --banned, --require and --ban.");
    assertRefused(
        translate(NUMBERS, "", "--shortlist-frequent", "7"),
        ExitCode.USAGE,
        "--shortlist-frequent and --shortlist-candidates are of a shortlist, and there is none."
            + " Give its table as --shortlist FILE.");
    assertRefused(
        translate(NUMBERS, "", "--beam", "3", "--search", "beam"),
        ExitCode.USAGE,
        "A search and the width of a beam were asked for. Give the width as the search's own key,"
            + " such as {type: beam, size: 3}.");
  }

  @Test
  void linesAreAskedToBeginInAWay() throws IOException {
    String input = "forty-two\nseven\nseven\n";

    Run run = translate(NUMBERS, input, "--prefix", file("prefix", "9\n\n10\n"));

    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(0)).startsWith("9");
    assertThat(lines.get(1)).isEqualTo("7");
    assertThat(lines.get(2)).startsWith("10");
  }

  @Test
  void phrasesAreRequiredAndBannedByLineAndForAll() throws IOException {
    String input = "forty-two\nseven\nsix\n";

    Run required =
        translate(NUMBERS, input, "--required", file("required", "3\t5\n\n1\n"), "--require", "0");
    List<String> lines = required.out().lines().toList();
    assertThat(required.code()).as(required.err()).isZero();
    assertThat(lines.get(0)).contains("3", "5", "0");
    assertThat(lines.get(1)).contains("0");
    assertThat(lines.get(2)).contains("1", "0");

    Run banned = translate(NUMBERS, input, "--banned", file("banned", "\n7\n7\n"), "--ban", "4");
    lines = banned.out().lines().toList();
    assertThat(lines.get(0)).doesNotContain("4");
    assertThat(lines.get(1)).doesNotContain("7").doesNotContain("4");
    assertThat(lines.get(2)).isEqualTo("6");
  }

  @Test
  void phrasesAndPrefixesAreCleaned() throws IOException {
    String input = "forty-two\nseven\n";

    Run prefix =
        translate(NUMBERS, input, "--prefix", file("prefix", "\ufeff 9\u200b \n \u00a0\n"));
    assertThat(prefix.code()).as(prefix.err()).isZero();
    assertThat(prefix.out().lines().toList().get(0)).startsWith("9");
    assertThat(prefix.out().lines().toList().get(1)).isEqualTo("7");

    Run required =
        translate(
            NUMBERS,
            input,
            "--required",
            file("required", "3 \t\u00a05\n\t \n"),
            "--require",
            " 0 ");
    assertThat(required.code()).as(required.err()).isZero();
    assertThat(required.out().lines().toList().get(0)).contains("3", "5", "0");
    assertThat(required.out().lines().toList().get(1)).contains("0");

    Run banned = translate(NUMBERS, input, "--ban", "\u200e7 ");
    assertThat(banned.out().lines().toList().get(1)).doesNotContain("7");
  }

  @Test
  void anEmptyPhraseIsRefusedWithItsLine() throws IOException {
    for (String line : List.of("3\t\t5", "\t3", "3\t", "3\t\u200b \t5")) {
      String phrases = file("phrases", "\n" + line + "\n");
      for (String option : List.of("--required", "--banned")) {
        assertRefused(
            translate(NUMBERS, "seven\nsix\n", option, phrases),
            ExitCode.DATA,
            phrases
                + ", line 2: a phrase is empty. One tab divides two phrases, and none is at an end"
                + " of the line; an empty line asks for nothing.");
      }
    }
    for (String option : List.of("--require", "--ban")) {
      assertRefused(
          translate(NUMBERS, "seven\n", option, " \u00a0"),
          ExitCode.USAGE,
          option + ": the phrase is empty. Give a word, or leave the option out.");
    }
  }

  @Test
  void filesOfOtherLengthsAreRefusedWithBothNumbers() throws IOException {
    String shorter = file("shorter", "1\n");
    String longer = file("longer", "\n\n\n\n\n");

    Run tooShort = translate(NUMBERS, "seven\nsix\nfive\n", "--prefix", shorter);
    assertRefused(
        tooShort,
        ExitCode.DATA,
        shorter
            + " has 1 lines, but the input has 3; line n of it must be for line n of the input.");
    assertRefused(
        translate(NUMBERS, "seven\nsix\n", "--banned", longer),
        ExitCode.DATA,
        longer
            + " has 5 lines, but the input has 2; line n of it must be for line n of the input.");
  }

  @Test
  void allLinesThatCannotBeKeptAreToldBeforeTheFirstIsTranslated() throws IOException {
    String prefixes = file("prefixes", "7\nx\n\ny\n");
    Run run = translate(NUMBERS, "seven\nsix\nfive\nfour\n", "--prefix", prefixes);
    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .containsExactly(
            "dragoman: 2 lines ask for what cannot be said:",
            "  Line 2: the model cannot write the prefix 'x': a part of it is not in the target"
                + " vocabulary. Take another word.",
            "  Line 4: the model cannot write the prefix 'y': a part of it is not in the target"
                + " vocabulary. Take another word.");

    String input = file("input", "seven\n\nfive\n");
    Run unequal = translate(NUMBERS, "", input, "--prefix", prefixes, "--batch", "1");
    assertThat(unequal.out()).isEmpty();
    assertThat(unequal.err()).contains("has 4 lines, but the input has 3;");
    assertThat(translate(NUMBERS, "", input, "--prefix", file("three", "7\nx\n5\n")).out())
        .isEqualTo("7\n\n5\n");
  }

  @Test
  void aSearchOfTheUsersIsBoundStrictly() {
    assertThat(translate(NUMBERS, "seven\n", "--search", "greedy").out()).isEqualTo("7\n");
    assertThat(translate(NUMBERS, "seven\n", "--search", "{type: beam, size: 2}").out())
        .isEqualTo("7\n");
    assertRefused(
        translate(NUMBERS, "seven\n", "--search", "{type: beam, width: 2}"),
        ExitCode.USAGE,
        "The search has 1 problem:\n  Unknown key 'width' at search. Known: type, size,"
            + " length-normalization, alpha, coverage-penalty, no-repeat-ngram, repetition-penalty,"
            + " early-stopping.");
    assertRefused(
        translate(NUMBERS, "seven\n", "--search", "greedy", "--require", "7"),
        ExitCode.USAGE,
        "The search 'greedy' cannot keep phrases that must occur. Searches that can: constrained."
            + " Choose one of these. On the command line: --search.");
  }

  @Test
  void outputsHaveALeastLength() {
    assertThat(translate(NUMBERS, "seven\n", "--min-length", "4").out().strip())
        .hasSizeGreaterThanOrEqualTo(4);
    // More than twice the source's tokens and ten: the default greatest length gives way.
    assertThat(translate(NUMBERS, "seven\n", "--min-length", "40").out().strip())
        .hasSizeGreaterThanOrEqualTo(40);
    assertThat(translate(NUMBERS, "seven\n", "--min-length", "0", "--min-length-factor", "0").out())
        .isEqualTo("7\n");
    assertRefused(
        translate(NUMBERS, "seven\n", "--min-length", "4", "--max-length", "3"),
        ExitCode.USAGE,
        "--min-length 4 is above --max-length 3.");
  }

  @Test
  void anNBestListIsNotSilentlyShort() {
    for (String search : List.of("constrained", "diverse-beam")) {
      assertRefused(
          translate(
              NUMBERS, "seven\n", "--n-best", "9", "--search", "{type: " + search + ", size: 6}"),
          ExitCode.USAGE,
          "A beam of 6 cannot give 9 candidates. Take a beam of at least 9.");
    }
  }

  @Test
  void whatASearchCannotDoIsTheUsersMistake() {
    Path bundle = folder.resolve("random");
    RandomBundle.write(bundle, "last", 3, 30);
    assertRefused(
        translate(bundle, "w1\n", "--search", "{type: beam, coverage-penalty: 0.2}"),
        ExitCode.USAGE,
        "The search 'beam', as it is set, reads how much each source token counted (a"
            + " coverage-penalty does), and the context strategy of a model does not tell it. Choose"
            + " a search without a coverage-penalty. On the command line: --search.");
    String[] phrases =
        Stream.iterate(1, i -> i + 1)
            .limit(11)
            .flatMap(i -> Stream.of("--require", "w" + i))
            .toArray(String[]::new);
    Run run = translate(bundle, "w1\n", phrases);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .startsWith("dragoman: The search 'constrained' cannot translate Line 1: ")
        .contains("11 phrases")
        .doesNotContain("unexpected");
    assertThat(translate(bundle, "w1\n", "--search", "{type: beam").err())
        .startsWith("dragoman: search '{type: beam', line 1, column 12: ");
    assertThat(
            translate(NUMBERS, "one hundred and six\n", "--min-length-factor", "2").out().strip())
        .hasSizeGreaterThanOrEqualTo(8);
  }

  @Test
  void severalBundlesTranslateTogether() {
    String input = "forty-two\nten thousand\n";
    Run twice = translate(NUMBERS, input, "-m", NUMBERS.toString(), "--ensemble", "probability");
    assertThat(twice.out()).as(twice.err()).isEqualTo("42\n10000\n");

    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    Path c = folder.resolve("c");
    RandomBundle.write(a, "additive", 3, 30);
    RandomBundle.write(b, "general", 4, 30);
    RandomBundle.write(c, "additive", 3, 31);
    String words = "w1 w2 w3\nw4\n";
    Run both = translate(a, words, "-m", b.toString());
    assertThat(both.code()).as(both.err()).isZero();
    assertThat(both.out()).isNotEqualTo(translate(a, words).out());
    Run different = translate(a, words, "-m", c.toString());
    assertThat(different.code()).isEqualTo(ExitCode.USAGE);
    assertThat(different.err())
        .contains(a + " and " + c + " cannot translate together: ")
        .contains("the source vocabulary")
        .contains("The models of an ensemble must read and write the same tokens.");
    Run evaluated =
        Run.of(
            "evaluate",
            "-m",
            a.toString(),
            "-m",
            b.toString(),
            "--source",
            "x",
            "--reference",
            "y");
    assertRefused(evaluated, ExitCode.USAGE, "This command takes one bundle, got 2.");
  }

  @Test
  void aShortlistOfAllIsTheWholeVocabulary() throws IOException {
    String input = "forty-two\nten thousand\n";
    String table = file("table", "thousand\t8\t0.9\n");
    Run all = translate(NUMBERS, input, "--shortlist", table, "--shortlist-frequent", "100");
    assertThat(all.out()).as(all.err()).isEqualTo("42\n10000\n");
  }
}
