package org.dragoman.plugins.tokenizers.subword;

import java.util.Arrays;

/** Finds numbered pieces while it reads a text character by character. */
final class PieceTrie {
  /** The node that every search starts from. */
  static final int ROOT = 0;

  private static final int NONE = PairTable.NONE;

  private final PairTable children = new PairTable();
  private int[] pieces = {NONE}; // of each node
  private int nodes = 1;

  /** Adds a piece. */
  void add(String piece, int number) {
    int node = ROOT;
    for (int i = 0; i < piece.length(); i++) {
      int child = child(node, piece.charAt(i));
      if (child == NONE) {
        child = nodes++;
        children.putIfAbsent(node, piece.charAt(i), child);
        if (child == pieces.length) {
          pieces = Arrays.copyOf(pieces, 2 * child);
        }
        pieces[child] = NONE;
      }
      node = child;
    }
    pieces[node] = number;
  }

  /** Returns the child of a node by a UTF-16 unit, or {@link PairTable#NONE}. */
  int child(int node, char unit) {
    return children.get(node, unit);
  }

  /** The piece that ends in a node, or {@link PairTable#NONE}. */
  int piece(int node) {
    return pieces[node];
  }

  /** Gives pieces other numbers, or {@link PairTable#NONE} to leave them out. */
  void renumber(int[] numbers) {
    for (int node = 0; node < nodes; node++) {
      if (pieces[node] != NONE) {
        pieces[node] = numbers[pieces[node]];
      }
    }
  }
}
