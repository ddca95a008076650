package org.dragoman.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.dragoman.runtime.file.SentencePair;
import org.junit.jupiter.api.Test;

class PairHashTest {
  private static PairHash text(String source, String target) {
    return PairHash.ofText(new SentencePair(source, target));
  }

  @Test
  void spaceAroundATextDoesNotCountAndAllElseDoes() {
    assertThat(text(" a b\t", "c")).isEqualTo(text("a b", "c"));
    assertThat(text("a  b", "c")).isNotEqualTo(text("a b", "c"));
    assertThat(PairHash.ofKeys(new SentencePair("A  b", "c!")))
        .isEqualTo(PairHash.ofKeys(new SentencePair("a b.", "C")));
  }

  @Test
  void sidesAndWhatPartsThemCount() {
    PairHash pair = text("a", "b");
    assertThat(pair.source()).isNotEqualTo(text("b", "a").target());
    assertThat(pair.pair()).isNotEqualTo(text("b", "a").pair());
    assertThat(text("ab", "c").pair()).isNotEqualTo(text("a", "bc").pair());
  }

  @Test
  void aSideWithoutTextIsNothing() {
    assertThat(text(" ", "a").source()).isZero();
    assertThat(text(" ", "a").isWhole()).isFalse();
    assertThat(text("a", "").pair()).isZero();
    assertThat(text("a", "a").isWhole()).isTrue();
  }

  @Test
  void manyLikeTextsHaveHashesOfTheirOwn() {
    assertThat(
            IntStream.range(0, 200_000)
                .mapToObj(i -> text(Integer.toString(i), Integer.toString(i % 100)))
                .flatMap(
                    hash -> IntStream.of(0, 1).mapToObj(i -> i == 0 ? hash.source() : hash.pair()))
                .distinct()
                .count())
        .isEqualTo(400_000);
  }
}
