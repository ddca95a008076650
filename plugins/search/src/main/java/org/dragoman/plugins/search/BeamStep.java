package org.dragoman.plugins.search;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What a beam reads from a step.
 *
 * @param best the best tokens of all rows
 * @param weights the attention weights of all rows; null if the search does not need them
 */
record BeamStep(BestTokens best, @Nullable AttentionWeights weights) {
  /** Creates a reader that reads what a configuration needs. */
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
