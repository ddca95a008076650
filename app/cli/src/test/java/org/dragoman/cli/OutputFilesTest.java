package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.runtime.bundle.RandomBundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No command writes over what it reads, nor over what the user has not named. */
class OutputFilesTest {
  @TempDir private Path folder;
  private Path bundle = Path.of("");

  @BeforeEach
  void write() throws IOException {
    bundle = folder.resolve("bundle");
    RandomBundle.write(bundle);
    Files.writeString(folder.resolve("a"), "w1 w2\nw3\n");
    Files.writeString(folder.resolve("b"), "w4\nw5 w6\n");
    Files.writeString(folder.resolve("c"), "\n\n");
    Files.writeString(folder.resolve("list"), "1 ||| w4 ||| -1.0\n");
    Files.writeString(folder.resolve("table"), "w1\tw4\t0.5\n");
    Files.writeString(folder.resolve("dictionary"), "w1\tw4\n");
    Files.createSymbolicLink(folder.resolve("symbolic"), folder.resolve("a"));
    Files.createLink(folder.resolve("hard"), folder.resolve("a"));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  /** Every plain file below the folder, with its content. */
  private Map<String, String> content() throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(file.toString(), new String(Files.readAllBytes(file), "ISO-8859-1"));
      }
    }
    return content;
  }

  /** Runs a command whose last argument is an output that is read, too. */
  private void assertRefused(String input, List<String> command) throws IOException {
    Map<String, String> before = content();
    Run run = Run.of(command.toArray(String[]::new));
    assertThat(run.err())
        .as(String.join(" ", command))
        .contains(command.get(command.size() - 1) + " is the same file as " + input)
        .contains(" which is read and would be lost.");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(content()).isEqualTo(before);
  }

  private List<String> with(List<String> command, String... more) {
    return Stream.concat(command.stream(), Stream.of(more)).toList();
  }

  @Test
  void translateKeepsAllThatItReads() throws IOException {
    List<String> translate = List.of("translate", "-m", bundle.toString(), path("b"), path("a"));
    for (String name : List.of("a", "symbolic", "hard")) {
      assertRefused("FILE " + path("a"), with(translate, "-o", path(name)));
    }
    assertRefused("--prefix", with(translate, "--prefix", path("c"), "-o", path("c")));
    assertRefused("--required", with(translate, "--required", path("c"), "-o", path("c")));
    assertRefused("--banned", with(translate, "--banned", path("c"), "-o", path("c")));
    assertRefused(
        "--shortlist", with(translate, "--shortlist", path("table"), "-o", path("table")));
    assertRefused(
        "--dictionary",
        with(
            translate,
            "--unknown=dictionary",
            "--dictionary",
            path("dictionary"),
            "-o",
            path("dictionary")));
    assertRefused("--model", with(translate, "-o", path("bundle/config.yaml")));
    assertRefused(
        "FILE", with(translate, "--alignments", "json", "--alignments-output", path("hard")));
  }

  @Test
  void theOthersDo() throws IOException {
    List<String> pair = List.of("--source", path("a"), "--target", path("b"));
    assertRefused(
        "--target",
        with(
            with(List.of("logprob", "-m", bundle.toString()), pair.toArray(String[]::new)),
            "--alignments",
            "json",
            "--alignments-output",
            path("b")));
    List<String> rescore =
        List.of("rescore", "-m", bundle.toString(), "--source", path("a"), "--nbest", path("list"));
    assertRefused("--nbest", with(rescore, "-o", path("list")));
    assertRefused("--source", with(rescore, "-o", path("symbolic")));
    List<String> evaluate =
        List.of(
            "evaluate", "-m", bundle.toString(), "--source", path("a"), "--reference", path("b"));
    assertRefused("--source", with(evaluate, "--out", path("hard")));
    assertRefused("--reference", with(evaluate, "--out", path("b")));
    assertRefused(
        "--training-text", with(evaluate, "--training-text", path("c"), "--out", path("c")));
    List<String> compare =
        List.of("compare", path("a"), "--reference", path("b"), "--source", path("c"));
    assertRefused("RUN_OR_FILE", with(compare, "--out", path("symbolic")));
    assertRefused("--reference", with(compare, "--out", path("b")));
    assertRefused("--source", with(compare, "--out", path("c")));
    assertRefused(
        "the corpus", List.of("data", "check", path("a"), path("b"), "--html", path("b")));
  }

  /** The name that is taken where none is given. */
  @Test
  void aDefaultNameIsAnOutputToo() throws IOException {
    Path own = folder.resolve("bundle.evaluation.json");
    Files.copy(folder.resolve("a"), own);
    Map<String, String> before = content();
    Run run =
        Run.of(
            "evaluate",
            "-m",
            bundle.toString(),
            "--source",
            own.toString(),
            "--reference",
            path("b"));
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--out " + own + " is the same file as --source " + own);
    assertThat(content()).isEqualTo(before);
  }

  @Test
  void ofASplitNeitherCorpusNorConfigurationIsLost() throws IOException {
    for (String name : List.of("train.source", "dev.target")) {
      Files.deleteIfExists(folder.resolve(name));
      Files.createLink(folder.resolve(name), folder.resolve("a"));
      Map<String, String> before = content();
      Run run =
          Run.of(
              "data",
              "split",
              path("a"),
              path("b"),
              "--out",
              folder.toString(),
              "--dev",
              "1",
              "--test",
              "0",
              "--force");
      assertThat(run.code()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err())
          .contains("the file of the split " + path(name), "is the same file as the corpus");
      assertThat(content()).isEqualTo(before);
      Files.delete(folder.resolve(name));
    }
  }

  @Test
  void gatesGoIntoAFolderOfTheirOwn() throws IOException {
    Path site = Files.createDirectory(folder.resolve("site"));
    Files.writeString(site.resolve("index.html"), "a user's");
    Run refused = Run.of("inspect", "gates", "-m", bundle.toString(), "w1", "--out", path("site"));
    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("The folder " + site + " is not empty");
    assertThat(site.resolve("index.html")).hasContent("a user's");

    Files.createSymbolicLink(folder.resolve("linked"), Files.createDirectory(folder.resolve("g")));
    String[] gates = {"inspect", "gates", "-m", bundle.toString(), "w1", "--out", path("linked")};
    assertThat(Run.of(gates).code()).isZero();
    assertThat(Run.of(gates).code()).isZero();
    assertThat(folder.resolve("g/gates.json")).exists();
  }

  @Test
  void aPageOfAComparisonReplacesOnlyAnother() throws IOException {
    Path page = folder.resolve("page.html");
    String[] compare = {"compare", path("a"), "--reference", path("b"), "--out", page.toString()};
    assertThat(Run.of(compare).code()).isZero();
    assertThat(Run.of(compare).code()).isZero();
    assertThat(page).content().startsWithIgnoringCase("<!doctype html>");
  }

  @Test
  void aSplitKeepsModesAndLeavesNothingBehind() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Path train = Files.writeString(out.resolve("train.source"), "old\n");
    assertThat(train.toFile().setReadable(false, false)).isTrue();
    assertThat(train.toFile().setReadable(true, true)).isTrue();
    var permissions = Files.getPosixFilePermissions(train);
    Run run =
        Run.of(
            "data",
            "split",
            path("a"),
            path("b"),
            "--out",
            out.toString(),
            "--dev",
            "1",
            "--test",
            "0",
            "--force");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(Files.getPosixFilePermissions(train)).isEqualTo(permissions);
    assertThat(out.toFile().list())
        .containsExactlyInAnyOrder("train.source", "train.target", "dev.source", "dev.target");
  }
}
