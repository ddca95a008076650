package org.dragoman.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.dragoman.cli.command.AverageCommand;
import org.dragoman.cli.command.CompareCommand;
import org.dragoman.cli.command.DoctorCommand;
import org.dragoman.cli.command.EvaluateCommand;
import org.dragoman.cli.command.GenerateCommand;
import org.dragoman.cli.command.InspectCommand;
import org.dragoman.cli.command.InspectGatesCommand;
import org.dragoman.cli.command.InspectGradientsCommand;
import org.dragoman.cli.command.InspectProbabilitiesCommand;
import org.dragoman.cli.command.LabelCommand;
import org.dragoman.cli.command.LogprobCommand;
import org.dragoman.cli.command.PluginsCheckCommand;
import org.dragoman.cli.command.PluginsCommand;
import org.dragoman.cli.command.PluginsNewCommand;
import org.dragoman.cli.command.ReportCommand;
import org.dragoman.cli.command.RescoreCommand;
import org.dragoman.cli.command.ScoreCommand;
import org.dragoman.cli.command.SweepCommand;
import org.dragoman.cli.command.TextCheckCommand;
import org.dragoman.cli.command.TextCommand;
import org.dragoman.cli.command.TextShowCommand;
import org.dragoman.cli.command.TrainCommand;
import org.dragoman.cli.command.TranslateCommand;
import org.dragoman.cli.command.TuneCommand;
import org.dragoman.cli.command.VerifyCommand;
import org.dragoman.cli.command.data.DataCasingCommand;
import org.dragoman.cli.command.data.DataCheckCommand;
import org.dragoman.cli.command.data.DataCommand;
import org.dragoman.cli.command.data.DataFilterCommand;
import org.dragoman.cli.command.data.DataSplitCommand;
import org.dragoman.cli.command.data.MakeAddingCommand;
import org.dragoman.cli.command.data.MakeCopyCommand;
import org.dragoman.cli.command.data.MakeDatesCommand;
import org.dragoman.cli.command.data.MakeNumbersCommand;
import org.dragoman.cli.io.Logging;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.io.Version;
import org.dragoman.cli.option.GlobalOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program: assembles the commands, runs one, and turns its outcome into an exit code. */
@Command(
    name = "dragoman",
    description = "Trains and runs neural machine translation.",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:fine",
      "1:a check failed",
      "2:usage or configuration",
      "3:data",
      "4:runtime",
      "130:interrupted by Ctrl-C",
      "141:the reader of standard output went away",
      "143:ended by a termination signal"
    })
public final class Dragoman {
  @SuppressWarnings("UnusedVariable") // Read by picocli.
  @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
  private boolean version;

  private Dragoman() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    // Numbers look the same everywhere: some locales have a decimal comma or digits of their own.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.exit(run(Streams.ofProcess(), System.getenv(), arguments));
  }

  /** Runs a command and returns its exit code. */
  static int run(Streams streams, Map<String, String> environment, String... arguments) {
    GlobalOptions options = new GlobalOptions(environment);
    Failures failures = new Failures(streams.err(), options);
    CommandLine line = commands(streams, options);
    line.setParameterExceptionHandler((e, unused) -> failures.usage(e));
    line.setExecutionExceptionHandler((e, command, result) -> failures.report(e));
    line.setExecutionStrategy(
        result -> {
          if (options.verbose()) {
            Logging.verbose();
          }
          return new CommandLine.RunLast().execute(result);
        });
    try {
      return line.execute(arguments);
    } catch (Throwable e) {
      // picocli hands over exceptions only; an OutOfMemoryError or LinkageError comes out here.
      return failures.report(e);
    } finally {
      line.getOut().flush();
      streams.err().flush();
    }
  }

  private static CommandLine commands(Streams streams, GlobalOptions options) {
    CommandLine make =
        new CommandLine(new DataCommand.Make())
            .addSubcommand(new MakeNumbersCommand(streams.err()))
            .addSubcommand(new MakeDatesCommand(streams.err()))
            .addSubcommand(new MakeCopyCommand(streams.err()))
            .addSubcommand(new MakeAddingCommand(streams.err()));
    CommandLine data =
        new CommandLine(new DataCommand())
            .addSubcommand(make)
            .addSubcommand(new DataCheckCommand(streams, options))
            .addSubcommand(new DataSplitCommand(streams, options))
            .addSubcommand(new DataCasingCommand(streams))
            .addSubcommand(new DataFilterCommand(streams, options));
    CommandLine text =
        new CommandLine(new TextCommand())
            .addSubcommand(new TextShowCommand(streams, options))
            .addSubcommand(new TextCheckCommand(streams, options));
    CommandLine plugins =
        new CommandLine(new PluginsCommand(streams, options))
            .addSubcommand(new PluginsNewCommand(streams, options))
            .addSubcommand(new PluginsCheckCommand(streams));
    CommandLine inspect =
        new CommandLine(new InspectCommand())
            .addSubcommand(new InspectGatesCommand(streams, options))
            .addSubcommand(new InspectGradientsCommand(streams, options))
            .addSubcommand(new InspectProbabilitiesCommand(streams, options));
    CommandLine root = new CommandLine(new Dragoman());
    root.addMixin("options", options);
    return root.addSubcommand(new TrainCommand(streams, options))
        .addSubcommand(new SweepCommand(streams, options))
        .addSubcommand(new ReportCommand(streams, options))
        .addSubcommand(new VerifyCommand(streams, options))
        .addSubcommand(new AverageCommand(streams, options))
        .addSubcommand(new TranslateCommand(streams, options))
        .addSubcommand(new EvaluateCommand(streams, options))
        .addSubcommand(new GenerateCommand(streams, options))
        .addSubcommand(new LabelCommand(streams, options))
        .addSubcommand(new LogprobCommand(streams, options))
        .addSubcommand(new RescoreCommand(streams, options))
        .addSubcommand(new TuneCommand(streams, options))
        .addSubcommand(new ScoreCommand(streams))
        .addSubcommand(new CompareCommand(streams, options))
        .addSubcommand(inspect)
        .addSubcommand(new DoctorCommand(streams, options))
        .addSubcommand(plugins)
        .addSubcommand(text)
        .addSubcommand(data)
        .setOut(new PrintWriter(new OutputStreamWriter(streams.out(), StandardCharsets.UTF_8)))
        .setErr(new PrintWriter(streams.err(), true, StandardCharsets.UTF_8))
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setAbbreviatedSubcommandsAllowed(false);
  }
}
