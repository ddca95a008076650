package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.runtime.bundle.RandomBundle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void writeBundles() throws IOException {
    RandomBundle.write(folder.resolve("translator"));
    RandomBundle.writeLanguageModel(folder.resolve("lm"), 30);
    Files.writeString(folder.resolve("source"), "w1 w2 w3 w4\nw5 w6\n\nw7 w8 w9 w1 w2\nw20 w3\n");
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static Run run(String command, String... more) {
    return Run.of(
        Stream.concat(
                Stream.of(command, "--device", "cpu", "-m", path("translator")), Stream.of(more))
            .toArray(String[]::new));
  }

  private static Run tune(String... more) {
    return run(
        "tune",
        Stream.concat(
                Stream.of("--source", path("source"), "--reference", path("reference")),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /** Makes what the translator says with some flags the reference. */
  private static void reference(String... flags) throws IOException {
    Run run =
        run(
            "translate",
            Stream.concat(Stream.of(flags), Stream.of(path("source"))).toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    Files.writeString(folder.resolve("reference"), run.out());
  }

  @Test
  void findsTheWeightThatMadeTheReferenceAndItsFlagsMakeItAgain() throws IOException {
    reference("--lm", path("lm"), "--lm-weight", "0.7");

    Run run = tune("--lm", path("lm"), "--try", "lm-weight=0,0.7,2", "--try", "alpha=1,0.2");

    assertThat(run.code()).as(run.err()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("lm-weight  alpha  BLEU    length");
    assertThat(lines.get(1)).startsWith("0          1      ");
    assertThat(lines).anyMatch(line -> line.matches("0\\.7 +1 +100\\.00 +1\\.000"));
    assertThat(lines.get(lines.size() - 1))
        .matches(
            "Best of \\d: BLEU\\|nrefs:1\\S+ = 100\\.00 with --lm-weight 0\\.7 --search '\\{type:"
                + " beam, .*alpha: 1\\D.*");
  }

  @Test
  void lessIsBetterForTer() throws IOException {
    reference("--beam", "1");

    Run run = tune("--try", "size=3,1", "--metric", "ter");

    assertThat(run.out()).contains("TER|").contains(" = 0.00 with --search '{type: beam, size: 1,");
  }

  @Test
  void triesWhatThereIsToTryByDefault() throws IOException {
    reference();

    List<String> alone = tune().out().lines().toList();
    assertThat(alone.get(0)).isEqualTo("alpha  BLEU    length");
    List<String> fused = tune("--lm", path("lm")).out().lines().toList();
    assertThat(fused.get(0)).isEqualTo("lm-weight  alpha  BLEU    length");
    assertThat(fused.get(1)).startsWith("0          1      100.00");
  }

  @Test
  void whatIsWrongIsSaidBeforeTheWork() throws IOException {
    reference();
    assertRefused(tune("--try", "alph=1,2"), "Unknown key 'alph' at search. Did you mean 'alpha'?");
    assertRefused(tune("--try", "alpha=1,x"), "search.alpha: expected a number, got 'x'");
    assertRefused(tune("--try", "lm-weight=0,1"), "Name its bundle as --lm BUNDLE.");
    assertRefused(tune("--try", "size=1", "--try", "size=2"), "--try names a key twice.");
    assertRefused(tune("--search", "greedy"), "There is nothing to try");
    assertRefused(tune("--beam", "3", "--try", "alpha=1"), "--try size=K");
    assertRefused(
        tune("--lm", path("lm"), "--lm-weight", "1", "--try", "lm-weight=1"),
        "--lm-weight is set, and --try has weights to try.");
    assertRefused(
        tune("--lm", path("translator")), "random holds a translator, and a language model");
  }

  private static void assertRefused(Run run, String message) {
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
  }
}
