package org.dragoman.cli.option;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.translate.TokenDetail;
import org.dragoman.translate.TokenScores;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options for writing alignments: format and file. */
@Command
public final class AlignmentOptions {
  @Option(
      names = "--alignments",
      paramLabel = "pharaoh|matrix|json",
      description = "Write which source tokens the model looked at; needs --alignments-output.")
  private @Nullable AlignmentFormat format;

  @Option(
      names = "--alignments-output",
      paramLabel = "FILE",
      description = "Where alignments are written, an entry for each output, in order.")
  private @Nullable Path output;

  /**
   * Checks that both options or none are given, that the file can be written, and that it is none
   * of the command's other files.
   *
   * @param roles knows the command's other files
   */
  public void check(FileRoles roles) {
    if ((format == null) != (output == null)) {
      throw DragomanException.configuration(
          "--alignments says the form of alignments and --alignments-output their file. Give both.");
    }
    if (output != null) {
      roles.writes("--alignments-output", output);
      AtomicFile.requireWritable(output);
    }
  }

  public boolean areWanted() {
    return format != null;
  }

  /** Returns the details of tokens to compute, at least the given ones. */
  public TokenDetail detail(TokenDetail least) {
    return format == null ? least : TokenDetail.WEIGHTS;
  }

  /** Receives the alignments of outputs. */
  @FunctionalInterface
  public interface Sink {
    /** Writes an alignment, if the user wants them. */
    void write(long line, TokenScores tokens) throws IOException;
  }

  /** Work that writes alignments. */
  @FunctionalInterface
  public interface Work {
    /** Does the work. */
    void with(Sink sink) throws IOException;
  }

  /**
   * Wraps a failure of something else while the alignments file was open, so that the message does
   * not blame the file.
   */
  private static final class Elsewhere extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final IOException failure;

    Elsewhere(IOException failure) {
      super(failure);
      this.failure = failure;
    }
  }

  /** Does the work; the file gets its name when it is complete. */
  public void write(Work work) throws IOException {
    AlignmentFormat form = format;
    Path file = output;
    if (form == null || file == null) {
      work.with((line, tokens) -> {});
      return;
    }
    try {
      AtomicFile.write(file, stream -> write(work, form, file, stream));
    } catch (Elsewhere e) {
      throw e.failure;
    }
  }

  private static void write(Work work, AlignmentFormat form, Path file, OutputStream stream)
      throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    Sink sink =
        (line, tokens) -> {
          try {
            writer.write(form.of(line, tokens));
          } catch (IOException e) {
            throw DragomanException.runtime("Cannot write " + file + ": " + e.getMessage(), e);
          }
        };
    try {
      work.with(sink);
    } catch (UncheckedIOException e) {
      throw new Elsewhere(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw new Elsewhere(e);
    }
    writer.flush();
  }
}
