package org.dragoman.evaluation.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.evaluation.Bleu;
import org.dragoman.evaluation.Chrf;
import org.dragoman.evaluation.ChrfOptions;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.MetricsFixtures;
import org.dragoman.evaluation.Statistics;
import org.dragoman.evaluation.Ter;
import org.dragoman.evaluation.TerOptions;
import org.dragoman.evaluation.significance.PairedTest.Method;
import org.dragoman.evaluation.significance.PairedTest.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedTestTest {
  private static final Map<String, String> FILES =
      Map.of(
          "uedin-nmt", "uedin-nmt.4722.en-de.hyp.de.gz",
          "LIUM-NMT", "LIUM-NMT.4900.en-de.hyp.de.gz",
          "FBK", "FBK.4870.en-de.hyp.de.gz",
          "online-A", "online-A.0.en-de.hyp.de.gz");
  private static final List<Metric> METRICS =
      List.of(
          Bleu.builder().build(), new Chrf(ChrfOptions.defaults()), new Ter(TerOptions.defaults()));

  /** Both files and both methods are of the same translations, whose TER takes seconds. */
  private static final Map<String, List<Statistics>> STATISTICS = new HashMap<>();

  /** Means, intervals and p-values of sacreBLEU, whose random numbers are others. */
  @ParameterizedTest
  @ValueSource(strings = {"significance_uedin.json", "significance_lium.json"})
  void agreesWithSacreBleuWithinSamplingError(String file) throws IOException {
    List<String> reference = MetricsFixtures.wmt17("ref.de.gz");
    JsonNode tests =
        new ObjectMapper().readTree(String.join("", MetricsFixtures.wmt17(file))).get("tests");
    for (Metric metric : METRICS) {
      for (Method method : Method.values()) {
        List<JsonNode> expected = new ArrayList<>();
        for (JsonNode test : tests) {
          if (test.get("metric").asText().equals(metric.name())
              && test.get("test").asText().equals(method.label())) {
            expected.add(test);
          }
        }
        if (!expected.isEmpty()) {
          compare(metric, method, expected, reference);
        }
      }
    }
    assertThat(tests).isNotEmpty();
  }

  private static void compare(
      Metric metric, Method method, List<JsonNode> expected, List<String> reference) {
    List<List<Statistics>> systems = new ArrayList<>();
    for (JsonNode test : expected) {
      String system = test.get("system").asText();
      systems.add(
          STATISTICS.computeIfAbsent(
              metric.name() + " of " + system,
              key ->
                  metric.statistics(MetricsFixtures.wmt17(FILES.get(system)), List.of(reference))));
    }
    // Fewer than sacreBLEU's 10,000 of the randomisation, to be quick.
    int samples = 2000;
    List<Outcome> outcomes = new PairedTest(method, samples, 0, 1).compare(metric, systems);
    for (int i = 0; i < outcomes.size(); i++) {
      JsonNode test = expected.get(i);
      Outcome outcome = outcomes.get(i);
      String name = method + " " + metric.name() + " " + test.get("system").asText();
      double score = test.get("score").asDouble();
      assertThat(outcome.score().value()).as(name).isCloseTo(score, within(1e-9 * score));
      if (!test.get("mean").isNull()) {
        // A half width is about two standard deviations of a resampled score.
        double halfWidth = test.get("ci").asDouble();
        double error = halfWidth / 2 / Math.sqrt(samples);
        assertThat(outcome.interval().mean())
            .as("mean of " + name)
            .isCloseTo(test.get("mean").asDouble(), within(5 * error));
        assertThat(outcome.interval().halfWidth())
            .as("interval of " + name)
            .isCloseTo(halfWidth, within(0.12 * halfWidth));
      }
      if (test.get("p").isNull()) {
        assertThat(outcome.pValue()).isNull();
      } else {
        double p = test.get("p").asDouble();
        double error = Math.sqrt(2 * p * (1 - p) / samples) + 1.0 / samples;
        assertThat(outcome.pValue()).as("p of " + name).isCloseTo(p, within(5 * error));
      }
    }
  }

  @Test
  void theSameSystemDiffersByChanceAlone() {
    Metric metric = METRICS.get(0);
    List<String> lines = List.of("a small dog barks .", "it rains today", "nobody came here");
    List<Statistics> system = metric.statistics(lines, List.of(List.of(lines.get(0), "b", "c")));
    for (PairedTest test :
        List.of(PairedTest.bootstrap(), new PairedTest(Method.RANDOMIZATION, 50, 20, 3))) {
      List<Outcome> outcomes = test.compare(metric, List.of(system, system));
      assertThat(outcomes.get(0).pValue()).isNull();
      assertThat(outcomes.get(1).pValue()).isEqualTo(1);
      assertThat(outcomes.get(1).interval()).isEqualTo(outcomes.get(0).interval());
    }
  }

  @Test
  void aSeedGivesTheSameAgain() {
    Metric metric = METRICS.get(1);
    List<Statistics> one =
        metric.statistics(List.of("abc", "def g", "hi"), List.of(List.of("abd", "de g", "ho")));
    List<Statistics> two =
        metric.statistics(List.of("abd", "d", "hu"), List.of(List.of("abd", "de g", "ho")));
    PairedTest test = new PairedTest(Method.BOOTSTRAP, 200, 0, 5);
    assertThat(test.compare(metric, List.of(one, two)))
        .isEqualTo(test.compare(metric, List.of(one, two)))
        .isNotEqualTo(
            new PairedTest(Method.BOOTSTRAP, 200, 0, 6).compare(metric, List.of(one, two)));
  }

  @Test
  void systemsOfDifferentLengthAreRefused() {
    Metric metric = METRICS.get(0);
    List<Statistics> one = metric.statistics(List.of("a"), List.of(List.of("a")));
    List<Statistics> two = metric.statistics(List.of("a", "b"), List.of(List.of("a", "b")));
    assertThatThrownBy(() -> PairedTest.bootstrap().compare(metric, List.of(one, two)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Systems of 1 and 2 segments cannot be compared");
    assertThatThrownBy(() -> new PairedTest(Method.BOOTSTRAP, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The number of samples is 0; it must be at least 1");
  }
}
