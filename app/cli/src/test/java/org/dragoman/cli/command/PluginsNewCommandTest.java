package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginsNewCommandTest {
  @TempDir private Path folder;
  private Path repository;

  @BeforeEach
  void oneArtifact() throws IOException {
    repository = folder.resolve("my repository");
    Files.createDirectories(repository.resolve("org/dragoman/dragoman-spi/3.2.1"));
  }

  private Run make(String kind, String name, String... more) {
    List<String> arguments = new ArrayList<>(List.of("plugins", "new", kind, name));
    arguments.addAll(List.of("--repository", repository.toString()));
    arguments.addAll(List.of("--output", folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private List<String> written() throws IOException {
    Path out = folder.resolve("out");
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> out.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cell, my-cell, MyCell, MyCellPlugin",
    "cell, elman, ElmanCell, ElmanPlugin",
    "cell, rnn, MyRnnCell, RnnPlugin",
    "context, my-attention, MyAttention, MyAttentionPlugin",
    "tokenizer, tokenizer, MyTokenizer, TokenizerPlugin",
    "tokenizer, three-letters, ThreeLettersTokenizer, ThreeLettersPlugin",
  })
  void writesAProjectWithNoPlaceLeftOpen(String kind, String name, String type, String plugin)
      throws IOException {
    Run run = make(kind, name, "--package", "a.b");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(written())
        .containsExactlyInAnyOrder(
            "README.md",
            "pom.xml",
            "src/main/java/a/b/" + type + ".java",
            "src/main/java/a/b/" + type + "Factory.java",
            "src/main/java/a/b/" + plugin + ".java",
            "src/main/resources/META-INF/services/org.dragoman.spi.Plugin",
            "src/test/java/a/b/" + type + "Test.java");
    for (String file : written()) {
      assertThat(Files.readString(folder.resolve("out").resolve(file)))
          .as(file)
          .doesNotContainPattern("@(name|kind|label|package|path|Class|Plugin|version|usage)@");
    }
    assertThat(Files.readString(folder.resolve("out/pom.xml")))
        .contains("<dragoman.version>3.2.1<")
        .contains("<dragoman.repository>" + repository.toUri() + "<");
  }

  @Test
  void thePackageIsMadeOfTheName() throws IOException {
    assertThat(make("cell", "new").code()).isZero();
    assertThat(written()).contains("src/main/java/org/example/newplugin/NewCell.java");
  }

  /** Of several versions the greatest string would be another. */
  @Test
  void theVersionIsThatOfTheRunningDragomanWhereItIsThere() throws IOException {
    Files.createDirectories(repository.resolve("org/dragoman/dragoman-spi/10.0"));

    assertThat(PluginsNewCommand.version(repository, Optional.of("10.0"))).isEqualTo("10.0");
    assertThat(PluginsNewCommand.version(repository, Optional.of("11.0"))).isEqualTo("3.2.1");
  }

  @Test
  void refusesATakenName() {
    Run run = make("cell", "gru");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("'gru' already (built in). Choose another name.");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "My_Cell | a.b | 'My_Cell' is not a name of the form [a-z][a-z0-9-]*",
        "my-cell | a..b | --package a..b: expected a Java package",
        "my-cell | a.new | --package a.new: expected a Java package",
      })
  void refusesBadNames(String name, String packageName, String message) {
    Run run = make("cell", name, "--package", packageName);

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(message);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void refusesAFolderThatIsNotEmpty() throws IOException {
    Path kept = Files.createDirectory(folder.resolve("out")).resolve("kept");
    Files.writeString(kept, "mine");

    Run run = make("cell", "my-cell");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("out is not empty. Choose another folder by --output.");
    assertThat(written()).containsExactly("kept");
  }

  @Test
  void refusesAFolderThatIsNoRepository() {
    repository = folder;

    Run run = make("cell", "my-cell");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains(folder + " is no Maven repository that has org.dragoman:dragoman-spi.");
  }
}
