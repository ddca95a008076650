package org.dragoman.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dragoman.cli.data.NumberCorpus.Style;
import org.dragoman.runtime.file.SentencePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberCorpusTest {
  private static final MadeCorpus CORPUS = generate(7, 40_000, 500, 1_000);

  @ParameterizedTest
  @CsvSource({
    "0, zero",
    "7, seven",
    "10, ten",
    "19, nineteen",
    "20, twenty",
    "21, twenty-one",
    "100, one hundred",
    "101, one hundred and one",
    "345, three hundred and forty-five",
    "1000, one thousand",
    "2007, two thousand and seven",
    "2100, two thousand one hundred",
    "12012, twelve thousand and twelve",
    "300000, three hundred thousand",
    "5000003, five million and three",
    "483205112, four hundred and eighty-three million two hundred and five thousand one hundred"
        + " and twelve",
    "999999999, nine hundred and ninety-nine million nine hundred and ninety-nine thousand nine"
        + " hundred and ninety-nine"
  })
  void wordsAreThoseOfBritishEnglish(int number, String words) {
    assertThat(NumberCorpus.words(number, Style.AND_HYPHEN)).isEqualTo(words);
  }

  @Test
  void stylesLeaveOutAndAndHyphens() {
    assertThat(NumberCorpus.words(1_000_121, Style.PLAIN_SPACE))
        .isEqualTo("one million one hundred twenty one");
    assertThat(NumberCorpus.words(121, Style.AND_SPACE)).isEqualTo("one hundred and twenty one");
    assertThat(NumberCorpus.words(121, Style.PLAIN_HYPHEN)).isEqualTo("one hundred twenty-one");
  }

  @Test
  void wordsBelongToTheirDigits() {
    for (SentencePair pair : CORPUS.test()) {
      assertThat(Style.values())
          .extracting(style -> NumberCorpus.words(Integer.parseInt(pair.target()), style))
          .contains(pair.source());
    }
  }

  @Test
  void splitsHaveTheirSizesAndShareNoNumber() {
    List<SentencePair> all = new ArrayList<>(CORPUS.train());
    all.addAll(CORPUS.dev());
    all.addAll(CORPUS.test());

    assertThat(CORPUS.train()).hasSize(40_000);
    assertThat(CORPUS.dev()).hasSize(500);
    assertThat(CORPUS.test()).hasSize(1_000);
    assertThat(all).extracting(SentencePair::target).doesNotHaveDuplicates();
  }

  @Test
  void theSameSeedMakesTheSameCorpusAndAnotherAnother() {
    assertThat(generate(7, 400, 5, 10)).isEqualTo(generate(7, 400, 5, 10));
    assertThat(generate(8, 400, 5, 10)).isNotEqualTo(generate(7, 400, 5, 10));
  }

  @Test
  void magnitudesAreBalancedAndAllSmallNumbersAreTrainedOn() {
    Map<Integer, Long> train = lengths(CORPUS.train());
    assertThat(IntStream.rangeClosed(5, 9)).allMatch(digits -> train.get(digits) > 5_000);
    assertThat(CORPUS.train())
        .extracting(SentencePair::target)
        .contains(IntStream.range(0, 100).mapToObj(Integer::toString).toArray(String[]::new));

    assertThat(lengths(CORPUS.dev())).containsOnlyKeys(3, 4, 5, 6, 7, 8, 9);
    assertThat(lengths(CORPUS.test())).containsOnlyKeys(3, 4, 5, 6, 7, 8, 9);
    assertThat(lengths(CORPUS.test()).values()).allMatch(count -> count >= 90);
  }

  @Test
  void groupsOfZerosAreNotRare() {
    assertThat(CORPUS.train().stream().filter(pair -> pair.target().matches(".+000.*")).count())
        .isGreaterThan(4_000);
  }

  @Test
  void theLargestCorpusCanBeMade() {
    assertThat(generate(1, 900_000, 50_000, 50_000).train()).hasSize(900_000);
  }

  @Test
  void sizesAreRefusedWithTheLimits() {
    assertThatThrownBy(() -> generate(1, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> generate(1, Integer.MAX_VALUE, 1, 1))
        .hasMessageContaining("1,000,000");
  }

  private static Map<Integer, Long> lengths(List<SentencePair> pairs) {
    return pairs.stream()
        .collect(Collectors.groupingBy(pair -> pair.target().length(), Collectors.counting()));
  }

  private static MadeCorpus generate(long seed, int train, int dev, int test) {
    return NumberCorpus.generate(seed, new MadeCorpus.Sizes(train, dev, test));
  }
}
