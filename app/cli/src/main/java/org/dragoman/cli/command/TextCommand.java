package org.dragoman.cli.command;

import picocli.CommandLine.Command;

/** {@code dragoman text}: shows and checks the text pipeline. */
@Command(
    name = "text",
    description = "Shows and checks what becomes of text on its way to a model and back.",
    synopsisSubcommandLabel = "COMMAND")
public final class TextCommand {}
