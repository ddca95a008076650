package org.dragoman.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dragoman.cli.Run;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.runtime.engine.check.Checked;
import org.dragoman.runtime.engine.check.Finding;
import org.dragoman.runtime.engine.check.Use;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DoctorCommandTest {
  /** One operation that is wrong at two sizes, and one that is right. */
  private static final List<Checked> FAULTY =
      List.of(
          new Checked(
              "linear, packed",
              Use.PACKED_PRODUCTS,
              1e-4,
              64,
              Double.POSITIVE_INFINITY,
              List.of(
                  new Finding("rows 5, inputs 33, outputs 40", Finding.Part.RESULT, 1.25, ""),
                  new Finding(
                      "rows 1, inputs 5, outputs 70",
                      Finding.Part.RESULT,
                      Double.POSITIVE_INFINITY,
                      ""))),
          new Checked("softmax", Use.ATTENTION, 1e-4, 8, 1e-7, List.of()));

  /** Runs the command with a look at the engine that finds what is given. */
  private static Run withFindings(List<Checked> found, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            new ByteArrayInputStream(new byte[0]),
            out,
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    int code =
        new CommandLine(new DoctorCommand(streams, new GlobalOptions(Map.of()), torch -> found))
            .execute(arguments);
    return new Run(code, out.toString(StandardCharsets.UTF_8), "");
  }

  @Test
  void aRightMachineEndsWithZeroAndTellsWhatItIs() {
    Run run = Run.of("doctor", "--device", "cpu");

    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("Dragoman   ", "Java       " + System.getProperty("java.version"))
        .contains("Processor  ", "Engine     PyTorch 2.7.1 on cpu(), threads: 1")
        .contains("  right  linear, packed ", "  right  fused lstm in reverse ")
        .contains("  right  cell gru ", "  right  cell lstm ")
        .contains("  steps  cell mgu: it has no other form")
        .containsPattern(" {2}float32 +\\d+ GFLOP/s at 64 x 1024 by 1024 x 1024")
        .containsPattern(
            "Verdict: right. \\d+ operations and \\d+ cells compute what they must.\n$");
    String natives =
        run.out().lines().filter(line -> line.startsWith("Natives")).findFirst().orElseThrow();
    assertThat(Path.of(natives.substring("Natives".length()).strip())).matches(Files::isDirectory);
  }

  @Test
  void aWrongOperationEndsWithOneAndSaysWhatItMeans() {
    Run run = withFindings(FAULTY, "--device", "cpu");

    assertThat(run.code()).isEqualTo(ExitCode.CHECK_FAILED);
    assertThat(run.out())
        .containsPattern(" {2}WRONG {2}linear, packed +2 of 64 sizes\n")
        .contains("the result is off by 1.3 of its greatest value at rows 5, inputs 33, outputs 40")
        .contains("  right  softmax ")
        .contains("Verdict: WRONG. 1 of ")
        .contains("- linear, packed: the result holds values that are no numbers at rows 1, ")
        .contains("Translations and scores are wrong here: Dragoman compares each packed weight")
        .contains("ONEDNN_MAX_CPU_ISA=AVX2 dragoman doctor");
  }

  @Test
  void theJsonHasTheSameWithStableKeys() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(withFindings(FAULTY, "--device", "cpu", "--json").out());

    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "right",
            "version",
            "java",
            "system",
            "heap_bytes",
            "memory_bytes",
            "processor",
            "engine",
            "settings",
            "start_seconds",
            "operations",
            "cells",
            "products");
    assertThat(json.get("right").asBoolean(true)).isFalse();
    assertThat(json.at("/processor").fieldNames())
        .toIterable()
        .containsExactly("name", "count", "instruction_sets", "caches");
    assertThat(json.at("/engine").fieldNames())
        .toIterable()
        .containsExactly("name", "device", "threads", "natives", "gpus");
    JsonNode wrong = json.at("/operations/0");
    assertThat(wrong.fieldNames())
        .toIterable()
        .containsExactly("name", "right", "sizes", "allowed", "error", "wrong", "meaning");
    assertThat(wrong.get("error").isNull()).isTrue();
    assertThat(wrong.at("/wrong/0/error").asDouble()).isEqualTo(1.25);
    assertThat(wrong.at("/wrong/0/size").asText()).isEqualTo("rows 5, inputs 33, outputs 40");
    assertThat(wrong.at("/wrong/0/part").asText()).isEqualTo("result");
    assertThat(wrong.get("meaning").asText()).startsWith("Translations and scores are wrong");
    assertThat(json.at("/operations/1/meaning").asText()).isEmpty();
    assertThat(json.at("/cells").findValuesAsText("name")).contains("cell gru", "cell sru");
    assertThat(json.at("/products/0").fieldNames())
        .toIterable()
        .containsExactly("type", "shape", "gflops");
  }

  @Test
  void anUnknownDeviceIsUsage() {
    Run run = Run.of("doctor", "--device", "tpu");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("Unknown device 'tpu'");
  }
}
