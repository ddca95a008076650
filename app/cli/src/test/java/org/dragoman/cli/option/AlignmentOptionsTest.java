package org.dragoman.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.dragoman.cli.io.Streams;
import org.dragoman.runtime.DragomanException;
import org.dragoman.translate.TokenScores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AlignmentOptionsTest {
  private static final TokenScores ONE =
      new TokenScores(List.of("a"), List.of("b"), List.of(-1.0), List.of(List.of(1f, 0f)));

  @TempDir private Path folder;
  private final AlignmentOptions options = new AlignmentOptions();
  private Path file;

  @BeforeEach
  void read() {
    file = folder.resolve("al");
    new CommandLine(options)
        .parseArgs("--alignments", "PHARAOH", "--alignments-output", file.toString());
  }

  @Test
  void whatFailsElsewhereIsNotBlamedOnTheFileOfAlignments() {
    IOException broken = new IOException(Streams.OUTPUT_FAILED + "Broken pipe");
    assertThatThrownBy(
            () ->
                options.write(
                    sink -> {
                      sink.write(1, ONE);
                      throw broken;
                    }))
        .isSameAs(broken);
    assertThatThrownBy(
            () ->
                options.write(
                    sink -> {
                      throw new UncheckedIOException(broken);
                    }))
        .isSameAs(broken);
    assertThat(file).doesNotExist();
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed() {
    Path full = Path.of("/dev/full");
    assumeTrue(full.toFile().exists());
    AlignmentOptions toFull = new AlignmentOptions();
    new CommandLine(toFull)
        .parseArgs("--alignments", "PHARAOH", "--alignments-output", full.toString());
    assertThatThrownBy(
            () ->
                toFull.write(
                    sink -> {
                      for (int line = 1; line <= 100_000; line++) {
                        sink.write(line, ONE);
                      }
                    }))
        .isInstanceOf(DragomanException.class)
        .hasMessageStartingWith("Cannot write /dev/full: ");
  }
}
