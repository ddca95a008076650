package org.dragoman.corpus.report;

import java.util.List;

/**
 * Some corpora that belong together, or one.
 *
 * @param corpora those that are trained on first
 * @param coverage of those that are held out
 * @param overlaps of those that are held out with the others
 */
public record CorporaReport(
    List<CorpusReport> corpora, List<Coverage> coverage, List<Overlap> overlaps) {

  /** Whether no sentence that is held out stands in another corpus. */
  public boolean isLeakFree() {
    return overlaps.stream().allMatch(overlap -> overlap.byKey().any() == 0);
  }
}
