package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.dragoman.cli.Permissions;
import org.dragoman.cli.Run;
import org.dragoman.cli.data.NumberCorpus;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.InterruptibleInput;
import org.dragoman.runtime.bundle.FrozenBundles;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes in and out of {@code dragoman translate}; the model says numbers in digits. */
class TranslateCommandTest {
  @TempDir private Path folder;

  private static Run translate(String... more) {
    return translate(FrozenBundles.folder(FrozenBundles.FORMAT_1), more);
  }

  private static Run translate(Path bundle, String... more) {
    return Run.of(arguments(bundle, more));
  }

  private static String[] arguments(Path bundle, String... more) {
    return Stream.concat(
            Stream.of("translate", "--device", "cpu", "-m", bundle.toString()), Stream.of(more))
        .toArray(String[]::new);
  }

  private static Run translateInput(String input, String... more) {
    return Run.reading(input, arguments(FrozenBundles.folder(FrozenBundles.FORMAT_1), more));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String gzip(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file.toString();
  }

  private List<String> filesInFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertFails(Run run, int code, String message) {
    assertThat(run.err()).isEqualTo("dragoman: " + message + System.lineSeparator());
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void filesAreTranslatedOneAfterTheOther() throws IOException {
    String plain = file("a.txt", "forty-two\nseven\r\n\nten thousand");
    String packed = gzip("b.txt.gz", "   \nONE HUNDRED and six\n");

    Run run = translate(plain, packed);

    assertThat(run.out()).isEqualTo("42\n7\n\n10000\n\n106\n");
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .matches("6 lines, 8 words in \\d+\\.\\d s: \\d+\\.\\d lines/s, \\d+ words/s\\R");
  }

  @Test
  void standardInputIsReadWhereNoFileIsNamed() {
    Run run = translateInput("forty-two\n\nseven");

    assertThat(run.out()).isEqualTo("42\n\n7\n");
    assertThat(run.err()).startsWith("3 lines, 2 words in ");
  }

  @Test
  void aHyphenStandsForStandardInputAmongFiles() throws IOException {
    String file = file("a.txt", "seven\n");

    assertThat(translateInput("forty-two\n", file, "-", file).out()).isEqualTo("7\n42\n7\n");
  }

  @Test
  void standardInputMayBeNamedTwice() throws IOException {
    String file = file("a.txt", "seven\n");
    InputStream in =
        new InterruptibleInput(
            new ByteArrayInputStream("forty-two\n".getBytes(StandardCharsets.UTF_8)));

    Run run =
        Run.of(
            in, Map.of(), arguments(FrozenBundles.folder(FrozenBundles.FORMAT_1), "-", file, "-"));

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("42\n7\n");
  }

  @Test
  void anEmptyInputGivesAnEmptyOutput() throws IOException {
    Run run = translate(file("empty", ""));

    assertThat(run.code()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("0 lines, 0 words in ");
  }

  @Test
  void linesKeepTheirOrderOverManyWindows() throws IOException {
    // The first window is a batch, each next one twice as large: eight of them.
    List<Integer> numbers =
        IntStream.range(0, 900).map(i -> 1000 + i * 739 % 90_000).boxed().toList();
    List<String> lines = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int number : numbers) {
      boolean empty = number % 7 == 0;
      lines.add(empty ? "" : NumberCorpus.words(number, NumberCorpus.Style.AND_HYPHEN));
      expected.add(empty ? "" : Integer.toString(number));
    }
    String file = file("many.txt", String.join("\n", lines));

    Run run = translate("--beam", "1", "--batch", "4", file);

    assertThat(run.out().lines().toList()).isEqualTo(expected);
  }

  @Test
  void theOutputFileIsPutInPlaceWhole() throws IOException {
    String file = file("in.txt", "forty-two\nseven\n");
    Path out = Files.writeString(folder.resolve("out.txt"), "something older and longer\n");

    Run run = translate("-o", out.toString(), file);

    assertThat(run.code()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(out).hasContent("42\n7\n");
    assertThat(filesInFolder()).containsExactly("in.txt", "out.txt");
  }

  @Test
  void nBestListsNumberTheLinesFromOne() throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      Run run = translate("--n-best", "3", file("in.txt", "forty-two\n\nten thousand\n"));

      List<String> lines = run.out().lines().toList();
      assertThat(lines)
          .allMatch(line -> line.matches("\\d+ \\|\\|\\| \\d* \\|\\|\\| -?\\d+\\.\\d{6}"));
      assertThat(lines)
          .extracting(line -> line.substring(0, line.lastIndexOf(" |||")))
          .startsWith("1 ||| 42")
          .contains("2 ||| ", "3 ||| 10000")
          .extracting(line -> line.charAt(0))
          .containsExactly('1', '1', '1', '2', '3', '3', '3');
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aBeamOfOneIsGreedySearch() throws IOException {
    Path greedy = FrozenBundles.copy(FrozenBundles.FORMAT_1, folder.resolve("greedy"));
    String config = Files.readString(greedy.resolve("config.yaml"));
    FrozenBundles.replace(
        greedy, "config.yaml", config.substring(0, config.indexOf("search:")) + "search: greedy\n");
    String file =
        file("in.txt", "one zebra and two quokkas\neleventy twelve dozen\nforty-two\nzero zero\n");

    Run beam = translate("--beam", "1", file);

    assertThat(translate(greedy, file).out()).isEqualTo(beam.out()).startsWith("1204000\n108\n");
  }

  @Test
  void maxLengthBoundsTheTokensOfATranslation() throws IOException {
    String file = file("in.txt", "twelve thousand three hundred and forty-five\nseven\n");

    assertThat(translate("--max-length", "3", file).out()).isEqualTo("123\n7\n");
    assertThat(translate("--max-length", "1000", file).out()).isEqualTo("12345\n7\n");
  }

  @Test
  @Timeout(120)
  void aLineOf100000WordsIsSplitAndTheRestUnharmed() throws IOException {
    String words =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "one hundred thousand and six")
            .collect(Collectors.joining(" "));

    Run run = translate(file("long.txt", "forty-two\n" + words + "\nseven\n"));

    assertThat(run.code()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines).hasSize(3).startsWith("42").endsWith("7");
    assertThat(lines.get(1)).matches("\\d+");
    assertThat(run.err())
        .containsPattern("WARN  Line 2 has more than 500 tokens and is translated in \\d+ parts")
        .contains("3 lines, 100002 words in ");
  }

  @Test
  void aLongLineOfSeveralFilesIsNamedByItsFile() throws IOException {
    String longLine = "one hundred thousand and six ".repeat(101) + "\n";
    String first = file("first.txt", "forty-two\n\n");
    String second = file("second.txt", "seven\n" + longLine);

    assertThat(translate(first, second).err())
        .contains("WARN  " + second + ", line 2 has more than 500 tokens");
    assertThat(translateInput(longLine, first, "-").err())
        .contains("WARN  standard input, line 1 has more than 500 tokens");
  }

  @Test
  void aMissingFileIsFoundBeforeTheOthersAreTranslated() throws IOException {
    Path missing = folder.resolve("none.txt");

    assertFails(
        translate(file("in.txt", "seven\n"), missing.toString()),
        ExitCode.DATA,
        missing + " does not exist.");
  }

  @Test
  void aFileWithoutPermissionIsToldSo() throws IOException {
    String file = file("secret.txt", "seven\n");
    Permissions.withdraw(Path.of(file), "---------");

    assertFails(translate(file), ExitCode.DATA, file + " cannot be read: permission denied.");
  }

  @Test
  void aFolderIsNoFile() {
    assertFails(
        translate(folder.toString()),
        ExitCode.DATA,
        folder + " is a folder; a text file was expected.");
  }

  @Test
  void whatIsNotUtf8IsNamedByFileLineAndOffset() throws IOException {
    Path latin = folder.resolve("latin.txt");
    Files.write(latin, "one\nLöwe\n".getBytes(StandardCharsets.ISO_8859_1));
    String where =
        ", line 2: not UTF-8: byte 0xF6 at byte offset 1 of the line, 5 of the text (both counted"
            + " from 0). Convert the file to UTF-8, or set 'encoding'.";

    assertFails(translate(latin.toString()), ExitCode.DATA, latin + where);
    assertFails(
        Run.of(
            new ByteArrayInputStream(Files.readAllBytes(latin)),
            Map.of(),
            arguments(FrozenBundles.folder(FrozenBundles.FORMAT_1))),
        ExitCode.DATA,
        "standard input" + where);
  }

  @Test
  void whatIsPackedIsSeenByItsBytesAndNotByItsName() throws IOException {
    String plain = file("plain.gz", "seven\n");
    Path packed = Path.of(gzip("packed.txt", "forty-two\n"));

    Run run = translate(plain, packed.toString());

    assertThat(run.out()).isEqualTo("7\n42\n");
    assertThat(run.err())
        .contains(
            "WARN  " + plain + " is not packed, whatever its name says: it is read as it is.");
    Run piped =
        Run.of(
            new ByteArrayInputStream(Files.readAllBytes(packed)),
            Map.of(),
            arguments(FrozenBundles.folder(FrozenBundles.FORMAT_1)));
    assertThat(piped.out()).isEqualTo("42\n");
  }

  @Test
  void theEncodingIsSaidByAMarkOrAnOption() throws IOException {
    Path marked = folder.resolve("marked.txt");
    Files.write(marked, "\uFEFFseven\n".getBytes(StandardCharsets.UTF_16LE));
    Path latin = folder.resolve("latin.txt");
    Files.write(latin, "sev\u00e4n\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(translate(marked.toString()).out()).isEqualTo("7\n");
    assertThat(translate("--encoding", "latin1", latin.toString()).out())
        .isEqualTo(translate(file("utf8.txt", "sev\u00e4n\n")).out());
    assertFails(
        translate("--encoding", "latn1", latin.toString()),
        ExitCode.USAGE,
        "--encoding: there is no encoding 'latn1'. Did you mean 'latin1'? Give a name such as"
            + " UTF-16LE, windows-1252, Shift_JIS or GB18030.");
    assertFails(
        translate("--encoding", "UTF-16LE", file("odd.txt", "a\0b")),
        ExitCode.DATA,
        folder.resolve("odd.txt")
            + ", line 1: not UTF-16LE: byte 0x62 at byte offset 2 of the text (counted from 0). Mend"
            + " the text, or set 'encoding' to the one that it is of.");
  }

  @Test
  void documentsAreRefusedBeforeAnythingIsTranslated() throws IOException {
    String plain = file("a.txt", "seven\n");
    String page = file("b.txt", "<!DOCTYPE html>\n<p>seven</p>\n");
    String why =
        " is HTML, not plain text with a sentence a line: its marks would be translated, too. Take"
            + " the text out of it first, or insist by --as-text.";

    assertFails(translate(plain, page), ExitCode.DATA, page + why);
    assertFails(
        translateInput("<!DOCTYPE html>\n<p>seven</p>\n"), ExitCode.DATA, "standard input" + why);
    assertThat(translate("--as-text", plain, page).out().lines()).hasSize(3);
    assertFails(
        translate(file("c.pdf", "%PDF-1.7\n")),
        ExitCode.DATA,
        folder.resolve("c.pdf")
            + " is a PDF, not plain text. Take its text out first, for example with pdftotext.");
    assertThat(translate(file("d.md", "seven\n")).err()).contains("d.md is Markdown");
  }

  @Test
  void aSentenceInPlaceOfAFileIsToldHowToGiveIt() {
    assertFails(
        translate("It's seven"),
        ExitCode.DATA,
        "There is no file 'It's seven'. To translate a sentence: echo 'It'\\''s seven' | dragoman"
            + " translate -m BUNDLE");
    assertThat(translate("seven").err()).startsWith("dragoman: There is no file 'seven'. To");
  }

  @Test
  @Timeout(60)
  void rubbishIsCopiedWithAWarning() throws IOException {
    String brackets = "[".repeat(20_000);
    String letters = "abcdefghij".repeat(30_000);
    String file = file("a.txt", "seven\n" + brackets + "\nforty-two " + letters + "\n");

    Run run = translate(file);

    assertThat(run.out()).isEqualTo("7\n" + brackets + "\n42 " + letters + "\n");
    assertThat(run.err())
        .contains(
            "WARN  Line 2 has 20000 characters that hold no words ('[[[[[[[[[[[[[[[[[[[[...'), which"
                + " are copied and not translated.",
            "WARN  Line 3 has 300000 characters that hold no words");
    assertThat(translate("--format", "json", "--n-best", "2", file).out().lines().toList().get(1))
        .isEqualTo(
            "{\"line\":2,\"candidates\":[{\"text\":\""
                + brackets
                + "\",\"score\":0.0,\"log_probability\":0.0,\"tokens\":[]}]}");
  }

  @Test
  void damagedGzipIsNamed() throws IOException {
    Path cut = Path.of(gzip("cut.gz", "seven\n".repeat(1000)));
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 9));
    Run run = translate("-o", folder.resolve("out.txt").toString(), cut.toString());
    assertFails(
        run,
        ExitCode.DATA,
        cut + " is cut short: its gzip data ends too soon. Copy or download it again.");
    assertThat(filesInFolder()).containsExactly("cut.gz");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--beam 0         | --beam must be at least 1, got 0.",
        "--beam -1        | --beam must be at least 1, got -1.",
        "--batch 0        | --batch must be at least 1, got 0.",
        "--max-length 0   | --max-length must be at least 1, got 0.",
        "--n-best 0       | --n-best must be at least 1, got 0.",
        "--beam 2 --n-best 5 | A beam of 2 cannot give 5 candidates. Take a beam of at least 5.",
        "--device tpu | Unknown device 'tpu': expected auto, cpu, gpu or gpu:N, such as gpu:0.",
      })
  void optionsOutOfRangeAreRefused(String options, String message) throws IOException {
    String file = file("in.txt", "seven\n");

    Run run =
        Run.of(
            Stream.of(
                    Stream.of(
                        "translate",
                        "-m",
                        FrozenBundles.folder(FrozenBundles.FORMAT_1).toString(),
                        file),
                    Stream.of(options.split(" ")))
                .flatMap(part -> part)
                .toArray(String[]::new));

    assertFails(run, ExitCode.USAGE, message);
  }

