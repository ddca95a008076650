package org.dragoman.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Scores and signatures of sacreBLEU on random segments that are meant to be hard. */
class SacreBleuCasesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  List<DynamicTest> everySupportedCaseAgrees() {
    List<DynamicTest> tests = new ArrayList<>();
    List<JsonNode> cases = cases();
    for (int i = 0; i < cases.size(); i++) {
      JsonNode node = cases.get(i);
      if (isSupported(node)) {
        tests.add(dynamicTest("line " + (i + 1) + " " + node.get("options"), () -> check(node)));
      }
    }
    assertThat(tests).as("supported cases").isNotEmpty();
    return tests;
  }

  @Test
  void casesNotYetSupported() {
    Map<String, Integer> left = new TreeMap<>();
    for (JsonNode node : cases()) {
      if (!isSupported(node)) {
        left.merge(kind(node), 1, Integer::sum);
      }
    }
    if (!left.isEmpty()) {
      abort("Not yet supported, cases by kind: " + left);
    }
  }

  private static void check(JsonNode node) {
    BleuScore score = bleu(node.get("options")).corpus(hypotheses(node), references(node));
    double expected = node.get("score").asDouble();
    assertThat(score.value()).isCloseTo(expected, within(1e-9 * expected));
    assertThat(score.signature())
        .hasToString(MetricsFixtures.withOurVersion(node.get("signature").asText()));
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

  private static boolean isSupported(JsonNode node) {
    String tokenizer = node.path("options").path("tokenize").asText("13a");
    return node.get("metric").asText().equals("bleu")
        && Arrays.stream(BleuTokenizer.values()).anyMatch(known -> known.label().equals(tokenizer));
  }

  private static String kind(JsonNode node) {
    JsonNode tokenizer = node.path("options").path("tokenize");
    String metric = node.get("metric").asText();
    return tokenizer.isMissingNode() ? metric : metric + " tok:" + tokenizer.asText();
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
