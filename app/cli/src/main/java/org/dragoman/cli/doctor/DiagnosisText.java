package org.dragoman.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dragoman.runtime.engine.check.Checked;

/** Writes a diagnosis for a reader. */
public final class DiagnosisText {
  private static final String ADVICE =
      """
      What to do: run it again with older instructions, as in
        ONEDNN_MAX_CPU_ISA=AVX2 dragoman doctor
      Where that is right, keep the variable set. Else use another machine. Please report the output.
      """;

  private final Diagnosis diagnosis;
  private final List<String> lines = new ArrayList<>();

  private DiagnosisText(Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
  }

  /** Returns the whole text; lines end with line feeds. */
  public static String of(Diagnosis diagnosis) {
    DiagnosisText text = new DiagnosisText(diagnosis);
    text.machine(diagnosis.machine());
    text.lines.add("");
    text.lines.add("Operations of the engine, against double precision in plain Java");
    diagnosis.operations().forEach(text::checked);
    text.lines.add("");
    text.lines.add("Cells, the whole sequence at once against their own steps");
    diagnosis.cells().forEach(text::checked);
    text.lines.add("");
    text.speed();
    text.lines.add("");
    return String.join("\n", text.lines) + "\n" + text.verdict();
  }

  private void machine(Machine machine) {
    line("Dragoman", diagnosis.version());
    line("Java", machine.java() + ", heap up to " + megabytes(machine.heap()));
    line(
        "System",
        machine.system() + (machine.memory() > 0 ? ", memory " + megabytes(machine.memory()) : ""));
    line(
        "Processor",
        machine.processor().name() + ", " + machine.processors() + " of them for Java");
    if (!machine.processor().instructionSets().isEmpty()) {
      line("", String.join(" ", machine.processor().instructionSets()));
    }
    if (machine.processor().caches() == Processor.Caches.HIDDEN) {
      line(
          "",
          "it hides its caches, as some virtual machines do: faults of the engine are likelier");
    }
    line(
        "Engine",
        "%s on %s, threads: %d".formatted(machine.engine(), machine.device(), machine.threads()));
    line("Natives", machine.natives());
    line("GPUs", machine.gpus() == 0 ? "none" : String.valueOf(machine.gpus()));
    line(
        "Settings",
        machine.settings().isEmpty()
            ? "none"
            : machine.settings().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" ")));
  }

  private static String megabytes(long bytes) {
    return "%,d MB".formatted(bytes >> 20);
  }

  private void line(String name, String value) {
    lines.add("%-10s %s".formatted(name, value));
  }

  private void checked(Checked checked) {
    if (checked.isRight() && checked.trials() == 0) {
      lines.add("  steps  " + checked.name() + ": it has no other form");
    } else if (checked.isRight()) {
      lines.add(
          "  right  %-42s %3d sizes, %s"
              .formatted(checked.name(), checked.trials(), error(checked)));
    } else {
      lines.add(
          "  WRONG  %-42s %3d of %d sizes"
              .formatted(checked.name(), checked.wrong().size(), checked.trials()));
      checked.wrong().stream()
          .limit(5)
          .forEach(finding -> lines.add("         " + finding.inWords()));
    }
  }

  private static String error(Checked checked) {
    return checked.error() == 0 ? "exact" : "off by %.1g at most".formatted(checked.error());
  }

  private void speed() {
    lines.add("Speed");
    line(
        "  start",
        "%.1f s from the start of Java until the engine was there"
            .formatted(diagnosis.startSeconds()));
    if (diagnosis.rates().stream().noneMatch(rate -> rate.products().equals(Rate.BFLOAT16))) {
      line("  " + Rate.BFLOAT16, "not used here: the engine has no fast products in it");
    }
    for (Rate rate : diagnosis.rates()) {
      line("  " + rate.products(), "%.0f GFLOP/s at %s".formatted(rate.gflops(), Rate.SHAPE));
    }
  }

  private String verdict() {
    List<Checked> wrong = diagnosis.wrong();
    if (wrong.isEmpty()) {
      return "Verdict: right. %d operations and %d cells compute what they must.\n"
          .formatted(diagnosis.operations().size(), diagnosis.cells().size());
    }
    StringBuilder verdict =
        new StringBuilder(
            "Verdict: WRONG. %d of %d operations and cells compute wrong numbers here.\n"
                .formatted(wrong.size(), diagnosis.operations().size() + diagnosis.cells().size()));
    for (Checked checked : wrong) {
      verdict.append("- %s: %s.\n".formatted(checked.name(), checked.worst().inWords()));
      verdict.append("  %s\n".formatted(checked.meaning()));
    }
    return verdict.append(ADVICE).toString();
  }
}
