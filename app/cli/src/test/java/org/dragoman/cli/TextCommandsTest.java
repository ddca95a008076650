package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.runtime.bundle.FrozenBundles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextCommandsTest {
  @TempDir private Path folder;

  private String config(String text) throws IOException {
    Path source = Files.writeString(folder.resolve("a.en"), "The low lower\nNewest low\n");
    Path target = Files.writeString(folder.resolve("a.de"), "Die tiefe\nDas neue\n");
    return Files.writeString(
            folder.resolve("config.yaml"),
            """
            name: shown
            data: {train: {source: "%s", target: "%s"}, hold-out: 1}
            text:
              source: %s
              target: {tokenizer: whitespace}
            """
                .formatted(source, target, text))
        .toString();
  }

  @Test
  void showPrintsEveryStepAndTheWayBack() throws IOException {
    String config = config("{tokenizer: word, casing: mark, subword: {type: bpe, merges: 3}}");

    Run run = Run.reading("The lo\u00adw one\t\nsecond\n", "text", "show", "-c", config, "-n", "1");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("line 1\n", "  text        The lo\\u{AD}w one\\u{9}\n")
        .contains("  cleaned     The low one\n  normalised  The low one\n")
        .contains("  tokens      \uffea the low one\n")
        .containsPattern("  pieces      \uffea .*@@")
        .contains("  back        The low one   (the same)\n")
        .doesNotContain("line 2");
  }

  @Test
  void showPrintsWhatASourceThatIsNotCleanedBecomes() throws IOException {
    String config = config("{tokenizer: word, casing: mark, subword: {type: bpe, merges: 3}}");

    Run run =
        Run.reading(
            "The low\u200b one\t\nsecond\n",
            "text",
            "show",
            "-c",
            config,
            "-n",
            "1",
            "--set",
            "text.clean-source=never");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("line 1\n", "  text        The low\\u{200B} one\\u{9}\n")
        .contains(
            "  tokens      \uffea the low \uffea \uffed\uffee200b\uffee one \uffed\uffee9\uffee\n")
        .containsPattern("  pieces      \uffea .*@@")
        .containsPattern("  ids +[0-9 ]+\n")
        .containsPattern("  unknown +.*\uffed\uffee200b\uffee ")
        .contains("  back        The low\\u{200B} one\\u{9}   (the same)\n")
        .doesNotContain("cleaned");
  }

  @Test
  void aLanguageTakesItsTokenizerAndHasNoPieces() {
    Run run = Run.reading("Don't stop!\n", "text", "show", "--language", "de-AT");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("  tokens      Don't stop \uffed!\n").doesNotContain("pieces");
  }

  @Test
  void aBundleShowsTheSideAskedFor() {
    String bundle = FrozenBundles.folder(FrozenBundles.FORMAT_1).toString();

    assertThat(Run.reading("ten\n", "text", "show", "-m", bundle, "--side", "target").out())
        .contains("  tokens ")
        .doesNotContain("cleaned");
    // Of a version that knew no cleaning: its source is cleaned all the same.
    assertThat(Run.reading("ten\u00a0one\n", "text", "show", "-m", bundle).out())
        .contains("  cleaned     ten one\n");
  }

  @Test
  void checkCountsTheLinesThatComeBack() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "Hi,  there!\n\n\uffed mark\n\u200b\n");

    Run run = Run.of("text", "check", "--language", "en", text.toString(), text.toString());

    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("0 of 8 lines do not come back unchanged\n");
  }

  @Test
  void mistakesAreTold() throws IOException {
    assertThat(Run.of("text", "check").err())
        .contains("(specify one of these): (-c=CONFIG | -m=BUNDLE | --language=L)");
    assertThat(Run.reading("", "text", "check", "--language", "x_y").err())
        .contains("--language: 'x_y' is no language tag, such as de, ja or pt-BR.");
    Run missing = Run.of("text", "check", "--language", "en", folder.resolve("none").toString());
    assertThat(missing.err()).contains("none does not exist.");
    assertThat(missing.code()).isEqualTo(ExitCode.DATA);
    Run wrong = Run.of("text", "show", "-c", config("{tokenizer: wrd}"));
    assertThat(wrong.err()).contains("Unknown tokenizer 'wrd' at text.source.tokenizer.type.");
    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
  }
}
