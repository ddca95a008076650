package org.dragoman.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.inference.TokenDetail;
import org.dragoman.runtime.inference.TokenScores;
import org.dragoman.runtime.text.AtomicFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether alignments are written, how and where. */
@Command
final class AlignmentOptions {
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

  /** Fails where one of both is missing. */
  void check() {
    if ((format == null) != (output == null)) {
      throw DragomanException.configuration(
          "--alignments says the form of alignments and --alignments-output their file. Give both.");
    }
  }

  boolean areWanted() {
    return format != null;
  }

  /** What must be known of tokens; at least what else is wanted. */
  TokenDetail detail(TokenDetail least) {
    return format == null ? least : TokenDetail.WEIGHTS;
  }

  /** Takes the alignments of outputs. */
  @FunctionalInterface
  interface Sink {
    /** Writes one, where alignments are wanted. */
    void write(long line, TokenScores tokens) throws IOException;
  }

  /** Work that writes alignments. */
  @FunctionalInterface
  interface Work {
    /** Does it. */
    void with(Sink sink) throws IOException;
  }

  /** Does the work; the file is put in place when it is whole. */
  void write(Work work) throws IOException {
    AlignmentFormat form = format;
    if (form == null || output == null) {
      work.with((line, tokens) -> {});
      return;
    }
    AtomicFile.write(
        output,
        stream -> {
          Writer writer =
              new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
          work.with((line, tokens) -> writer.write(form.of(line, tokens)));
          writer.flush();
        });
  }
}
