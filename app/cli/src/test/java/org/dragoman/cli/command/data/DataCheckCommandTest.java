package org.dragoman.cli.command.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckCommandTest {
  @TempDir private Path folder;

  private Path write(String name, String... lines) throws IOException {
    return Files.write(folder.resolve(name), List.of(lines));
  }

  private static Run check(Object... arguments) {
    return Run.of(
        Stream.concat(Stream.of("data", "check"), Stream.of(arguments).map(Object::toString))
            .toArray(String[]::new));
  }

  /** A configuration whose test set shares a source with the training corpora. */
  private Path config(String... more) throws IOException {
    write("a.en", "the cat sleeps", "a dog barks", "", "a cow moos");
    write("a.de", "die Katze schläft", "ein Hund bellt", "nichts", "eine Kuh muht");
    Path second = write("b.tsv", "two birds\tzwei Vögel", "Same\tSame");
    write("dev.en", "the dog sleeps");
    write("dev.de", "der Hund schläft");
    write("test.en", "A dog barks!", "the cat barks");
    write("test.de", "Da bellt ein Hund", "die Katze bellt");
    String files = "{source: '%s/%s.en', target: '%s/%s.de'}";
    return write(
        "config.yaml",
        "name: check",
        "languages: {source: en, target: de}",
        "data:",
        "  train: [" + files.formatted(folder, "a", folder, "a") + ", {tsv: '" + second + "'}]",
        "  dev: " + files.formatted(folder, "dev", folder, "dev"),
        "  test: " + files.formatted(folder, "test", folder, "test"),
        "  filters: {identical: drop}",
        "text: {source: {tokenizer: whitespace}, target: {tokenizer: whitespace}}",
        String.join("\n", more));
  }

  @Test
  void aCorpusWithoutPairsHasNoRatios() throws IOException {
    Path tmx =
        Files.writeString(
            folder.resolve("empty.tmx"), "<tmx version=\"1.4\"><header/><body></body></tmx>");
    Path blank = write("blank", "", "");
    Path page = folder.resolve("page.html");

    for (List<String> corpus :
        List.of(
            List.of("--tmx=" + tmx, "--languages=en,de"),
            List.of(blank.toString(), blank.toString()))) {
      List<String> arguments = new ArrayList<>(List.of("data", "check", "--html=" + page));
      arguments.addAll(corpus);
      Run run = Run.of(arguments.toArray(String[]::new));
      assertThat(run.code()).as(run.err()).isZero();
      for (String text : List.of(run.out(), Files.readString(page))) {
        assertThat(text)
            .contains("No pair has text on both sides, so there is no ratio of lengths.")
            .doesNotContain("1.00 to 1.00", "standard deviations");
      }
    }
  }

  @Test
  void reportsOneCorpus() throws IOException {
    Path source = write("en", "one", "two 2", "three \uFFFD", "one");
    Path target = write("de", "eins", "zwei 3", "drei", "eins");

    Run run = check(source, target, "--languages", "en,de");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            "corpus: " + source + ", " + target + "\n  4 pairs\n",
            "source words                  6     1.5       1       2        2  line 2\n",
            "            1  with U+FFFD, which stands for lost characters\n"
                + "               line 3\n"
                + "                 three \uFFFD\n",
            "            1  whose numbers differ\n               line 2\n",
            "            1  that were there already\n               line 4\n",
            "            0  in a wrong script\n")
        .doesNotContain("Training leaves out", "share a sentence");
  }

  @Test
  void reportsAllCorporaOfAConfiguration() throws IOException {
    Run run = check("-c", config());

    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(run.out())
        .contains("data.train[0]: ", "data.train[1]: ", "data.dev: ", "data.test: ")
        .contains("Training leaves out: 1 with an empty side, 0 with identical sides.")
        .contains("Training leaves out: 0 with an empty side, 1 with identical sides.");
    assertThat(run.out().replaceAll(" +", " "))
        .contains(
            "\n data.dev source 3 100.0 % 3 100.0 % 3 100.0 %\n",
            "\n data.test source 6 66.7 % 6 66.7 % 6 66.7 %\n not in data.train: A (1), barks! (1)\n",
            "\n data.test target 7 85.7 % 6 83.3 % 7 85.7 %\n",
            "data.dev in data.train: 0 of 1 pairs share a sentence\n",
            "data.test in data.train: 1 of 2 pairs share a sentence\n",
            "\n the same 0 0 0 0\n but for case, space and punctuation 1 0 1 0\n",
            "line 1: the source is in data.train[0], line 2\n a dog barks\n ein Hund bellt\n",
            "data.test in data.dev: 0 of 2 pairs share a sentence\n");
  }

  @Test
  void whatTheFiltersLeaveOutIsNoLeak() throws IOException {
    Run run = check("-c", config(), "--set", "data.filters.max-words=2");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("data.test in data.train: 0 of 2 pairs");
  }

  @Test
  void withoutDevAndTestThereIsNothingToLearn() throws IOException {
    Run run = check("-c", config(), "--set", "data.dev=null", "--set", "data.test=null");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("data.train[1]").doesNotContain("known", "share");
  }

  @Test
  void readsStandardInputAndColumns() {
    Run run =
        Run.reading(
            "x\teins\tone\nx\tzwei\ttwo\n", "data", "check", "--tsv", "-", "--columns", "3,2");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("corpus: standard input\n  2 pairs\n", "The script was not looked at");
  }

  @Test
  void aCorpusOfAConfigurationOnStandardInputIsReadAsOftenAsNeeded() throws IOException {
    Path config =
        write(
            "config.yaml",
            "name: check",
            "data: {train: {tsv: '-'}, test: {tsv: '" + write("t.tsv", "b\tB") + "'}}",
            "text: {source: {tokenizer: whitespace}, target: {tokenizer: whitespace}}");
    Run run = Run.reading("a\tA\nb c\tB C\n", "data", "check", "-c", config.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out().replaceAll(" +", " "))
        .contains("data.train: standard input\n 2 pairs\n", "data.test source 1 100.0 %");
  }

  @Test
  void showsSoManyPairsAsWhatTheyAre() throws IOException {
    String[] lines = Stream.generate(() -> "a\u200Bb\u0007").limit(9).toArray(String[]::new);
    Run run = check(write("en", lines), write("de", lines), "--lines", "2");

    assertThat(run.out().lines().filter(line -> line.endsWith("line 3"))).hasSize(3);
    assertThat(run.out())
        .contains("            9  with control characters\n               line 1\n")
        .contains("                 a\\u{200B}b\\u{7}\n")
        .doesNotContain("\u0007", "line 4\n");
  }

  @Test
  void mistakesAreToldBeforeAnythingIsRead() throws IOException {
    Path corpus = write("corpus", "a");
    Path absent = folder.resolve("absent");
    Object[][] cases = {
      {ExitCode.USAGE, "one of these", new Object[] {}},
      {ExitCode.USAGE, "TARGET", new Object[] {corpus}},
      {ExitCode.USAGE, "mutually exclusive", new Object[] {corpus, corpus, "--tsv", corpus}},
      {ExitCode.USAGE, "languages must be two", new Object[] {"--tmx", corpus}},
      {
        ExitCode.USAGE,
        "--languages must be two, those of source and target, such as en,de, got en.",
        new Object[] {corpus, corpus, "--languages", "en"}
      },
      {ExitCode.USAGE, "got 'english'", new Object[] {corpus, corpus, "--languages", "english,de"}},
      {ExitCode.USAGE, "columns must be two", new Object[] {"--tsv", corpus, "--columns", "1"}},
      {ExitCode.USAGE, "--lines must be at least 1", new Object[] {corpus, corpus, "--lines", 0}},
      {
        ExitCode.USAGE,
        "--html " + absent.resolve("x") + ": there is no folder " + absent,
        new Object[] {corpus, corpus, "--html", absent.resolve("x")}
      },
      {ExitCode.USAGE, "--set languages.source=L", new Object[] {"-c", "x", "--languages", "a,b"}},
      {ExitCode.USAGE, "its own key 'encoding'", new Object[] {"-c", "x", "--encoding", "latin1"}},
      {
        ExitCode.USAGE,
        "there is no encoding 'latn1'. Did you mean 'latin1'?",
        new Object[] {corpus, corpus, "--encoding", "latn1"}
      },
      {ExitCode.DATA, absent + " does not exist", new Object[] {corpus, absent}},
    };
    for (Object[] one : cases) {
      Run run = check((Object[]) one[2]);
      assertThat(run.code()).as(run.err()).isEqualTo(one[0]);
      assertThat(run.err()).contains((String) one[1]);
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void filesOfDifferentLengthAreAMistakeAndThereIsNoReport() throws IOException {
    Path page = folder.resolve("page.html");
    Run run = check(write("en", "a", "b"), write("de", "a"), "--html", page);

    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.err()).contains("en has 2 lines, but", "de has 1");
    assertThat(run.out()).isEmpty();
    assertThat(page).doesNotExist();
  }

  @Test
  void aMistakeInACorpusOfAConfigurationNamesItsKey() throws IOException {
    Path config = config();
    Files.delete(folder.resolve("test.de"));

    Run run = check("-c", config);
    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.err()).contains("data.test: ", "test.de does not exist");
  }
}
