package org.dragoman.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Real systems: those of WMT17 from English to German, 3004 segments each. */
class Wmt17Test {

  @Test
  void bleuAgreesWithSacreBleu() {
    List<String> golden = MetricsFixtures.wmt17("golden.tsv");
    List<String> reference = MetricsFixtures.wmt17("ref.de.gz");
    int systems = 0;
    for (String line : golden) {
      String[] fields = line.split("\t", -1);
      if (fields[2].equals("BLEU")) {
        systems++;
        assertThat(fields[3]).as("only the defaults are tried here").isEqualTo("{}");
        List<String> hypotheses = MetricsFixtures.wmt17(fields[1] + ".hyp.de.gz");
        BleuScore score = Bleu.builder().build().corpus(hypotheses, List.of(reference));
        double expected = Double.parseDouble(fields[5]);
        assertThat(score.value()).as(fields[1]).isCloseTo(expected, within(1e-9 * expected));
        assertThat(score.signature()).hasToString(MetricsFixtures.withOurVersion(fields[4]));
      }
    }
    assertThat(systems).isEqualTo(4);
  }
}
