package org.dragoman.corpus.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.dragoman.corpus.report.Overlap.Match;
import org.dragoman.corpus.report.Overlap.Sides;
import org.dragoman.runtime.file.SentencePair;
import org.junit.jupiter.api.Test;

class OverlapCounterTest {
  private static HashedPair pair(long line, String source, String target) {
    return HashedPair.of(line, new SentencePair(source, target));
  }

  private static OverlapCounter counter(int examples, String... sides) {
    HeldOut heldOut = new HeldOut("test");
    for (int i = 0; i < sides.length; i += 2) {
      heldOut.add(pair(1 + i / 2, sides[i], sides[i + 1]));
    }
    return new OverlapCounter(heldOut, "train", examples);
  }

  @Test
  void countsThePairsHeldOutOfWhichASideStandsInTheOther() {
    OverlapCounter counter =
        counter(9, "one", "un", "two", "deux", "three", "trois", "four", "quatre", "three", "3");
    counter.look("train", pair(7, "Two!", "2"));
    counter.look("train", pair(8, "three", "TROIS"));
    counter.look("train", pair(9, "un", "one"));

    Overlap overlap = counter.overlap();
    assertThat(overlap.pairs()).isEqualTo(5);
    assertThat(overlap.exact()).isEqualTo(new Match(2, 0, 2, 0));
    assertThat(overlap.byKey()).isEqualTo(new Match(3, 1, 3, 1));
    assertThat(overlap.shared())
        .extracting("line", "otherLine", "sides")
        .containsExactly(tuple(2L, 7L, Sides.SOURCE), tuple(3L, 8L, Sides.BOTH));
  }

  @Test
  void bothSidesInDifferentPairsAreNoPair() {
    OverlapCounter counter = counter(9, "one", "un");
    counter.look("train[0]", pair(1, "one", "1"));
    counter.look("train[1]", pair(1, "1", "un"));

    assertThat(counter.overlap().exact()).isEqualTo(new Match(1, 1, 1, 0));
    assertThat(counter.overlap().shared()).hasSize(1);
  }

  @Test
  void textWithoutLettersAndDigitsDoesNotCount() {
    OverlapCounter counter = counter(9, "...", "\u2026", "?", "no");
    counter.look("train", pair(1, "...", "\u2026"));
    counter.look("train", pair(2, "?", "oui"));

    assertThat(counter.overlap().exact()).isEqualTo(new Match(0, 0, 0, 0));
    assertThat(counter.overlap().byKey()).isEqualTo(new Match(0, 0, 0, 0));
  }

  @Test
  void keepsSoManyExamplesAndCountsAll() {
    OverlapCounter counter = counter(1, "one", "un", "two", "deux");
    counter.look("train", pair(1, "one", "1"));
    counter.look("train", pair(2, "two", "2"));

    assertThat(counter.overlap().byKey().any()).isEqualTo(2);
    assertThat(counter.overlap().shared()).hasSize(1);
  }
}
