package org.dragoman.runtime.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.stream.Collectors;
import org.dragoman.runtime.DragomanException;

/** Parses YAML, and refuses what would be read otherwise than it looks. */
final class Yaml {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Yaml() {}

  /**
   * The tree of a document; a {@code MissingNode} for an empty one.
   *
   * @param name what messages call the document
   * @throws DragomanException where it is no YAML; the message says the line and column
   */
  static JsonNode parse(String yaml, String name) {
    try {
      refuseAliases(yaml, name);
      return MAPPER.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw problem(name, e.getLocation(), firstWords(e.getOriginalMessage()));
    } catch (IOException e) {
      throw DragomanException.configuration(name + ": " + e.getMessage(), e);
    }
  }

  /** Jackson reads the alias {@code *x} as the text "x". */
  private static void refuseAliases(String yaml, String name) throws IOException {
    try (YAMLParser parser = MAPPER.getFactory().createParser(yaml)) {
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias()) {
          throw problem(
              name, location(parser), "aliases (*name) are not supported. Write the value out.");
        }
      }
    }
  }

  private static JsonLocation location(JsonParser parser) {
    return parser.currentTokenLocation();
  }

  private static DragomanException problem(String name, JsonLocation at, String message) {
    String place =
        at == null ? "" : ", line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    return DragomanException.configuration(name + place + ": " + message);
  }

  /** A parser's message without its excerpts of the file, which are indented. */
  private static String firstWords(String message) {
    return message
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith(" "))
        .collect(Collectors.joining("; "));
  }
}
