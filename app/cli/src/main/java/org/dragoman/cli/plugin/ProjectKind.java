package org.dragoman.cli.plugin;

import java.util.List;
import java.util.Locale;
import org.dragoman.spi.ComponentKind;

/** The kinds of component for which a project can be created. */
public enum ProjectKind {
  /** A recurrent cell. */
  CELL(ComponentKind.CELL, "model: {encoder: {cell: {type: @name@, size: 256}}}", "Cell"),
  /** A context strategy. */
  CONTEXT(
      ComponentKind.CONTEXT,
      "model: {context: {type: @name@, size: 256}}",
      "Context",
      "Attention",
      "Coverage"),
  /** A tokenizer. */
  TOKENIZER(ComponentKind.TOKENIZER, "text: {source: {tokenizer: @name@}}", "Tokenizer");

  private final ComponentKind kind;
  private final String usage;
  private final List<String> endings;

  ProjectKind(ComponentKind kind, String usage, String... endings) {
    this.kind = kind;
    this.usage = usage;
    this.endings = List.of(endings);
  }

  /** The kind of component. */
  public ComponentKind kind() {
    return kind;
  }

  /** The name of its templates, and of the method that registers it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns its use in a configuration, with {@code @name@} for its name. */
  String usage() {
    return usage;
  }

  /**
   * Returns the allowed endings of its class names; the first is appended if a name has none of
   * them.
   */
  List<String> endings() {
    return endings;
  }
}
