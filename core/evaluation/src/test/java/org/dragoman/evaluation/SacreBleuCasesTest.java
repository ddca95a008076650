package org.dragoman.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Scores and signatures of sacreBLEU on random segments that are meant to be hard. */
class SacreBleuCasesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  List<DynamicTest> everyCaseAgrees() {
    List<DynamicTest> tests = new ArrayList<>();
    List<JsonNode> cases = cases();
    for (int i = 0; i < cases.size(); i++) {
      JsonNode node = cases.get(i);
      String name =
          "line %d %s %s".formatted(i + 1, node.get("metric").asText(), node.get("options"));
      tests.add(dynamicTest(name, () -> check(node)));
    }
    assertThat(tests).as("cases").isNotEmpty();
    return tests;
  }

  private static void check(JsonNode node) {
    Score score = metric(node).corpus(hypotheses(node), references(node));
    double expected = node.get("score").asDouble();
    assertThat(score.value()).isCloseTo(expected, within(1e-9 * expected));
    assertThat(score.signature())
        .hasToString(MetricsFixtures.withOurVersion(node.get("signature").asText()));
  }

  private static Metric metric(JsonNode node) {
    JsonNode options = node.get("options");
    return switch (node.get("metric").asText()) {
      case "bleu" -> bleu(options);
      case "chrf" ->
          new Chrf(
              new ChrfOptions(
                  options.path("char_order").asInt(6),
                  options.path("word_order").asInt(0),
                  options.path("beta").asInt(2),
                  options.path("lowercase").asBoolean(),
                  options.path("whitespace").asBoolean(),
                  options.path("eps_smoothing").asBoolean()));
      case "ter" ->
          new Ter(
              new TerOptions(
                  options.path("normalized").asBoolean(),
                  options.path("no_punct").asBoolean(),
                  options.path("asian_support").asBoolean(),
                  options.path("case_sensitive").asBoolean()));
      default -> throw new IllegalArgumentException(node.toString());
    };
  }

  private static Bleu bleu(JsonNode options) {
    Bleu.Builder builder = Bleu.builder();
    builder
        .optTokenizer(BleuTokenizer.of(options.path("tokenize").asText("13a")))
        .optLowercase(options.path("lowercase").asBoolean())
        .optEffectiveOrder(options.path("effective_order").asBoolean())
        .optMaxOrder(options.path("max_ngram_order").asInt(4));
    JsonNode value = options.path("smooth_value");
    return builder
        .optSmoothing(
            switch (options.path("smooth_method").asText("exp")) {
              case "exp" -> Smoothing.EXP;
              case "floor" -> Smoothing.floor(value.asDouble(0.1));
              case "add-k" -> Smoothing.addK(value.asDouble(1));
              case "none" -> Smoothing.NONE;
              default -> throw new IllegalArgumentException(options.toString());
            })
        .build();
  }

  private static List<String> hypotheses(JsonNode node) {
    List<String> lines = new ArrayList<>();
    node.get("hypotheses").forEach(line -> lines.add(line.asText()));
    return lines;
  }

  private static List<List<@Nullable String>> references(JsonNode node) {
    List<List<@Nullable String>> streams = new ArrayList<>();
    for (JsonNode stream : node.get("references")) {
      List<@Nullable String> lines = new ArrayList<>();
      stream.forEach(line -> lines.add(line.isNull() ? null : line.asText()));
      streams.add(lines);
    }
    return streams;
  }

  private static List<JsonNode> cases() {
    List<JsonNode> cases = new ArrayList<>();
    for (String line : MetricsFixtures.segments()) {
      try {
        cases.add(JSON.readTree(line));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return cases;
  }
}
