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

class BleuPropertiesTest {

  record Segment(String hypothesis, String first, @Nullable String second) {}

  @Property(tries = 500)
  void mergedStatisticsScoreAsTheConcatenation(
      @ForAll("corpora") List<Segment> left,
      @ForAll("corpora") List<Segment> right,
      @ForAll boolean lowercase,
      @ForAll @IntRange(min = 1, max = 6) int maxOrder) {
    Bleu bleu = Bleu.builder().optLowercase(lowercase).optMaxOrder(maxOrder).build();
    List<Segment> both = new ArrayList<>(left);
    both.addAll(right);
    BleuStatistics merged = sum(bleu, left).plus(sum(bleu, right));
    assertThat(bleu.score(merged)).isEqualTo(corpus(bleu, both));
    assertThat(sum(bleu, right).plus(sum(bleu, left))).isEqualTo(merged);
    assertThat(merged.plus(BleuStatistics.zero(maxOrder))).isEqualTo(merged);
    assertThat(BleuStatistics.zero(maxOrder).plus(merged)).isEqualTo(merged);
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
    ReferenceNgrams references = new ReferenceNgrams(List.of(first, second), maxOrder);
    assertThat(references.matches(hypothesis)).containsExactly(expected);
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

  private static BleuScore corpus(Bleu bleu, List<Segment> segments) {
    List<@Nullable String> second = new ArrayList<>();
    segments.forEach(segment -> second.add(segment.second()));
    return bleu.corpus(
        segments.stream().map(Segment::hypothesis).toList(),
        List.of(segments.stream().map(Segment::first).toList(), second));
  }

  private static BleuStatistics sum(Bleu bleu, List<Segment> segments) {
    BleuStatistics sum = BleuStatistics.zero(bleu.options().maxOrder());
    for (Segment segment : segments) {
      List<String> references =
          segment.second() == null
              ? List.of(segment.first())
              : List.of(segment.first(), segment.second());
      sum = sum.plus(bleu.statistics(segment.hypothesis(), references));
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
