package org.dragoman.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.dragoman.cli.doctor.CellCheck;
import org.dragoman.cli.doctor.Diagnosis;
import org.dragoman.cli.doctor.DiagnosisJson;
import org.dragoman.cli.doctor.DiagnosisText;
import org.dragoman.cli.doctor.Machine;
import org.dragoman.cli.doctor.Rate;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.Version;
import org.dragoman.cli.option.DeviceOption;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.engine.check.Checked;
import org.dragoman.runtime.engine.check.Extent;
import org.dragoman.runtime.engine.check.Grid;
import org.dragoman.runtime.engine.check.Operations;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dragoman doctor}: checks that this machine computes right. */
@Command(
    name = "doctor",
    description = {
      "Tells what Dragoman runs on, and checks in some seconds that the engine computes right here:"
          + " its operations against double precision in plain Java, and each installed cell"
          + " against its own steps.",
      "Ends with 1 where something is wrong, and says what that means. Run it first where a result"
          + " is strange."
    })
public final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Write a JSON object in place of the text.")
  private boolean json;

  @Mixin private final DeviceOption device = new DeviceOption();

  private final Streams streams;
  private final GlobalOptions options;
  private final Function<Torch, List<Checked>> operations;

  public DoctorCommand(Streams streams, GlobalOptions options) {
    this(streams, options, torch -> Grid.run(torch, Operations.of(torch), Extent.SHORT));
  }

  /**
   * Creates a doctor with other checks of the engine.
   *
   * @param operations runs the checks on an engine
   */
  public DoctorCommand(
      Streams streams, GlobalOptions options, Function<Torch, List<Checked>> operations) {
    this.streams = streams;
    this.options = options;
    this.operations = operations;
  }

  @Override
  public Integer call() throws Exception {
    try (Torch torch = Torch.open(Devices.parse(device.name()))) {
      double startSeconds = secondsSinceStart();
      try (Registry registry =
          PluginLoader.load(torch.ops(), options.pluginFolder().stream().toList())) {
        Diagnosis diagnosis =
            new Diagnosis(
                Version.own().orElse("(development)"),
                Machine.of(torch),
                startSeconds,
                operations.apply(torch),
                new CellCheck(torch, registry).run(),
                Rate.measure(torch));
        write(json ? DiagnosisJson.of(diagnosis) : DiagnosisText.of(diagnosis));
        return diagnosis.wrong().isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
      }
    }
  }

  private static double secondsSinceStart() {
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    return (System.currentTimeMillis() - started) / 1000.0;
  }

  private void write(String text) throws IOException {
    Writer out = streams.text();
    out.write(text);
    out.flush();
  }
}
