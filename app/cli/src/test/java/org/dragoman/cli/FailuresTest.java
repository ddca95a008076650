package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.runtime.DragomanException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Failures failures =
      new Failures(new PrintStream(err, true, StandardCharsets.UTF_8), new GlobalOptions(Map.of()));

  @Test
  void aMistakeOfTheUserIsItsMessageAndNoStackTrace() {
    assertThat(failures.report(DragomanException.configuration("Unknown cell 'gruu'")))
        .isEqualTo(2);
    assertThat(failures.report(DragomanException.data("a.en has 3 lines"))).isEqualTo(3);
    assertThat(failures.report(DragomanException.runtime("disk full", new IOException())))
        .isEqualTo(4);
    assertThat(shown())
        .isEqualToNormalizingNewlines(
            """
            dragoman: Unknown cell 'gruu'
            dragoman: a.en has 3 lines
            dragoman: disk full
            """);
  }

  @Test
  void aReaderThatWentAwayEndsQuietly() {
    IOException broken = new IOException("cannot write to standard output: Broken pipe");

    assertThat(failures.report(new UncheckedIOException(broken))).isEqualTo(141);
    assertThat(shown()).isEmpty();
  }

  @Test
  void aPipeElsewhereIsAFailureAsAnyOther() {
    assertThat(failures.report(new IOException("the pipeline's file is damaged"))).isEqualTo(4);
    assertThat(shown()).contains("the pipeline's file is damaged");
  }

  @Test
  void missingMemoryIsToldWithWhatHelps() {
    assertThat(failures.report(new OutOfMemoryError("Java heap space"))).isEqualTo(4);
    assertThat(shown()).contains("DRAGOMAN_OPTS=-Xmx");
  }

  @Test
  void missingMemoryOfTheEngineIsToldApart() {
    String engine = "DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes";

    assertThat(failures.report(new IllegalStateException(engine))).isEqualTo(4);
    assertThat(shown()).contains("in the engine").doesNotContain("-Xmx");
  }

  @Test
  void aFaultOfOursNamesTheLogThatHasItsStackTrace() throws IOException {
    assertThat(failures.report(new IllegalStateException("oops"))).isEqualTo(4);

    assertThat(shown()).startsWith("dragoman: unexpected failure: ").contains("oops");
    Matcher log = Pattern.compile("stack trace is in (.*\\.log);").matcher(shown());
    assertThat(log.find()).isTrue();
    Path file = Path.of(log.group(1));
    assertThat(Files.readString(file)).contains("dragoman ", "oops", "at " + getClass().getName());
    Files.delete(file);
  }

  private String shown() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
