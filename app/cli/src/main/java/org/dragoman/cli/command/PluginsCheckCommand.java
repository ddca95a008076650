package org.dragoman.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.plugin.CheckedConfig;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.testkit.check.CheckListener;
import org.dragoman.testkit.check.ContractRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dragoman plugins check}: runs the contracts on the components of jars. */
@Command(
    name = "check",
    description = {
      "Loads jars as plugins beside the built-in ones, and checks that every component keeps the"
          + " contract of its kind, with its default options and a small size.",
      "Ends with 1 where a jar is refused or a component breaks its contract."
    })
public final class PluginsCheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "JAR|FOLDER",
      description = "Plugins: jars, or folders with the jars of one plugin each.")
  private List<Path> plugins = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "NAME.OPTION=VALUE",
      description = "Sets an option of the component NAME. May be given several times.")
  private List<String> sets = new ArrayList<>();

  private final Streams streams;

  public PluginsCheckCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    for (Path plugin : plugins) {
      if (!Files.exists(plugin)) {
        throw DragomanException.configuration(
            "There is no file %s. Build the plugin first.".formatted(plugin));
      }
    }
    try (Torch torch = Torch.open(Devices.parse("cpu"));
        Registry registry = PluginLoader.loadJars(torch.ops(), plugins)) {
      return check(registry);
    }
  }

  private int check(Registry registry) throws IOException {
    PrintWriter out = new PrintWriter(streams.text());
    registry.warnings().forEach(warning -> out.println("WARNING  " + warning));
    registry.problems().forEach(problem -> out.println("REFUSED  " + problem));
    List<Registration> checked =
        registry.all().stream().filter(registration -> !registration.isBuiltIn()).toList();
    // The reason is printed above the message that a component is missing.
    out.flush();
    requireNames(checked);
    int broken = 0;
    for (Registration registration : checked) {
      broken += check(registry, registration, out) ? 0 : 1;
    }
    int refused = registry.problems().size();
    out.println(verdict(checked.size(), broken, refused));
    out.flush();
    if (out.checkError()) {
      throw new IOException(Streams.OUTPUT_FAILED + "the reader went away");
    }
    return broken + refused == 0 ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  private void requireNames(List<Registration> checked) {
    for (String set : sets) {
      if (checked.stream().noneMatch(registration -> optionOf(registration, set).isPresent())) {
        throw DragomanException.configuration(
            "--set %s: expected NAME.option=value, where NAME is a component of the plugins that are checked: %s."
                .formatted(
                    set, String.join(", ", checked.stream().map(Registration::name).toList())));
      }
    }
  }

  private static Optional<String> optionOf(Registration registration, String set) {
    String prefix = registration.name() + ".";
    return set.startsWith(prefix) ? Optional.of(set.substring(prefix.length())) : Optional.empty();
  }

  private boolean check(Registry registry, Registration registration, PrintWriter out) {
    String who =
        "%s '%s' (%s, version %s)"
            .formatted(
                registration.kind().label(),
                registration.name(),
                registration.origin().name(),
                registration.origin().version());
    CheckedConfig config;
    try {
      List<String> given =
          sets.stream().flatMap(set -> optionOf(registration, set).stream()).toList();
      config = CheckedConfig.of(registry, registration, given);
    } catch (DragomanException e) {
      out.println(who + " cannot be checked: " + e.getMessage());
      return false;
    }
    out.println(who + " with " + config.inWords());
    boolean held = ContractRun.of(config.subject(), new Lines(out));
    out.println(held ? "  It keeps its contract." : "  It breaks its contract.");
    return held;
  }

  private static String verdict(int checked, int broken, int refused) {
    if (broken + refused > 0) {
      return "Verdict: not good. Components checked: %d, that break their contract: %d; plugins refused: %d."
          .formatted(checked, broken, refused);
    }
    return "Verdict: good. Components checked: %d.".formatted(checked);
  }

  /** Writes a line for each check. */
  private record Lines(PrintWriter out) implements CheckListener {
    @Override
    public void checked(String check, Outcome outcome, String detail) {
      switch (outcome) {
        case HELD -> out.println("  holds    " + check);
        case SKIPPED -> out.println("  skipped  " + check + ": " + detail);
        case FAILED -> {
          out.println("  FAILS    " + check);
          detail.lines().forEach(line -> out.println("           " + line));
        }
      }
      out.flush();
    }

    @Override
    public void measured(String what, String value) {
      out.println("  speed    " + what + ": " + value);
    }
  }
}
