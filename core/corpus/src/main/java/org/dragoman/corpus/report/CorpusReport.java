package org.dragoman.corpus.report;

import java.util.Map;
import org.dragoman.corpus.LeftOut;

/**
 * The report on one corpus.
 *
 * @param name such as {@code data.train}
 * @param files that it is in
 * @param passedOver what was skipped because it is no pair, in words; empty for nothing
 * @param pairs the number of pairs
 * @param source the lengths of the sources
 * @param target the lengths of the targets
 * @param ratios of the lengths of both sides
 * @param grid the number of pairs for each two lengths
 * @param findings the suspicious pairs, for each reason that was checked
 * @param leftOut the number of pairs that the configured filters leave out, for each reason; empty
 *     if there are no filters
 */
public record CorpusReport(
    String name,
    String files,
    String passedOver,
    long pairs,
    SideLengths source,
    SideLengths target,
    LengthRatios ratios,
    LengthGrid grid,
    Map<Finding, Found> findings,
    Map<LeftOut, Long> leftOut) {}
