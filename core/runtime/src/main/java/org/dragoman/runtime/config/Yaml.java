package org.dragoman.runtime.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.util.regex.Pattern;
import org.dragoman.runtime.DragomanException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Parses YAML, and refuses constructs that would be read differently from how they look. */
final class Yaml {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // "no" is a text (for example a language), as in YAML 1.2.
          .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
          .build();

  private static final YAMLMapper WRITER =
      YAMLMapper.builder(YAMLFactory.builder().stringQuotingChecker(new PlainWords()).build())
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private Yaml() {}

  static String write(JsonNode tree) throws JsonProcessingException {
    return WRITER.writeValueAsString(tree);
  }

  /**
   * Returns the tree of a document; a {@code MissingNode} for an empty one.
   *
   * @param name the name of the document in messages
   * @throws DragomanException if it is no YAML; the message names line and column
   */
  static JsonNode parse(String yaml, String name) {
    try {
      refuseAliases(yaml, name);
      return MAPPER.readTree(yaml);
    } catch (MismatchedInputException e) {
      throw problem(name, e.getLocation(), "a second document begins; expected only one");
    } catch (JsonProcessingException e) {
      throw e.getCause() instanceof MarkedYAMLException syntax && syntax.getProblemMark() != null
          ? problem(name, syntax)
          : problem(name, e.getLocation(), e.getOriginalMessage());
    } catch (IOException e) {
      throw DragomanException.configuration(name + ": " + e.getMessage(), e);
    }
  }

  /** Refuses aliases, because Jackson reads the alias {@code *x} as the text "x". */
  private static void refuseAliases(String yaml, String name) throws IOException {
    try (YAMLParser parser = MAPPER.getFactory().createParser(yaml)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias()) {
          throw problem(
              name,
              parser.currentTokenLocation(),
              "aliases (*name) are not supported. Write the value out.");
        }
      }
    }
  }

  /**
   * Creates the error for a syntax mistake. Jackson's own location would be that of the token
   * before the mistake.
   */
  private static DragomanException problem(String name, MarkedYAMLException syntax) {
    Mark at = syntax.getProblemMark();
    String message = syntax.getProblem();
    return DragomanException.configuration(
        "%s, line %d, column %d: %s"
            .formatted(
                name,
                at.getLine() + 1,
                at.getColumn() + 1,
                syntax.getContext() == null ? message : syntax.getContext() + ": " + message));
  }

  private static DragomanException problem(String name, JsonLocation at, String message) {
    String place =
        at == null ? "" : ", line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    return DragomanException.configuration(
        name
            + place
            + ": "
            + message.replaceFirst("^Duplicate field ", "a second key of the same name, "));
  }

  /** Omits quotes only if nobody could read the text as anything else. */
  private static final class PlainWords extends StringQuotingChecker {
    private static final long serialVersionUID = 1L;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*");

    @Override
    public boolean needToQuoteName(String name) {
      return needToQuoteValue(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
      return isReservedKeyword(value) || !PLAIN.matcher(value).matches();
    }
  }
}
