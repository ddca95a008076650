package org.dragoman.corpus.report;

import java.util.Map;
import org.dragoman.corpus.LeftOut;

/**
 * One corpus.
 *
 * @param name as in {@code data.train}
 * @param files that it is in
 * @param passedOver what in them is no pair, in words; empty for nothing
 * @param pairs how many
 * @param source lengths
 * @param target lengths
 * @param ratios of the lengths of both sides
 * @param grid of the lengths of both sides
 * @param findings for each reason that was looked for
 * @param leftOut for each reason of the configured filters how many pairs they would leave out;
 *     empty where there are no filters
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
