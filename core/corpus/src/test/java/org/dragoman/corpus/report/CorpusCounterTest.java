package org.dragoman.corpus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.dragoman.corpus.PairHash;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Languages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusCounterTest {
  private static CorpusReport report(@Nullable Languages languages, String... sides) {
    CorpusCounter counter = new CorpusCounter(languages, new Duplicates(), 2);
    for (int i = 0; i < sides.length; i += 2) {
      SentencePair pair = new SentencePair(sides[i], sides[i + 1]);
      counter.add(1 + i / 2, pair, PairHash.ofText(pair));
    }
    return counter.report("corpus", "file", "", Map.of());
  }

  /** How many pairs there are of each kind that was found. */
  private static Map<Finding, Long> found(CorpusReport report) {
    Map<Finding, Long> found = new EnumMap<>(Finding.class);
    report
        .findings()
        .forEach(
            (finding, pairs) -> {
              if (pairs.pairs() > 0) {
                found.put(finding, pairs.pairs());
              }
            });
    return found;
  }

  private static List<Long> lines(CorpusReport report, Finding finding) {
    return report.findings().get(finding).examples().stream().map(Example::line).toList();
  }

  @Test
  void countsLengths() {
    CorpusReport report = report(null, "a bc", "d", "", "e f g", "\uD83D\uDE00 h i", "j");

    assertThat(report.pairs()).isEqualTo(3);
    assertThat(report.source().words().distribution().total()).isEqualTo(5);
    assertThat(report.source().words().longestLine()).isEqualTo(3);
    assertThat(report.source().characters().distribution().max()).isEqualTo(5);
    assertThat(report.target().characters().distribution().total()).isEqualTo(7);
    assertThat(report.target().characters().longestLine()).isEqualTo(2);
    assertThat(report.grid().pairs(4, 1, 2)).isEqualTo(2);
    assertThat(report.grid().pairs(0, 0, LengthGrid.LONGEST)).isEqualTo(3);
  }

  @Test
  void theMeanOfRatiosIsThatOfTheirLogarithmsWithoutEmptySides() {
    CorpusReport report = report(null, "ab", "abcd", "abcd", "ab", "", "abc", "a", "abcdefgh");

    assertThat(report.ratios().mean()).isCloseTo(2, within(1e-3));
    assertThat(report.ratios().quantile(0.05)).isCloseTo(0.5, within(1e-3));
    assertThat(report.ratios().quantile(0.95)).isCloseTo(8, within(1e-2));
  }

  @ParameterizedTest
  @CsvSource({
    "'a\uFFFDb', 'c', REPLACEMENT_CHARACTER",
    "'a', 'sch\u00C3\u00B6n', MOJIBAKE",
    "'a\u0007', 'c', CONTROL_CHARACTER",
    "'a', 'b\u2028c', CONTROL_CHARACTER",
    "'a', 'b\u0092c', CONTROL_CHARACTER",
    "'a\uFEFFb', 'c', BYTE_ORDER_MARK",
    "'a', '\uE000', PRIVATE_USE",
    "'a', ' ', EMPTY",
    "'a 1', 'b 2', NUMBERS",
    "'a', ' a ', IDENTICAL",
  })
  void findsWhatIsSuspicious(String source, String target, Finding finding) {
    CorpusReport report = report(null, "fine", "bien", source, target, "also", "aussi");

    assertThat(found(report)).isEqualTo(Map.of(finding, 1L));
    assertThat(lines(report, finding)).containsExactly(2L);
  }

  @Test
  void aTabIsNoDamage() {
    assertThat(found(report(null, "a\tb", "c"))).isEmpty();
  }

  @Test
  void findsAWrongScriptWhereTheScriptIsKnown() {
    String[] pairs = {"cat", "\u732B", "cat", "chat", "\u732B", "\u732B!"};

    assertThat(lines(report(new Languages("en", "ja"), pairs), Finding.SCRIPT))
        .containsExactly(2L, 3L);
    assertThat(report(null, pairs).findings()).doesNotContainKey(Finding.SCRIPT);
    // Of one side the script is not known.
    assertThat(lines(report(new Languages("en", "qaa"), pairs), Finding.SCRIPT))
        .containsExactly(3L);
  }

  @Test
  void countsWhatWasThereAlreadyAndKeepsTheFirstOnly() {
    CorpusReport report =
        report(null, "a", "x", "a", "y", "b", "x", " a ", "x", "a", "x", "", "", "", "");

    assertThat(found(report))
        .isEqualTo(
            Map.of(
                Finding.EMPTY, 2L,
                Finding.DUPLICATE_PAIR, 2L,
                Finding.DUPLICATE_SOURCE, 3L,
                Finding.DUPLICATE_TARGET, 3L));
    assertThat(lines(report, Finding.DUPLICATE_PAIR)).containsExactly(4L, 5L);
    assertThat(lines(report, Finding.DUPLICATE_SOURCE)).containsExactly(2L, 4L);
    assertThat(lines(report, Finding.DUPLICATE_TARGET)).containsExactly(3L, 4L);
  }

  @Test
  void theMostUnlikeLengthsComeFirstWhereverTheyAre() {
    CorpusCounter counter = new CorpusCounter(null, new Duplicates(), 2);
    for (int line = 1; line <= 1000; line++) {
      int length =
          switch (line) {
            case 300 -> 60;
            case 500 -> 1;
            case 700 -> 70;
            default -> 10 + line % 2;
          };
      SentencePair pair = new SentencePair("b".repeat(10) + line % 10, "c".repeat(length));
      counter.add(line, pair, PairHash.ofText(pair));
    }
    CorpusReport report = counter.report("corpus", "file", "", Map.of());

    assertThat(report.ratios().suspicious()).isEqualTo(3);
    assertThat(report.findings().get(Finding.LENGTH_RATIO).pairs()).isEqualTo(3);
    assertThat(lines(report, Finding.LENGTH_RATIO)).containsExactly(500L, 700L);
    assertThat(report.ratios().lowest()).isBetween(0.2, 1.0);
    assertThat(report.ratios().highest()).isBetween(1.0, 4.0);
  }

  @Test
  void lengthsThatAreAllAlikeAreNotSuspicious() {
    assertThat(found(report(null, "ab", "c", "de", "f"))).isEmpty();
  }

  @Test
  void anExampleIsShortAndShowsTheDamage() {
    String text = "\uD83D\uDE00".repeat(500) + "\uFFFD" + "\uD83D\uDE00".repeat(500);
    Example example =
        report(null, text, "b").findings().get(Finding.REPLACEMENT_CHARACTER).examples().get(0);

    assertThat(example.source())
        .hasSizeLessThan(170)
        .contains("\uFFFD")
        .startsWith("\u2026\uD83D\uDE00")
        .endsWith("\uD83D\uDE00\u2026");
    assertThat(example.target()).isEqualTo("b");
  }
}
