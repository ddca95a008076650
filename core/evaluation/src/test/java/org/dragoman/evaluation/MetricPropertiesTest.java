package org.dragoman.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class MetricPropertiesTest {

  record Segment(String hypothesis, String first, @Nullable String second) {}

  @Property(tries = 300)
  void mergedStatisticsScoreAsTheConcatenation(
      @ForAll("metrics") Metric metric,
      @ForAll("corpora") List<Segment> left,
      @ForAll("corpora") List<Segment> right) {
    List<Segment> both = new ArrayList<>(left);
    both.addAll(right);
    Statistics merged = sum(metric, left).plus(sum(metric, right));
    assertThat(metric.score(merged)).isEqualTo(corpus(metric, both));
    assertThat(sum(metric, right).plus(sum(metric, left))).isEqualTo(merged);
    assertThat(merged.plus(metric.zero())).isEqualTo(merged);
    assertThat(metric.zero().plus(merged)).isEqualTo(merged);
  }

  @Property(tries = 500)
  void matchesAreThoseOfCountingPlainly(
      @ForAll("sentences") List<String> hypothesis,
      @ForAll("sentences") List<String> first,
      @ForAll("sentences") List<String> second,
      @ForAll @IntRange(min = 1, max = 9) int maxOrder) {
    long[] expected = new long[maxOrder];
    for (int order = 1; order <= maxOrder; order++) {
      Map<List<String>, Integer> inFirst = ngrams(first, order);
      Map<List<String>, Integer> inSecond = ngrams(second, order);
      for (Map.Entry<List<String>, Integer> ngram : ngrams(hypothesis, order).entrySet()) {
        int most =
            Math.max(
                inFirst.getOrDefault(ngram.getKey(), 0), inSecond.getOrDefault(ngram.getKey(), 0));
        expected[order - 1] += Math.min(ngram.getValue(), most);
      }
    }
    Numbering words = new Numbering();
    ReferenceNgrams references =
        new ReferenceNgrams(List.of(words.of(first), words.of(second)), maxOrder);
    assertThat(references.matches(words.of(hypothesis))).containsExactly(expected);
  }

  @Property(tries = 200)
  void aReferenceScoresInFullAgainstItself(@ForAll("sentences") List<String> words) {
    String line = String.join(" ", words);
    BleuScore score =
        Bleu.builder().optEffectiveOrder(true).build().sentence(line, List.of("other", line));
    assertThat(score.value()).isBetween(words.isEmpty() ? 0 : 100 - 1e-9, 100 + 1e-9);
  }

  @Provide
  Arbitrary<List<String>> sentences() {
    return Arbitraries.of("a", "b", "c", "d").list().ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<Segment>> corpora() {
    Arbitrary<String> line =
        Arbitraries.of("der", "Hund", "bellt", ",", "1.5", "z.B.", "DER")
            .list()
            .ofMaxSize(12)
            .map(words -> String.join(" ", words));
    return Combinators.combine(line, line, line.injectNull(0.3))
        .as(Segment::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<Metric> metrics() {
    return Arbitraries.of(
        Bleu.builder().build(),
        Bleu.builder().optLowercase(true).optMaxOrder(6).build(),
        new Chrf(ChrfOptions.defaults()),
        new Chrf(ChrfOptions.plusPlus()),
        new Ter(TerOptions.defaults()));
  }

  private static Score corpus(Metric metric, List<Segment> segments) {
    List<@Nullable String> second = new ArrayList<>();
    segments.forEach(segment -> second.add(segment.second()));
    return metric.corpus(
        segments.stream().map(Segment::hypothesis).toList(),
        List.of(segments.stream().map(Segment::first).toList(), second));
  }

  private static Statistics sum(Metric metric, List<Segment> segments) {
    Statistics sum = metric.zero();
    for (Segment segment : segments) {
      List<String> references =
          segment.second() == null
              ? List.of(segment.first())
              : List.of(segment.first(), segment.second());
      sum = sum.plus(metric.statistics(segment.hypothesis(), references));
    }
    return sum;
  }

  private static Map<List<String>, Integer> ngrams(List<String> words, int order) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int i = 0; i + order <= words.size(); i++) {
      counts.merge(words.subList(i, i + order), 1, Integer::sum);
    }
    return counts;
  }
}
