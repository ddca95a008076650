package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.dragoman.cli.Run;
import org.dragoman.cli.compare.SystemNames;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.runtime.bundle.FrozenBundles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  @TempDir private Path folder;
  private String reference = "";
  private Path page = Path.of("");

  @BeforeEach
  void writeReference() throws IOException {
    reference = write("reference", "The grey cat sleeps on the warm stove.\nIt is late.\n");
    page = folder.resolve("page.html");
  }

  private String write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  private Run compare(String... arguments) {
    return Run.of(
        Stream.concat(
                Stream.of("compare", "--device", "cpu", "--out", page.toString()),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  private JsonNode data() throws IOException {
    String html = Files.readString(page);
    String begin = "<script type=\"application/json\" id=\"data\">";
    int from = html.indexOf(begin) + begin.length();
    return new ObjectMapper().readTree(html.substring(from, html.indexOf("</script>", from)));
  }

  @Test
  void thePageHoldsScoresAndSegments() throws IOException {
    String first = write("first.txt", "The grey cat sleeps on the stove.\nIt is late.\n");
    Path second = folder.resolve("second.txt.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(second))) {
      out.write(Files.readAllBytes(Path.of(reference)));
    }
    String source = write("source", "eins\nzwei\n");

    Run run =
        compare(
            first, second.toString(), "--reference", reference, "--source", source, "-m", "ter");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("page.html: 2 segments, systems: first.txt, second.txt");
    JsonNode data = data();
    assertThat(data.path("source").path(1).asText()).isEqualTo("zwei");
    assertThat(data.path("sortMetric").asInt()).isEqualTo(2);
    assertThat(data.path("metrics").findValuesAsText("name"))
        .containsExactly("BLEU", "chrF2", "TER");
    JsonNode perfect = data.path("systems").path(1);
    assertThat(perfect.path("scores").path(0).path("value").asDouble())
        .isCloseTo(100, within(1e-9));
    assertThat(perfect.path("scores").path(1).path("pValue").asDouble()).isBetween(0.0, 1.0);
    // Of three words the longest n-grams are left out for a single sentence.
    assertThat(perfect.path("sentenceScores").path(0).path(1).asDouble()).isEqualTo(100);
    assertThat(perfect.path("sentenceScores").path(2).path(0).asDouble()).isZero();
    JsonNode baseline = data.path("systems").path(0);
    assertThat(baseline.path("scores").path(0).path("pValue").isNull()).isTrue();
    assertThat(baseline.path("outputs").path(0).asText())
        .isEqualTo("The grey cat sleeps on the stove.");
  }

  @Test
  void thePageNeedsNothingElse() throws IOException {
    assertThat(compare(reference, "--reference", reference).code()).isZero();

    assertThat(Files.readString(page))
        .contains("default-src 'none'")
        .doesNotContain("http:", "https:", " src=", " href=", "{{", "@import", "url(", "innerHTML");
  }

  @Test
  void noTextBreaksOutOfTheData() throws IOException {
    String nasty = "</script><!--<script> \"quoted\" 'too' & {{data}} \\ 😀 \u2028 שלום";
    String file = write("nasty", nasty + "\n");

    assertThat(compare(file, "--reference", file, "--title", nasty).code()).isZero();

    JsonNode data = data();
    assertThat(data.path("title").asText()).isEqualTo(nasty);
    assertThat(data.path("reference").path(0).asText()).isEqualTo(nasty);
    assertThat(Files.readString(page)).doesNotContain("<!--");
  }

  @Test
  void theMetricsHearTheirOptions() throws IOException {
    assertThat(
            compare(
                    reference,
                    "--reference",
                    reference,
                    "--tokenize",
                    "char",
                    "--chrf-word-order",
                    "2")
                .code())
        .isZero();

    assertThat(data().path("metrics").path(0).path("signature").asText()).contains("tok:char");
    assertThat(data().path("metrics").path(1).path("name").asText()).isEqualTo("chrF2++");
  }

  @Test
  void aBundleTranslatesTheSource() throws IOException {
    String numbers = write("numbers", "42\n8\n");
    String bundle = FrozenBundles.folder(FrozenBundles.FORMAT_1).toString();

    Run run =
        compare(
            numbers,
            bundle,
            "--reference",
            numbers,
            "--source",
            write("words", "forty-two\nseven\n"));

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode system = data().path("systems").path(1);
    assertThat(system.path("name").asText()).isEqualTo("format-1");
    assertThat(system.path("outputs").toString()).isEqualTo("[\"42\",\"7\"]");

    Run without = compare(numbers, bundle, "--reference", numbers);
    assertThat(without.code()).isEqualTo(ExitCode.USAGE);
    assertThat(without.err()).contains(bundle + " is to translate", "--source");
  }

  @Test
  void aRunBringsItsTestSet() throws IOException {
    Path run =
        run("runs/seven", write("test.en", "forty-two\nseven\n"), write("test.digits", "42\n8\n"));

    Run compared = compare(run.toString(), write("other", "42\n8\n"));

    assertThat(compared.code()).as(compared.err()).isZero();
    assertThat(data().path("reference").toString()).isEqualTo("[\"42\",\"8\"]");
    assertThat(data().path("source").path(0).asText()).isEqualTo("forty-two");
    assertThat(data().path("systems").path(0).path("name").asText()).isEqualTo("seven");
    assertThat(data().path("systems").path(0).path("outputs").toString())
        .isEqualTo("[\"42\",\"7\"]");
  }

  @Test
  void runsOfDifferentTestSetsNeedOneNamed() throws IOException {
    String digits = write("digits", "42\n");
    Path one = run("one", write("one.en", "forty-two\n"), digits);
    Path two = run("two", write("two.en", "forty-two\n"), digits);

    Run compared = compare(one.toString(), two.toString());

    assertThat(compared.code()).isEqualTo(ExitCode.USAGE);
    assertThat(compared.err()).contains("different test sets", "one.en", "two.en", "--reference");
  }

  private Path run(String name, String source, String target) throws IOException {
    Path run = folder.resolve(name);
    Files.createDirectories(run);
    FrozenBundles.copy(FrozenBundles.FORMAT_1, run.resolve("bundle"));
    String corpus = "{source: \"%s\", target: \"%s\"}".formatted(source, target);
    Files.writeString(
        run.resolve("config.yaml"),
        "name: tiny\ndata:\n  train: %s\n  test: %s\ntext: {shared: {tokenizer: whitespace}}\n"
            .formatted(corpus, corpus));
    // As every run has one, so that it must not be taken for a bundle.
    Files.writeString(run.resolve("manifest.json"), "{\"seed\": 1}");
    Files.writeString(run.resolve("metrics.jsonl"), "");
    return run;
  }

  @Test
  void differentLengthsAreToldWithBothCounts() throws IOException {
    String longer = write("longer", "a\nb\nc\n");
    Run run = compare(reference, longer, "--reference", reference);
    assertThat(run.code()).isEqualTo(ExitCode.DATA);
    assertThat(run.err()).contains("longer has 3 lines, but " + reference + " has 2");
    assertThat(page).doesNotExist();

    Run ofSource = compare(reference, "--reference", reference, "--source", longer);
    assertThat(ofSource.code()).isEqualTo(ExitCode.DATA);
    assertThat(ofSource.err()).contains("longer has 3 lines, but " + reference + " has 2");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    Run noReference = compare(reference);
    assertThat(noReference.code()).isEqualTo(ExitCode.USAGE);
    assertThat(noReference.err()).contains("No reference was given", "--reference");

    Run absent = compare(folder.resolve("absent").toString(), "--reference", reference);
    assertThat(absent.code()).isEqualTo(ExitCode.DATA);
    assertThat(absent.err()).contains("absent does not exist");

    Run other = compare(folder.toString(), "--reference", reference);
    assertThat(other.code()).isEqualTo(ExitCode.DATA);
    assertThat(other.err()).contains("neither a bundle", "nor a training run");

    write("begun/config.yaml", "name: begun\n");
    Run begun = compare(folder.resolve("begun").toString(), "--reference", reference);
    assertThat(begun.code()).isEqualTo(ExitCode.DATA);
    assertThat(begun.err())
        .contains("begun is the folder of a training run that has no bundle yet");

    Run nothing = compare("--reference", reference);
    assertThat(nothing.code()).isEqualTo(ExitCode.USAGE);
    assertThat(nothing.err()).contains("RUN_OR_FILE");

    String empty = write("empty", "");
    Run noLines = compare(empty, "--reference", empty);
    assertThat(noLines.code()).isEqualTo(ExitCode.DATA);
    assertThat(noLines.err()).contains("has no lines");

    String blank = write("blank", "\n \n");
    Run noText = compare(blank, "--reference", blank);
    assertThat(noText.code()).isEqualTo(ExitCode.DATA);
    assertThat(noText.err()).contains("All lines of " + blank + " are blank");

    page = folder.resolve("no/folder/page.html");
    Run noFolder = compare(reference, "--reference", reference);
    assertThat(noFolder.code()).isEqualTo(ExitCode.USAGE);
    assertThat(noFolder.err()).contains("--out", "there is no folder");
  }

  @Test
  void systemsHaveNamesOfTheirOwn() {
    Path root = Path.of("/work").toAbsolutePath();

    assertThat(
            SystemNames.of(
                Stream.of("a/out.gz", "b/out", "c", "c", "b/x/bundle", "d/x/bundle")
                    .map(root::resolve)
                    .toList()))
        .map(name -> name.replace('\\', '/'))
        .containsExactly("a/out", "b/out", "c", "c (2)", "b/x/bundle", "d/x/bundle");
  }
}
