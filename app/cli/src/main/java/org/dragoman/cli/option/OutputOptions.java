package org.dragoman.cli.option;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.dragoman.translate.Candidate;
import org.dragoman.translate.TokenDetail;
import org.dragoman.translate.TokenScores;
import org.dragoman.translate.Translation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options for the output: the number of candidates per line, and the format. */
@Command
public final class OutputOptions {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--n-best",
      paramLabel = "N",
      description = "Write the N best candidates of each line as LINE ||| text ||| score.")
  private @Nullable Integer nBest;

  @Option(
      names = {"--format", "-f"},
      defaultValue = "text",
      paramLabel = "text|json",
      description =
          "Text, or a JSON object for each line with its candidates, their tokens and their"
              + " log-probabilities. Default: ${DEFAULT-VALUE}.")
  private ReportFormat format = ReportFormat.TEXT;

  /** Returns whether the output is one line of text for each line. */
  public boolean arePlain() {
    return nBest == null && format == ReportFormat.TEXT;
  }

  public boolean isNBest() {
    return nBest != null;
  }

  public int candidates() {
    return nBest == null ? 1 : nBest;
  }

  /** Returns the details of tokens to compute. */
  public TokenDetail detail() {
    return format == ReportFormat.JSON ? TokenDetail.SCORES : TokenDetail.NONE;
  }

  /**
   * Writes the candidates of a line.
   *
   * @param line its number, from 1
   */
  public void write(Translation translation, long line, Writer out) throws IOException {
    if (format == ReportFormat.JSON) {
      out.write(json(translation, line));
    } else if (nBest == null) {
      out.write(translation.text() + "\n");
    } else {
      for (Candidate candidate : translation.nBest()) {
        out.write(nBestLine(line, candidate.text(), candidate.score()));
      }
    }
  }

  /** Returns a line of an n-best list. */
  public static String nBestLine(long line, String text, double score) {
    return String.format(Locale.ROOT, "%d ||| %s ||| %.6f\n", line, text, score);
  }

  private static String json(Translation translation, long line) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("line", line);
    ArrayNode candidates = node.putArray("candidates");
    for (Candidate candidate : translation.nBest()) {
      ObjectNode entry = candidates.addObject();
      entry
          .put("text", candidate.text())
          .put("score", candidate.score())
          .put("log_probability", candidate.logProbability());
      TokenScores tokens = candidate.tokens();
      if (tokens != null) {
        putTokens(tokens, entry);
      }
    }
    return JSON.writeValueAsString(node) + "\n";
  }

  /** Adds the key {@code tokens}: a list of tokens, each with its log-probability. */
  public static void putTokens(TokenScores tokens, ObjectNode entry) {
    ArrayNode list = entry.putArray("tokens");
    List<String> target = AlignmentFormat.target(tokens);
    for (int t = 0; t < target.size(); t++) {
      list.addObject()
          .put("token", target.get(t))
          .put("log_probability", tokens.logProbabilities().get(t));
    }
  }
}
