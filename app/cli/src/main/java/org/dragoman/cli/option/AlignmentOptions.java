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

/** Whether alignments are written, how and where. */
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
   * Fails where one of both options is missing, or their file cannot be written or is another of
   * the command's.
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

  /** What must be known of tokens; at least what else is wanted. */
  public TokenDetail detail(TokenDetail least) {
    return format == null ? least : TokenDetail.WEIGHTS;
  }

  /** Takes the alignments of outputs. */
  @FunctionalInterface
  public interface Sink {
    /** Writes one, where alignments are wanted. */
    void write(long line, TokenScores tokens) throws IOException;
  }

  /** Work that writes alignments. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void with(Sink sink) throws IOException;
  }

  /** What went wrong elsewhere while the file of alignments was open, so that it is not blamed. */
  private static final class Elsewhere extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final IOException failure;

    Elsewhere(IOException failure) {
      super(failure);
      this.failure = failure;
    }
  }

  /** Does the work; the file is put in place when it is whole. */
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
