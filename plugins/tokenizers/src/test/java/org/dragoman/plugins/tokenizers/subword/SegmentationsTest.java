package org.dragoman.plugins.tokenizers.subword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dragoman.plugins.tokenizers.subword.Segmentations.Scored;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against all segmentations, one by one. */
class SegmentationsTest {
  private static final int DRAWS = 40_000;

  private static String text(Lattice lattice, int[] way) {
    return String.join(" ", lattice.texts(way));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "abc", "abcab", "aabbccaabbcc", "cabcabcabc"})
  void sumsAreThoseOfAllSegmentations(String token) {
    Map<String, Double> all = TinyPieces.segmentations(token);
    double total = all.values().stream().mapToDouble(p -> p).sum();
    double[] expected = new double[TinyPieces.PIECES.size()];
    all.forEach(
        (segmentation, p) -> {
          for (String piece : segmentation.split(" ")) {
            for (int i = 0; i < expected.length; i++) {
              expected[i] += TinyPieces.PIECES.get(i).text().equals(piece) ? 3 * p / total : 0;
            }
          }
        });
    double[] counts = new double[expected.length];
    double logProbability =
        ForwardBackward.addExpectedCounts(
            TinyPieces.lattice(token), TinyPieces.scores(), 3, counts);

    assertThat(logProbability).isCloseTo(Math.log(total), within(1e-12));
    assertThat(counts).containsExactly(expected, within(1e-12));
    double squares = all.values().stream().mapToDouble(p -> Math.pow(p, 0.5)).sum();
    assertThat(ForwardBackward.backward(TinyPieces.lattice(token), TinyPieces.scores(), 0.5)[0])
        .isCloseTo(Math.log(squares), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "abc", "abcab", "aabbccaabbcc", "cabcabcabc"})
  void theBestAreTheMostProbableOfAll(String token) {
    Lattice lattice = TinyPieces.lattice(token);
    Map<String, Double> all = TinyPieces.segmentations(token);
    List<Double> probabilities =
        all.values().stream().sorted((a, b) -> Double.compare(b, a)).toList();
    for (int n : new int[] {1, 2, 7, 10_000}) {
      List<Scored> best = Segmentations.best(lattice, TinyPieces.scores(), n);
      assertThat(best).hasSize(Math.min(n, all.size()));
      assertThat(best.stream().map(scored -> text(lattice, scored.edges())))
          .doesNotHaveDuplicates();
      for (int i = 0; i < best.size(); i++) {
        double probability = Math.exp(best.get(i).score());
        assertThat(probability).isCloseTo(probabilities.get(i), within(1e-12));
        assertThat(probability)
            .isCloseTo(all.get(text(lattice, best.get(i).edges())), within(1e-12));
      }
    }
    assertThat(all.get(text(lattice, Segmentations.best(lattice, TinyPieces.scores()))))
        .isCloseTo(probabilities.get(0), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 3})
  void drawsAreAsFrequentAsTheirProbabilitiesSay(double alpha) {
    Lattice lattice = TinyPieces.lattice("abcab");
    Map<String, Double> all = TinyPieces.segmentations("abcab");
    Random random = new Random(1);
    Map<String, Integer> drawn = new HashMap<>();
    for (int i = 0; i < DRAWS; i++) {
      drawn.merge(
          text(lattice, Segmentations.draw(lattice, TinyPieces.scores(), alpha, random)),
          1,
          Integer::sum);
    }
    assertFrequencies(drawn, all, alpha);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 1000})
  void drawsFromTheFewBestLikewise(int n) {
    Map<String, Double> best = new HashMap<>();
    TinyPieces.segmentations("abcab").entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(n)
        .forEach(entry -> best.put(entry.getKey(), entry.getValue()));
    Unigram model = new Unigram(TinyPieces.PIECES, new UnigramConfig(1, 1, 1, 0.5, 0.4, n));
    Random random = new Random(2);
    Map<String, Integer> drawn = new HashMap<>();
    for (int i = 0; i < DRAWS; i++) {
      drawn.merge(String.join(" ", model.sample(List.of("abcab"), random)), 1, Integer::sum);
    }
    assertFrequencies(drawn, best, 0.4);
  }

  private static void assertFrequencies(
      Map<String, Integer> drawn, Map<String, Double> probabilities, double alpha) {
    double total = probabilities.values().stream().mapToDouble(p -> Math.pow(p, alpha)).sum();
    assertThat(probabilities).containsKeys(drawn.keySet().toArray(String[]::new));
    probabilities.forEach(
        (segmentation, p) -> {
          double share = Math.pow(p, alpha) / total;
          assertThat(drawn.getOrDefault(segmentation, 0) / (double) DRAWS)
              .as(segmentation)
              .isCloseTo(share, within(5 * Math.sqrt(share * (1 - share) / DRAWS) + 1e-4));
        });
  }

  @Test
  void anUnknownUnitIsTakenWhereThereIsNoOtherWay() {
    Lattice lattice = TinyPieces.lattice("ab\u00e4a");
    assertThat(lattice.texts(Segmentations.best(lattice, TinyPieces.scores())))
        .containsExactly("\u2581ab", "\u00e4", "a");
    // An x is known only behind a y: it is better to take that piece than an unknown x.
    PieceTrie trie = new PieceTrie();
    List<Piece> pieces = List.of(new Piece("\u2581", -1), new Piece("y", -1), new Piece("yx", -9));
    for (int i = 0; i < pieces.size(); i++) {
      trie.add(pieces.get(i).text(), i);
    }
    Lattice other = Lattice.of(MarkedToken.of("yx"), trie);
    assertThat(other.texts(Segmentations.best(other, PieceScores.of(pieces))))
        .containsExactly("\u2581", "yx");
  }

  @Test
  void aMarkOfTheTokensOwnStartsNoPiece() {
    List<Piece> pieces =
        List.of(new Piece("\u2581", -1), new Piece("\u2581a", -1), new Piece("b\u2581", -1));
    Unigram model = new Unigram(pieces, new UnigramConfig(1, 1, 1, 0.5, 0, 0));
    assertThat(model.encode(List.of("b\u2581a", "\u2581a", "\u2581")))
        .containsExactly("\u2581", "b\u2581", "a", "\u2581\u2581", "a", "\u2581\u2581");
  }

  @Test
  void aVeryLongTokenHasItsLogarithm() {
    String token = "abc".repeat(30_000);
    Lattice lattice = TinyPieces.lattice(token);
    double[] counts = new double[TinyPieces.PIECES.size()];
    double log = ForwardBackward.addExpectedCounts(lattice, TinyPieces.scores(), 1, counts);
    assertThat(log).isBetween(-200_000.0, -50_000.0);
    assertThat(counts[TinyPieces.PIECES.size() - 1]).isBetween(10.0, 30_000.0);
    assertThat(
            String.join(
                "",
                lattice.texts(
                    Segmentations.draw(lattice, TinyPieces.scores(), 0.1, new Random(3)))))
        .isEqualTo("\u2581" + token);
  }
}
