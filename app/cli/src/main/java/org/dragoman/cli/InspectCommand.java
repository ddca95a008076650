package org.dragoman.cli;

import picocli.CommandLine.Command;

/** {@code dragoman inspect}: the commands that look inside. */
@Command(
    name = "inspect",
    description = "Looks inside: how far gradients reach, what gates and attention do.",
    synopsisSubcommandLabel = "COMMAND")
final class InspectCommand {}
