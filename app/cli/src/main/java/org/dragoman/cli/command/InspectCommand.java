package org.dragoman.cli.command;

import picocli.CommandLine.Command;

/** {@code dragoman inspect}: the commands that look inside a model. */
@Command(
    name = "inspect",
    description = "Looks inside: how far gradients reach, what gates and attention do.",
    synopsisSubcommandLabel = "COMMAND")
public final class InspectCommand {}
