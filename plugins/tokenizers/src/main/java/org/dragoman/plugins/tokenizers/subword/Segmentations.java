package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * Finds paths through a lattice, as edges from the first unit to the last: the most probable one,
 * the n most probable ones, or a random one.
 */
final class Segmentations {
  private Segmentations() {}

  /**
   * Returns the most probable path (Viterbi); among equally probable ones the one with the longer
   * first pieces.
   */
  static int[] best(Lattice lattice, PieceScores scores) {
    int units = lattice.units();
    double[] best = new double[units + 1];
    int[] edges = new int[units];
    for (int begin = units - 1; begin >= 0; begin--) {
      best[begin] = Double.NEGATIVE_INFINITY;
      for (int edge = lattice.firstEdge(begin); edge < lattice.firstEdge(begin + 1); edge++) {
        double score = scores.of(lattice.piece(edge)) + best[lattice.end(edge)];
        if (score >= best[begin]) {
          best[begin] = score;
          edges[begin] = edge;
        }
      }
    }
    int[] way = new int[units];
    int size = 0;
    for (int unit = 0; unit < units; unit = lattice.end(edges[unit])) {
      way[size++] = edges[unit];
    }
    return Arrays.copyOf(way, size);
  }

  /**
   * Draws a path with a probability proportional to its probability to the power of alpha. It first
   * sums over all paths to the end, and then draws edges from the start on.
   */
  static int[] draw(Lattice lattice, PieceScores scores, double alpha, RandomGenerator random) {
    double[] backward = ForwardBackward.backward(lattice, scores, alpha);
    int[] way = new int[lattice.units()];
    int size = 0;
    for (int unit = 0; unit < lattice.units(); unit = lattice.end(way[size - 1])) {
      double left = random.nextDouble();
      int edge = lattice.firstEdge(unit) - 1;
      do {
        edge++;
        double log = alpha * scores.of(lattice.piece(edge)) + backward[lattice.end(edge)];
        left -= Math.exp(log - backward[unit]);
        // What is left by rounding belongs to the last edge.
      } while (left >= 0 && edge + 1 < lattice.firstEdge(unit + 1));
      way[size++] = edge;
    }
    return Arrays.copyOf(way, size);
  }

  /**
   * A path from some unit to the end.
   *
   * @param score its log-probability
   * @param edge its first edge
   * @param rest the index, among the best paths from that edge's end, of the rest of the path
   */
  private record Way(double score, int edge, int rest) {}

  /**
   * A path with its probability.
   *
   * @param edges from the first unit to the last
   * @param score its log-probability
   */
  record Scored(int[] edges, double score) {}

  /** Returns the n most probable paths, or all if there are fewer, the most probable first. */
  static List<Scored> best(Lattice lattice, PieceScores scores, int n) {
    int units = lattice.units();
    List<List<Way>> best = new ArrayList<>();
    for (int unit = 0; unit <= units; unit++) {
      best.add(List.of());
    }
    best.set(units, List.of(new Way(0, PairTable.NONE, 0)));
    for (int begin = units - 1; begin >= 0; begin--) {
      best.set(begin, best(lattice, scores, n, begin, best));
    }
    return best.get(0).stream()
        .map(way -> new Scored(edges(way, lattice, best), way.score))
        .toList();
  }

  /** Returns the n best paths from one unit, given those from all units after it. */
  private static List<Way> best(
      Lattice lattice, PieceScores scores, int n, int begin, List<List<Way>> best) {
    PriorityQueue<Way> next =
        new PriorityQueue<>(
            Comparator.comparingDouble(Way::score)
                .thenComparingInt(Way::edge)
                .reversed()
                .thenComparingInt(Way::rest));
    for (int edge = lattice.firstEdge(begin); edge < lattice.firstEdge(begin + 1); edge++) {
      next.add(way(lattice, scores, edge, 0, best));
    }
    List<Way> found = new ArrayList<>();
    while (found.size() < n && !next.isEmpty()) {
      Way way = next.remove();
      found.add(way);
      if (way.rest + 1 < best.get(lattice.end(way.edge)).size()) {
        next.add(way(lattice, scores, way.edge, way.rest + 1, best));
      }
    }
    return found;
  }

  private static Way way(
      Lattice lattice, PieceScores scores, int edge, int rest, List<List<Way>> best) {
    double score = best.get(lattice.end(edge)).get(rest).score;
    return new Way(scores.of(lattice.piece(edge)) + score, edge, rest);
  }

  private static int[] edges(Way first, Lattice lattice, List<List<Way>> best) {
    int[] edges = new int[lattice.units()];
    int size = 0;
    for (Way way = first; way.edge != PairTable.NONE; ) {
      edges[size++] = way.edge;
      way = best.get(lattice.end(way.edge)).get(way.rest);
    }
    return Arrays.copyOf(edges, size);
  }
}
