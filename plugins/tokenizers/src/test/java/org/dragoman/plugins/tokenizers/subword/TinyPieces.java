package org.dragoman.plugins.tokenizers.subword;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A few pieces, and all segmentations into them, one by one. */
final class TinyPieces {
  static final List<Piece> PIECES =
      List.of(
          piece("\u2581", 0.05),
          piece("a", 0.1),
          piece("b", 0.15),
          piece("c", 0.02),
          piece("ab", 0.2),
          piece("bc", 0.11),
          piece("abc", 0.03),
          piece("\u2581a", 0.17),
          piece("\u2581ab", 0.08),
          piece("ca", 0.09));

  private TinyPieces() {}

  private static Piece piece(String text, double probability) {
    return new Piece(text, Math.log(probability));
  }

  static PieceTrie trie() {
    PieceTrie trie = new PieceTrie();
    for (int i = 0; i < PIECES.size(); i++) {
      trie.add(PIECES.get(i).text(), i);
    }
    return trie;
  }

  static PieceScores scores() {
    return PieceScores.of(PIECES);
  }

  static Lattice lattice(String token) {
    return Lattice.of(MarkedToken.of(token), trie());
  }

  /** All segmentations of a token, as their pieces with spaces between, and their probabilities. */
  static Map<String, Double> segmentations(String token) {
    Map<String, Double> result = new TreeMap<>();
    add("\u2581" + token, new ArrayList<>(), 1, result);
    return result;
  }

  private static void add(
      String rest, List<String> begun, double probability, Map<String, Double> result) {
    if (rest.isEmpty()) {
      result.put(String.join(" ", begun), probability);
    }
    for (Piece piece : PIECES) {
      if (rest.startsWith(piece.text())) {
        begun.add(piece.text());
        add(
            rest.substring(piece.text().length()),
            begun,
            probability * Math.exp(piece.score()),
            result);
        begun.remove(begun.size() - 1);
      }
    }
  }
}
