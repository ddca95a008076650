package org.dragoman.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.dragoman.evaluation.Bleu;
import org.dragoman.evaluation.BleuScore;
import org.dragoman.evaluation.BleuTokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How to compute BLEU, and how to print it. */
@Command
final class ScoreOptions {
  @Option(
      names = "--tokenize",
      defaultValue = "13a",
      paramLabel = "13a|none",
      converter = TokenizerName.class,
      description =
          "How lines are divided into tokens; none: at white space. Default: ${DEFAULT-VALUE}.")
  private BleuTokenizer tokenizer = BleuTokenizer.V13A;

  @Option(names = "--lowercase", description = "Ignore case.")
  private boolean lowercase;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "One line, or an object. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  /** The form of a score on standard output. */
  enum Format {
    /** The line that sacreBLEU prints, with the signature in it. */
    TEXT,
    /** An object with the parts of that line. */
    JSON
  }

  /** The metric as it was asked for. */
  Bleu bleu() {
    return Bleu.builder().optTokenizer(tokenizer).optLowercase(lowercase).build();
  }

  /** Prints a score as it was asked for. */
  void print(BleuScore score, Streams streams) throws IOException {
    Writer out = streams.text();
    out.write(
        switch (format) {
          case TEXT -> score.formatWithSignature();
          case JSON -> json(score);
        });
    out.write('\n');
    out.flush();
  }

  private static String json(BleuScore score) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode node = mapper.createObjectNode();
    node.put("name", "BLEU");
    node.put("score", score.value());
    node.put("signature", score.signature().toString());
    node.set("precisions", mapper.valueToTree(score.precisions()));
    node.put("brevityPenalty", score.brevityPenalty());
    node.put("lengthRatio", score.lengthRatio());
    node.put("hypothesisLength", score.statistics().hypothesisLength());
    node.put("referenceLength", score.statistics().referenceLength());
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(node);
  }

  /** Finds a tokenizer by its name in signatures. */
  static final class TokenizerName implements ITypeConverter<BleuTokenizer> {
    @Override
    public BleuTokenizer convert(String name) {
      try {
        return BleuTokenizer.of(name.toLowerCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