  @Test
  void aGpuThatIsNotThereIsToldWithWhatToDo() {
    String bundle = FrozenBundles.folder(FrozenBundles.FORMAT_1).toString();

    Run run = Run.of("translate", "-m", bundle, "--device", "gpu:99");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .startsWith("dragoman: No device 'gpu:99' on this machine: the engine sees ")
        .contains("Take the device 'cpu'", "--device");
  }

  @Test
  void aCommandLineThatCannotBeReadIsUsage() {
    Run noBundle = Run.of("translate");
    assertThat(noBundle.code()).isEqualTo(ExitCode.USAGE);
    assertThat(noBundle.err())
        .isEqualToNormalizingNewlines(
            """
            dragoman: missing required option: '--model=BUNDLE'
            Try 'dragoman translate --help'.
            """);

    Run noNumber = translate("--beam", "five");
    assertThat(noNumber.code()).isEqualTo(ExitCode.USAGE);
    assertThat(noNumber.err())
        .startsWith("dragoman: invalid value for option '--beam': 'five' is not an int");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFullDiskIsToldByName() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "no " + full);

    assertFails(
        translate("-o", full.toString(), file("in.txt", "seven\n")),
        ExitCode.RUNTIME,
        "Cannot write /dev/full: No space left on device");
  }

  @Test
  void anOutputThatCannotBeWrittenIsToldByName() throws IOException {
    String file = file("in.txt", "seven\n");
    Path below = folder.resolve("none").resolve("out.txt");
    assertFails(
        translate("-o", below.toString(), file),
        ExitCode.RUNTIME,
        "Cannot write "
            + below
            + ": there is no folder "
            + folder.resolve("none")
            + "; make it first");
    assertFails(
        translate("-o", folder.toString(), file),
        ExitCode.RUNTIME,
        "Cannot write " + folder + ": it is a folder");
    assertFails(
        translate("-o", Path.of(file).resolve("out.txt").toString(), file),
        ExitCode.RUNTIME,
        "Cannot write "
            + Path.of(file).resolve("out.txt")
            + ": there is no folder "
            + file
            + "; make it first");
    assertThat(filesInFolder()).containsExactly("in.txt");
  }

  @Test
  void aFolderThatIsNotWritableIsToldByName() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    String file = file("in.txt", "seven\n");
    try (var restored = Permissions.withdraw(locked, "r-xr-xr-x")) {
      assertFails(
          translate("-o", locked.resolve("out.txt").toString(), file),
          ExitCode.RUNTIME,
          "Cannot write "
              + locked.resolve("out.txt")
              + ": the folder "
              + locked
              + " is not writable");
    }
  }

  @Test
  void aFailureOnTheWayLeavesNoHalfFile() throws IOException {
    Path latin = folder.resolve("latin.txt");
    Files.write(latin, ("seven\n".repeat(100) + "Löwe\n").getBytes(StandardCharsets.ISO_8859_1));

    Run run =
        translate("--batch", "8", "-o", folder.resolve("out.txt").toString(), latin.toString());

    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.err()).contains("latin.txt, line 101: not UTF-8");
    assertThat(filesInFolder()).containsExactly("latin.txt");
  }

  @Test
  void sentencesAreSplitAndPutTogetherAsTheyWere() throws IOException {
    String text = " forty-two.  Seven!\r\n\n\tten thousand\nSeven. Seven";

    Run run = translateInput(text, "--split-sentences", "--source-language", "en");

    assertThat(run.code()).as(run.err()).isZero();
    Run each = translateInput("forty-two.\nSeven!\nten thousand\nSeven.\nSeven\n");
    List<String> sentences = each.out().lines().toList();
    assertThat(run.out()).isEqualTo(" %s  %s\r\n\n\t%s\n%s %s".formatted(sentences.toArray()));
    assertThat(run.err()).contains("4 lines, ");
  }

  @Test
  void splitTextsOfSeveralFilesStayOnLinesOfTheirOwn() throws IOException {
    String first = file("a.txt", "seven");
    String second = file("b.txt", "seven\n");

    Run run = translate(first, second, "--split-sentences", "--source-language", "en");

    String seven = translateInput("seven\n").out();
    assertThat(run.out()).isEqualTo(seven + seven);
  }

  @Test
  void splittingNeedsALanguageAndGivesNoCandidates() {
    assertFails(
        translateInput("Seven.", "--split-sentences"),
        ExitCode.USAGE,
        "--split-sentences needs the language of the text, and the bundle does not say it. Give it"
            + " as --source-language, such as en or ja.");
    assertFails(
        translateInput("Seven.", "--split-sentences", "--source-language", "english"),
        ExitCode.USAGE,
        "'english' is no language tag, such as de, ja or pt-BR.");
    assertFails(
        translateInput("Seven.", "--split-sentences", "--n-best", "2"),
        ExitCode.USAGE,
        "--n-best lists candidates of sentences, and --split-sentences puts sentences together."
            + " Give one of them.");
  }
}
