package org.dragoman.cli.option;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.translate.TokenScores;

/** The formats of written alignments; one entry per output, in order. */
public enum AlignmentFormat {
  /** A line with {@code s-t} for each target token: indices of tokens from 0, without end marks. */
  PHARAOH {
    @Override
    String of(long line, TokenScores tokens) {
      List<Integer> alignment = tokens.alignment();
      return IntStream.range(0, alignment.size())
              .mapToObj(t -> alignment.get(t) + "-" + t)
              .collect(Collectors.joining(" "))
          + "\n";
    }
  },
  /**
   * A table with tab-separated columns: the source tokens, then a line for each target token with
   * its weights; an empty line ends it.
   */
  MATRIX {
    @Override
    String of(long line, TokenScores tokens) {
      StringBuilder table = new StringBuilder();
      if (!tokens.weights().isEmpty()) {
        table.append('\t').append(String.join("\t", source(tokens))).append('\n');
        List<String> target = target(tokens);
        for (int t = 0; t < target.size(); t++) {
          table.append(target.get(t));
          tokens
              .weights()
              .get(t)
              .forEach(weight -> table.append(String.format(Locale.ROOT, "\t%.4f", weight)));
          table.append('\n');
        }
      }
      return table.append('\n').toString();
    }
  },
  /** A JSON object per line: tokens of both sides, log-probabilities, weights, Pharaoh pairs. */
  JSON {
    @Override
    String of(long line, TokenScores tokens) throws IOException {
      ObjectNode node = MAPPER.createObjectNode();
      node.put("line", line);
      ArrayNode sourceTokens = node.putArray("source_tokens");
      ArrayNode targetTokens = node.putArray("target_tokens");
      if (!tokens.weights().isEmpty()) {
        source(tokens).forEach(sourceTokens::add);
        target(tokens).forEach(targetTokens::add);
      }
      ArrayNode scores = node.putArray("log_probabilities");
      tokens.logProbabilities().forEach(scores::add);
      ArrayNode weights = node.putArray("weights");
      tokens.weights().forEach(row -> row.forEach(weights.addArray()::add));
      ArrayNode alignment = node.putArray("alignment");
      List<Integer> places = tokens.alignment();
      for (int t = 0; t < places.size(); t++) {
        alignment.addArray().add(places.get(t)).add(t);
      }
      return MAPPER.writeValueAsString(node) + "\n";
    }
  };

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String END = Vocabulary.SPECIALS.get(Vocabulary.END);

  /**
   * Returns an entry.
   *
   * @param line the number of the input line, from 1
   */
  abstract String of(long line, TokenScores tokens) throws IOException;

  private static List<String> source(TokenScores tokens) {
    List<String> all = new ArrayList<>(tokens.sourceTokens());
    all.add(END);
    return all;
  }

  /** Returns the scored target tokens, including the end mark if the output ended. */
  public static List<String> target(TokenScores tokens) {
    List<String> all = new ArrayList<>(tokens.targetTokens());
    if (tokens.isEnded()) {
      all.add(END);
    }
    return all;
  }
}
