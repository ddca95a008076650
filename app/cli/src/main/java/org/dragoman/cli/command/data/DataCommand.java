package org.dragoman.cli.command.data;

import picocli.CommandLine.Command;

/** {@code dragoman data}: the commands for corpora. */
@Command(
    name = "data",
    description = "Makes, checks, splits and filters corpora.",
    synopsisSubcommandLabel = "COMMAND")
public final class DataCommand {

  /** {@code dragoman data make}: corpora that need no download. */
  @Command(
      name = "make",
      description = "Generates a parallel corpus.",
      synopsisSubcommandLabel = "CORPUS")
  public static final class Make {}
}
