package org.dragoman.corpus.report;

import java.util.List;

/**
 * The report on one corpus or on several that belong together.
 *
 * @param corpora a report for each; training corpora come first
 * @param coverage of the held-out corpora
 * @param overlaps of the held-out corpora with the others
 */
public record CorporaReport(
    List<CorpusReport> corpora, List<Coverage> coverage, List<Overlap> overlaps) {

  /** Returns whether no held-out sentence occurs in another corpus. */
  public boolean isLeakFree() {
    return overlaps.stream().allMatch(overlap -> overlap.byKey().any() == 0);
  }
}
