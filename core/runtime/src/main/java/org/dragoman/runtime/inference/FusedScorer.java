package org.dragoman.runtime.inference;

import ai.djl.ndarray.NDArray;
import org.dragoman.spi.Ops;

/**
 * Adds a language model to a scorer: {@code log p(y|x) + weight log p_LM(y)} at each step (shallow
 * fusion, Gulcehre et al. 2015, arXiv:1503.03535). It owns both scorers.
 *
 * @param translator the scorer of the translations
 * @param languageModel of the same rows and vocabulary
 * @param weight of the language model's log-probabilities
 */
public record FusedScorer(Ops ops, OpenScorer translator, OpenScorer languageModel, double weight)
    implements OpenScorer {
  @Override
  public int sentences() {
    return translator.sentences();
  }

  @Override
  public int vocabularySize() {
    return translator.vocabularySize();
  }

  @Override
  public State start() {
    return new States(translator.start(), languageModel.start());
  }

  @Override
  public Step step(State state, int[] tokens) {
    States before = (States) state;
    Step ofTranslator = translator.step(before.translator(), tokens);
    Step ofText = languageModel.step(before.languageModel(), tokens);
    NDArray weighted = ops.scale(ofText.logProbabilities(), weight);
    // The sum belongs to the manager of the translator's array, and is freed with it.
    return new Step(
        ofTranslator.logProbabilities().add(weighted),
        ofTranslator.weights(),
        new States(ofTranslator.state(), ofText.state()));
  }

  @Override
  public void close() {
    try (translator) {
      languageModel.close();
    }
  }

  /** The states of both, of the same rows. */
  private record States(State translator, State languageModel) implements State {
    @Override
    public int rows() {
      return translator.rows();
    }

    @Override
    public State select(int[] rows) {
      return new States(translator.select(rows), languageModel.select(rows));
    }
  }
}
