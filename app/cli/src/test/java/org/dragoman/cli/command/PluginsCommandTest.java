package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsCommandTest {
  @TempDir private Path folder;

  @Test
  void listsEveryComponentWithItsOptions() {
    Run run = Run.of("plugins");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().filter(line -> !line.startsWith(" ")))
        .allMatch(line -> line.matches("[a-z]+ +[a-z][a-z0-9-]* +built in +\\S+"))
        .extracting(line -> line.replaceFirst(" +built in.*", "").replaceFirst(" +", " "))
        .contains(
            "cell gru",
            "cell lstm",
            "context additive",
            "context general",
            "context last",
            "tokenizer char",
            "tokenizer whitespace",
            "tokenizer word",
            "subword bpe",
            "search beam",
            "search greedy");
    assertThat(optionsOf(run, "search", "beam"))
        .contains(
            "size: whole number = 5  Hypotheses kept for each sentence.", "alpha: number = 1.0  ");
    assertThat(optionsOf(run, "cell", "gru")).contains("size: whole number = ");
  }

  /** The lines below that of a component. */
  private static String optionsOf(Run run, String kind, String name) {
    StringBuilder options = new StringBuilder();
    boolean here = false;
    for (String line : run.out().lines().toList()) {
      if (!line.startsWith(" ")) {
        here = line.matches(kind + " +" + name + " .*");
      } else if (here) {
        options.append(line.strip()).append('\n');
      }
    }
    return options.toString();
  }

  @Test
  void aBrokenJarIsNamedAndTheOthersAreListed() throws IOException {
    Path jar = Files.writeString(folder.resolve("my-cell.jar"), "no jar");

    Run run = Run.of("plugins", "--plugins", folder.toString());

    assertThat(run.code()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(run.err())
        .startsWith("WARN  " + jar + ": my-cell.jar is not a jar, or not a whole one (")
        .endsWith("Copy it here anew." + System.lineSeparator());
    assertThat(run.out()).isEqualTo(Run.of("plugins").out());
  }

  @Test
  void aCheckSaysWhyAJarIsRefusedBeforeItMissesAComponent() throws IOException {
    Path jar = Files.writeString(folder.resolve("my-cell.jar"), "no jar");

    Run run = Run.of("plugins", "check", jar.toString(), "--set", "my-cell.size=4");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).startsWith("REFUSED  " + jar + ": my-cell.jar is not a jar");
    assertThat(run.err()).contains("--set my-cell.size=4: expected NAME.option=value");
  }

  @Test
  void aPluginFolderThatIsNamedAndMissingIsUsage() {
    Path missing = folder.resolve("none");

    Run run =
        Run.of(
            new ByteArrayInputStream(new byte[0]),
            Map.of("DRAGOMAN_PLUGINS", missing.toString()),
            "plugins");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .startsWith("dragoman: The plugin folder " + missing + " cannot be read (");
    assertThat(run.out()).isEmpty();
  }
}
