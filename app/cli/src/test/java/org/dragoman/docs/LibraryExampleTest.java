package org.dragoman.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dragoman.runtime.bundle.RandomBundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the example of the library, and compares it with what the documentation shows. */
class LibraryExampleTest {
  private static final Path SOURCE =
      Documents.ROOT.resolve("app/cli/src/test/java/org/dragoman/docs/LibraryExample.java");
  private static final Path SHIPPED = Documents.ROOT.resolve("models/tatoeba-en-de");

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Path bundle = SHIPPED;

  @BeforeEach
  void takeABundle() {
    if (!Files.exists(SHIPPED.resolve("manifest.json"))) {
      bundle = folder.resolve("random");
      RandomBundle.write(bundle);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/guide.md"})
  void whatThePageShowsIsWhatRunsHere(String page) {
    Matcher shown =
        Pattern.compile(
                "^ *// begin " + page + "\\R(.*?)^ *// end$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(Documents.read(SOURCE));
    assertThat(shown.find()).isTrue();
    assertThat(Documents.blocks(Documents.ROOT.resolve(page), "java"))
        .as("the Java blocks of %s, against %s", page, SOURCE)
        .contains(shown.group(1).stripTrailing().stripIndent() + "\n");
  }

  @Test
  void theShortestExampleTranslatesAList() {
    LibraryExample.shortest(bundle, printStream());

    assertThat(lines()).hasSize(2).allMatch(line -> line.matches(".* -?\\d+\\.\\d+.*"));
  }

  @Test
  void theExampleTranslatesALineAListAndAStream() throws IOException {
    Path file = folder.resolve("file.txt");
    Files.writeString(file, "She reads a book.\n\nThank you.\n");

    LibraryExample.translate(bundle, file, printStream());

    assertThat(lines()).hasSize(1 + 2 * 2 + 3);
    assertThat(lines().get(5)).isEqualTo(lines().get(0));
    assertThat(lines().get(6)).isEmpty();
    assertThat(lines().get(3)).matches("-?\\d.* " + Pattern.quote(lines().get(7)));
  }

  private PrintStream printStream() {
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  private List<String> lines() {
    return List.of(out.toString(StandardCharsets.UTF_8).split("\\R"));
  }
}
