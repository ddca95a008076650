package org.dragoman.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BleuTest {

  private static final List<String> HYPOTHESES =
      List.of("The boat lies in the old harbour.", "Nobody came, it rained.");
  private static final List<String> FIRST =
      List.of("The boat lies in the harbour of old.", "Nobody came because it rained.");
  private static final List<String> SECOND =
      Arrays.asList("A boat is lying in the old harbour.", null);

  private final Bleu bleu = Bleu.builder().build();

  /** The line that sacreBLEU 2.6.0 prints for these sentences. */
  @Test
  void formatIsThatOfSacreBleu() {
    BleuScore score = bleu.corpus(HYPOTHESES, List.of(FIRST));
    assertThat(score.format())
        .isEqualTo(
            "BLEU = 44.92 92.9/58.3/40.0/25.0 (BP = 0.931 ratio = 0.933 hyp_len = 14 ref_len = 15)");
    assertThat(score.formatWithSignature(2))
        .isEqualTo("BLEU|" + score.signature() + score.format().substring("BLEU".length()));
  }

  /** As above; the second segment has one reference, the first has two. */
  @Test
  void segmentsMayDifferInTheirNumberOfReferences() {
    BleuScore score = bleu.corpus(HYPOTHESES, List.of(FIRST, SECOND));
    assertThat(score.format())
        .isEqualTo(
            "BLEU = 67.17 92.9/83.3/70.0/50.0 (BP = 0.931 ratio = 0.933 hyp_len = 14 ref_len = 15)");
    assertThat(score.signature().toString()).startsWith("nrefs:var|case:mixed|");
  }

  /** As above, with {@code max_ngram_order=3} and {@code add-k}. */
  @Test
  void formatShowsEveryOrderSmoothed() {
    BleuScore score =
        Bleu.builder()
            .optMaxOrder(3)
            .optSmoothing(Smoothing.addK(1))
            .build()
            .corpus(HYPOTHESES, List.of(FIRST));
    assertThat(score.format())
        .isEqualTo(
            "BLEU = 59.41 92.9/61.5/45.5 (BP = 0.931 ratio = 0.933 hyp_len = 14 ref_len = 15)");
  }

  @Test
  void signatureTellsEveryOption() {
    Bleu metric =
        Bleu.builder()
            .optTokenizer(BleuTokenizer.NONE)
            .optLowercase(true)
            .optEffectiveOrder(true)
            .optSmoothing(Smoothing.floor(0.125))
            .build();
    assertThat(metric.sentence("a", List.of("a", "b", "c")).signature().toString())
        .matches(
            "nrefs:3\\|case:lc\\|eff:yes\\|tok:none\\|smooth:floor\\[0\\.12\\]\\|version:"
                + "dragoman-\\d+\\.\\d+\\.\\d+\\+sacrebleu-2\\.6\\.0");
  }

  @Test
  void statisticsCountClippedMatches() {
    BleuScore score = bleu.sentence("la la la land", List.of("la land", "la la sea"));
    assertThat(score.counts())
        .isEqualTo(new BleuCounts(List.of(3L, 2L, 0L, 0L), List.of(4L, 3L, 2L, 1L), 4, 3));
  }

  @Test
  void ofEquallyCloseReferencesTheShorterCounts() {
    assertThat(bleu.sentence("a b c", List.of("a b c d", "a b")).counts().referenceLength())
        .isEqualTo(2);
    assertThat(bleu.sentence("a b c", List.of("a b", "a b c d")).counts().referenceLength())
        .isEqualTo(2);
    assertThat(bleu.sentence("a b c", List.of("a", "a b c d")).counts().referenceLength())
        .isEqualTo(4);
  }

  @Test
  void effectiveOrderGivesAShortSentenceItsDue() {
    List<String> reference = List.of("Good morning");
    assertThat(bleu.sentence("Good morning", reference).value()).isZero();
    assertThat(Bleu.builder().optEffectiveOrder(true).build().sentence("Good morning", reference))
        .extracting(BleuScore::value)
        .satisfies(value -> assertThat(value).isCloseTo(100, within(1e-9)));
  }

  @Test
  void emptyLinesScoreZero() {
    BleuScore score = bleu.sentence("", List.of("Good morning"));
    assertThat(score.format())
        .isEqualTo(
            "BLEU = 0.00 0.0/0.0/0.0/0.0 (BP = 0.000 ratio = 0.000 hyp_len = 0 ref_len = 2)");
    assertThat(bleu.sentence("", List.of("")).format())
        .isEqualTo(
            "BLEU = 0.00 0.0/0.0/0.0/0.0 (BP = 1.000 ratio = 0.000 hyp_len = 0 ref_len = 0)");
  }

  @Test
  void differingLineCountsAreRefusedWithBoth() {
    assertThatThrownBy(() -> bleu.corpus(HYPOTHESES, List.of(FIRST, List.of("one", "two", "3"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The hypotheses have 2 lines and reference stream 2 has 3; both need one line for each"
                + " segment");
  }

  @Test
  void nothingToScoreIsRefused() {
    assertThatThrownBy(() -> bleu.corpus(List.of(), List.of(List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing to score");
    assertThatThrownBy(() -> bleu.corpus(HYPOTHESES, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one stream of references");
    assertThatThrownBy(() -> bleu.corpus(HYPOTHESES, List.of(SECOND)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Line 2 of the hypotheses has no reference");
    assertThatThrownBy(() -> bleu.sentence("a", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one reference");
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Bleu.builder().optMaxOrder(0).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The maximum n-gram order of BLEU is 0; it must be at least 1");
    assertThatThrownBy(() -> Smoothing.addK(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The value of smoothing 'add-k' is -1.0; it must be a number of at least 0");
    assertThatThrownBy(() -> new Smoothing(Smoothing.Method.EXP, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Smoothing 'exp' takes no value; given: 2.0");
  }

  @Test
  void statisticsOfAnotherOrderAreRefused() {
    Statistics bigrams = Bleu.builder().optMaxOrder(2).build().zero();
    assertThatThrownBy(() -> bleu.score(bigrams))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "BLEU with these options needs statistics of 10 counts; given: 6, of another metric");
    assertThatThrownBy(() -> bigrams.plus(bleu.zero()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10 counts")
        .hasMessageContaining("6");
  }
}
