package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * All ways to cut a token into pieces: edges from unit to unit, sorted by their begin and then by
 * their end. A unit that is no piece by itself has an edge for an unknown piece, so there is always
 * a path. Immutable.
 */
final class Lattice {
  /** The piece of a unit that is no piece by itself. */
  static final int UNKNOWN = PairTable.NONE;

  private final MarkedToken token;
  private final int[] firstEdges; // of each unit, and behind them the number of edges
  private final int[] ends;
  private final int[] pieces;

  private Lattice(MarkedToken token, int[] firstEdges, int[] ends, int[] pieces) {
    this.token = token;
    this.firstEdges = firstEdges;
    this.ends = ends;
    this.pieces = pieces;
  }

  /** Creates the lattice of a token with the pieces of a trie. */
  static Lattice of(MarkedToken token, PieceTrie trie) {
    int units = token.units();
    int[] firstEdges = new int[units + 1];
    int[] ends = new int[4 * units];
    int[] pieces = new int[4 * units];
    int edges = 0;
    for (int begin = 0; begin < units; begin++) {
      firstEdges[begin] = edges;
      int node = PieceTrie.ROOT;
      for (int end = begin + 1; end <= units; end++) {
        node = walk(trie, node, token, end - 1);
        int piece = node == PairTable.NONE ? PairTable.NONE : trie.piece(node);
        if (piece != PairTable.NONE || end == begin + 1) {
          if (edges == ends.length) {
            ends = Arrays.copyOf(ends, 2 * edges);
            pieces = Arrays.copyOf(pieces, 2 * edges);
          }
          ends[edges] = end;
          pieces[edges++] = piece; // UNKNOWN where the first unit is none
        }
        if (node == PairTable.NONE) {
          break;
        }
      }
    }
    firstEdges[units] = edges;
    return new Lattice(token, firstEdges, Arrays.copyOf(ends, edges), Arrays.copyOf(pieces, edges));
  }

  private static int walk(PieceTrie trie, int node, MarkedToken token, int unit) {
    int at = node;
    for (int i = token.starts()[unit]; i < token.starts()[unit + 1]; i++) {
      at = trie.child(at, token.text().charAt(i));
      if (at == PairTable.NONE) {
        return at;
      }
    }
    return at;
  }

  /** Returns the lattice with other piece numbers, without the edges of pieces that have none. */
  Lattice renumbered(int[] numbers) {
    Lattice kept = keeping(edge -> numbers[pieces[edge]] != PairTable.NONE);
    for (int edge = 0; edge < kept.pieces.length; edge++) {
      kept.pieces[edge] = numbers[kept.pieces[edge]];
    }
    return kept;
  }

  /** Returns the lattice without the edge that covers the whole token. */
  Lattice withoutWhole() {
    return keeping(edge -> edge >= firstEdges[1] || ends[edge] < units());
  }

  private Lattice keeping(IntPredicate isKept) {
    int[] newFirstEdges = new int[firstEdges.length];
    int[] newEnds = new int[ends.length];
    int[] newPieces = new int[ends.length];
    int edges = 0;
    for (int begin = 0; begin < units(); begin++) {
      newFirstEdges[begin] = edges;
      for (int edge = firstEdges[begin]; edge < firstEdges[begin + 1]; edge++) {
        if (isKept.test(edge)) {
          newEnds[edges] = ends[edge];
          newPieces[edges++] = pieces[edge];
        }
      }
    }
    newFirstEdges[units()] = edges;
    return new Lattice(
        token, newFirstEdges, Arrays.copyOf(newEnds, edges), Arrays.copyOf(newPieces, edges));
  }

  /** Returns the number of units of the token. */
  int units() {
    return firstEdges.length - 1;
  }

  /**
   * Returns the first edge that begins at a unit. Its edges end where those of the next unit begin.
   */
  int firstEdge(int unit) {
    return firstEdges[unit];
  }

  /** Returns the unit before which an edge ends. */
  int end(int edge) {
    return ends[edge];
  }

  /** The piece of an edge, or {@link #UNKNOWN}. */
  int piece(int edge) {
    return pieces[edge];
  }

  /** Returns the texts of the edges of a path through the lattice. */
  List<String> texts(int[] way) {
    List<String> texts = new ArrayList<>(way.length);
    int begin = 0;
    for (int edge : way) {
      texts.add(token.text(begin, ends[edge]));
      begin = ends[edge];
    }
    return texts;
  }
}
