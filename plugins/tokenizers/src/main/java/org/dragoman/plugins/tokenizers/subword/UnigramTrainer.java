package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dragoman.plugins.tokenizers.subword.SeedPieces.Seed;

/**
 * Learns the pieces of a unigram language model (Kudo 2018): it begins with many pieces, then in
 * turn estimates their probabilities by EM and removes the pieces with the least loss, until the
 * configured number is left. Single characters always stay.
 *
 * <p>The loss of a piece is how much less probable the text becomes if each use of the piece is
 * replaced by its best segmentation into other pieces; the counts of those rise accordingly.
 */
final class UnigramTrainer {
  private static final int MOST_SEEDS = 1_000_000;
  private static final double LEAST_FINAL_COUNT = 0.5;
  private static final double NEGLIGIBLE_COUNT = 0.01; // a piece of such a loss is left out early

  private final UnigramConfig config;
  private final PieceTrie trie = new PieceTrie();
  private final UnigramEm em;
  private List<Seed> pieces;

  /**
   * Creates a trainer.
   *
   * @param tokenCounts the number of occurrences of each token; tokens with a tab or a line break
   *     are left out, because the file cannot contain them
   * @throws IllegalArgumentException if the text has more characters than the configured number of
   *     pieces
   */
  UnigramTrainer(UnigramConfig config, Map<String, Long> tokenCounts) {
    this.config = config;
    // Sorted, so that sums are computed in the same order for any kind of map.
    Map<String, Long> counts = new TreeMap<>(tokenCounts);
    counts.keySet().removeIf(token -> !UnigramFile.isStorable(token));
    List<MarkedToken> tokens = counts.keySet().stream().map(MarkedToken::of).toList();
    long[] weights = counts.values().stream().mapToLong(count -> count).toArray();
    pieces = seeds(tokens, weights);
    double[] initial = new double[pieces.size()];
    for (int i = 0; i < initial.length; i++) {
      trie.add(pieces.get(i).text(), i);
      initial[i] = weight(pieces.get(i));
    }
    List<Lattice> lattices = tokens.stream().map(token -> Lattice.of(token, trie)).toList();
    em = new UnigramEm(lattices, weights, initial);
  }

  private List<Seed> seeds(List<MarkedToken> tokens, long[] weights) {
    List<Seed> seeds = SeedPieces.of(tokens, weights, config.maxPieceLength());
    long units = seeds.stream().filter(seed -> seed.length() == 1).count();
    if (units > config.size()) {
      throw new IllegalArgumentException(
          "size must be at least the %d different characters of the text, got %d"
              .formatted(units, config.size()));
    }
    if (seeds.size() <= MOST_SEEDS) {
      return seeds;
    }
    return seeds.stream()
        .sorted(
            Comparator.comparing((Seed seed) -> seed.length() > 1)
                .thenComparing(Comparator.comparingDouble(UnigramTrainer::weight).reversed()))
        .limit(MOST_SEEDS)
        .toList();
  }

  /**
   * Returns the initial weight of a seed, to which its probability is proportional: the amount of
   * text that it covers.
   */
  private static double weight(Seed seed) {
    return seed.frequency() * seed.length();
  }

  /** Returns the pieces, the most probable first; to be called once. */
  List<Piece> train() {
    fit();
    while (pieces.size() > config.size()) {
      keep(Math.max(config.size(), (int) (config.shrink() * pieces.size())));
      fit();
    }
    PieceScores scores = em.scores(LEAST_FINAL_COUNT);
    List<Piece> result = new ArrayList<>(pieces.size());
    for (int i = 0; i < pieces.size(); i++) {
      result.add(new Piece(pieces.get(i).text(), scores.of(i)));
    }
    result.sort(Comparator.comparingDouble(Piece::score).reversed().thenComparing(Piece::text));
    return result;
  }

  private void fit() {
    for (int i = 0; i < config.iterations(); i++) {
      em.iterate();
    }
  }

  /** Keeps the pieces with the greatest loss, so many of them. */
  private void keep(int size) {
    double[] losses = losses();
    int[] numbers = new int[losses.length];
    Arrays.fill(numbers, PairTable.NONE);
    List<Integer> order = new ArrayList<>(losses.length);
    for (int i = 0; i < losses.length; i++) {
      order.add(i);
    }
    order.sort(
        Comparator.comparingDouble((Integer piece) -> losses[piece])
            .reversed()
            .thenComparing(piece -> piece));
    List<Seed> kept = new ArrayList<>(size);
    order.subList(0, size).stream()
        .sorted()
        .forEach(
            piece -> {
              numbers[piece] = kept.size();
              kept.add(pieces.get(piece));
            });
    pieces = kept;
    trie.renumber(numbers);
    em.renumber(numbers);
  }

  private double[] losses() {
    double[] counts = em.counts();
    double total = Arrays.stream(counts).sum();
    double[] losses = new double[counts.length];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = pieces.get(i).length() == 1 ? Double.POSITIVE_INFINITY : loss(i, counts, total);
    }
    return losses;
  }

  private double loss(int piece, double[] counts, double total) {
    double count = counts[piece];
    if (count < NEGLIGIBLE_COUNT) {
      return 0;
    }
    MarkedToken text = MarkedToken.ofPieces(pieces.get(piece).text());
    Lattice others = Lattice.of(text, trie).withoutWhole();
    int[] way = Segmentations.best(others, em.scores());
    double newTotal = total + count * (way.length - 1);
    double alternative = 0;
    for (int edge : way) {
      alternative += Math.log((counts[others.piece(edge)] + count) / newTotal);
    }
    return count * (Math.log(count / total) - alternative);
  }
}
