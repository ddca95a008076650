package org.dragoman.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.cli.io.Streams;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.cli.option.InstalledPlugins;
import org.dragoman.runtime.config.ConfigReference;
import org.dragoman.runtime.config.FieldDoc;
import org.dragoman.runtime.plugin.Registration;
import picocli.CommandLine.Command;

/** {@code dragoman plugins}: lists the installed components and their options. */
@Command(
    name = "plugins",
    description =
        "Lists the installed components: kind, name, jar, version, and their configuration.",
    synopsisSubcommandLabel = "[COMMAND]")
public final class PluginsCommand implements Callable<Integer> {
  private final Streams streams;
  private final GlobalOptions options;

  public PluginsCommand(Streams streams, GlobalOptions options) {
    this.streams = streams;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    return InstalledPlugins.use(
        options,
        (torch, registry) -> {
          Writer out = streams.text();
          for (Registration registration : registry.all()) {
            write(registration, out);
          }
          out.flush();
          return registry.problems().isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
        });
  }

  private static void write(Registration registration, Writer out) throws IOException {
    out.write(
        "%-10s %-14s %-24s %s%n"
            .formatted(
                registration.kind().name().toLowerCase(Locale.ROOT),
                registration.name(),
                registration.origin().name(),
                registration.origin().version()));
    for (FieldDoc field : ConfigReference.fields(registration.factory().configType())) {
      out.write(
          "             %s: %s = %s  %s%n"
              .formatted(field.path(), field.type(), field.defaultValue(), field.description()));
    }
  }
}
