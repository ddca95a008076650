package org.dragoman.translate;

import java.util.List;

/**
 * The translation of one line.
 *
 * @param nBest the candidates, best first; at least one
 */
public record Translation(List<Candidate> nBest) {
  /** Copies the list. */
  public Translation {
    nBest = List.copyOf(nBest);
    if (nBest.isEmpty()) {
      throw new IllegalArgumentException("a translation needs at least one candidate");
    }
  }

  /** The best candidate's text. */
  public String text() {
    return nBest.get(0).text();
  }

  /** The best candidate's score. */
  public double score() {
    return nBest.get(0).score();
  }
}
