package org.dragoman.plugins.search;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What a beam reads of a step.
 *
 * @param best the best tokens of all rows
 * @param weights the attention weights of all rows; null where the search does not ask for them
 */
record BeamStep(BestTokens best, @Nullable AttentionWeights weights) {
  /** Reads steps as a configuration needs it. */
  static BatchSearch.Reader<BeamStep> reader(BeamConfig config, BitSet forbidden) {
    return (step, next) ->
        new BeamStep(
            BestTokens.of(
                step.logProbabilities(),
                config.size(),
                forbidden,
                next,
                config.repetitionPenalty()),
            config.coveragePenalty() == 0 ? null : AttentionWeights.of(step.weights()));
  }
}
