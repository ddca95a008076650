package org.dragoman.runtime.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.model.EncoderDecoder;
import org.jspecify.annotations.Nullable;

/**
 * The models that translate together, one or several of the same vocabularies.
 *
 * @param models at least one
 * @param averaging of their probabilities
 */
public record Ensemble(List<EncoderDecoder> models, Averaging averaging) {
  public static Ensemble of(EncoderDecoder model) {
    return new Ensemble(List.of(model), Averaging.LOG);
  }

  /** Returns whether all models have attention weights. */
  public boolean haveWeights() {
    return models.stream().allMatch(EncoderDecoder::hasWeights);
  }

  /**
   * Encodes a batch and prepares the search.
   *
   * @param sources the sentences' ids, each ending with the end mark
   * @param tokens the target tokens to choose among; null for all
   * @param states the initial states of the sources
   */
  public OpenScorer open(
      NDManager manager,
      List<int[]> sources,
      @Nullable VocabularySubset tokens,
      DocumentStates states) {
    List<ModelScorer> scorers = new ArrayList<>();
    try {
      for (int m = 0; m < models.size(); m++) {
        int number = m;
        scorers.add(
            new ModelScorer(
                manager,
                models.get(m),
                sources,
                tokens,
                scratch -> states.begin(number, scratch, sources)));
      }
    } catch (RuntimeException e) {
      scorers.forEach(ModelScorer::close);
      throw e;
    }
    return scorers.size() == 1 ? scorers.get(0) : new EnsembleScorer(scorers, averaging);
  }

  /**
   * Returns the mean of the attention weights of all members.
   *
   * @param weights of each member, of one shape; null where a member has none
   */
  static @Nullable NDArray meanWeights(List<@Nullable NDArray> weights) {
    NDList all = new NDList();
    for (NDArray member : weights) {
      if (member == null) {
        return null;
      }
      all.add(member);
    }
    return all.size() == 1 ? all.get(0) : NDArrays.stack(all).mean(new int[] {0});
  }
}
