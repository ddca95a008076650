package org.dragoman.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real systems: those of WMT17 from English to German, 3004 segments each. */
class Wmt17Test {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void scoresAgreeWithSacreBleu() throws IOException {
    List<String> reference = MetricsFixtures.wmt17("ref.de.gz");
    List<String> golden = MetricsFixtures.wmt17("golden.tsv");
    for (String line : golden.subList(1, golden.size())) {
      String[] fields = line.split("\t", -1);
      Metric metric = metric(fields[2], JSON.readTree(fields[3]));
      List<String> hypotheses = MetricsFixtures.wmt17(fields[1] + ".hyp.de.gz");
      Score score = metric.corpus(hypotheses, List.of(reference));
      double expected = Double.parseDouble(fields[5]);
      assertThat(score.value()).as(line).isCloseTo(expected, within(1e-9 * expected));
      assertThat(score.signature()).hasToString(MetricsFixtures.withOurVersion(fields[4]));
    }
    assertThat(golden).hasSize(9);
  }

  @Test
  void terAgreesWithSacreBleu() throws IOException {
    List<String> reference = MetricsFixtures.wmt17("ref.de.gz");
    String significance = String.join("", MetricsFixtures.wmt17("significance_uedin.json"));
    int systems = 0;
    for (JsonNode test : JSON.readTree(significance).get("tests")) {
      if (test.get("metric").asText().equals("TER") && test.get("test").asText().equals("bs")) {
        List<String> hypotheses =
            MetricsFixtures.wmt17(file(test.get("system").asText()) + ".hyp.de.gz");
        double expected = test.get("score").asDouble();
        assertThat(new Ter(TerOptions.defaults()).corpus(hypotheses, List.of(reference)).value())
            .as(test.get("system").asText())
            .isCloseTo(expected, within(1e-9 * expected));
        systems++;
      }
    }
    assertThat(systems).isEqualTo(4);
  }

  private static String file(String system) {
    return switch (system) {
      case "uedin-nmt" -> "uedin-nmt.4722.en-de";
      case "LIUM-NMT" -> "LIUM-NMT.4900.en-de";
      case "FBK" -> "FBK.4870.en-de";
      default -> system + ".0.en-de";
    };
  }

  private static Metric metric(String name, JsonNode options) {
    return name.equals("BLEU")
        ? Bleu.builder().build()
        : new Chrf(
            new ChrfOptions(
                6,
                options.path("word_order").asInt(0),
                2,
                false,
                false,
                options.path("eps_smoothing").asBoolean()));
  }
}
