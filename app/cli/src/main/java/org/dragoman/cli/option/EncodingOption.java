package org.dragoman.cli.option;

import java.nio.charset.Charset;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.Encodings;
import org.dragoman.runtime.file.TextInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The encoding of the texts that a command reads. */
@Command
public final class EncodingOption {
  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description =
          "The encoding of the texts that are read, such as windows-1252 or Shift_JIS. Default:"
              + " UTF-8, or what a byte order mark says.")
  private @Nullable String name;

  /** Returns the given name; null if there is none. */
  public @Nullable String name() {
    return name;
  }

  /** Returns how texts are opened. */
  public TextInput input() {
    return name == null ? TextInput.DEFAULT : new TextInput(charset(name));
  }

  private static Charset charset(String name) {
    try {
      return Encodings.named(name);
    } catch (IllegalArgumentException e) {
      throw DragomanException.configuration("--encoding: " + e.getMessage() + ".", e);
    }
  }
}
