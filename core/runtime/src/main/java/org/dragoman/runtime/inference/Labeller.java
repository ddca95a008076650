package org.dragoman.runtime.inference;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.runtime.model.Tagger;
import org.dragoman.runtime.network.LabelTransitions;
import org.dragoman.runtime.network.LinearChain;
import org.jspecify.annotations.Nullable;

/**
 * Gives texts their labels: one for each text, or one for each token. It keeps nothing between
 * calls, and may be used from several threads at once.
 *
 * @param model a classifier or a tagger
 * @param eachToken whether each token gets a label
 */
public record Labeller(Torch torch, Predictor model, boolean eachToken, BatchLimits limits) {

  /**
   * The labels of a text.
   *
   * @param labels the number of the best label, of the text or of each token
   * @param probabilities for each of these the probabilities of all labels
   */
  public record Labelled(int[] labels, float[][] probabilities) {}

  /**
   * Labels texts.
   *
   * @param texts as ids, none empty
   * @return one for each text, in their order
   * @throws CancellationException if the thread is interrupted
   */
  public List<Labelled> label(List<int[]> texts) {
    Labelled[] found = new Labelled[texts.size()];
    List<Integer> all = IntStream.range(0, texts.size()).boxed().toList();
    for (List<Integer> batch : limits.cut(all, i -> texts.get(i).length)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted between two batches");
      }
      List<int[]> together = batch.stream().map(texts::get).toList();
      List<Labelled> labelled = batch(together);
      for (int i = 0; i < batch.size(); i++) {
        found[batch.get(i)] = labelled.get(i);
      }
    }
    return Arrays.asList(found);
  }

  private List<Labelled> batch(List<int[]> texts) {
    try (GradMode off = GradMode.off();
        NDManager scope = torch.manager().newSubManager()) {
      PaddedBatch batch = PaddedBatch.of(scope, texts);
      NDArray logits = model.predict(Predictor.Inputs.of(batch)).logits();
      LabelTransitions transitions = model instanceof Tagger tagger ? tagger.transitions() : null;
      NDArray rows = transitions == null ? logits.softmax(-1) : logits;
      TokenRows scores = TokenRows.of(rows, texts, eachToken);
      LinearChain chain = transitions == null ? null : transitions.chain();
      return scores.texts().stream().map(text -> labelled(text, chain)).toList();
    } catch (EngineException e) {
      int longest = texts.stream().mapToInt(text -> text.length).max().orElse(0);
      throw Torch.isOutOfMemory(e) ? limits.outOfMemory("label", texts.size(), longest, e) : e;
    }
  }

  /**
   * Chooses the labels of a text.
   *
   * @param rows the probabilities of the labels; for a chain their emissions
   */
  private static Labelled labelled(double[][] rows, @Nullable LinearChain chain) {
    int[] best =
        chain == null ? Arrays.stream(rows).mapToInt(Labeller::best).toArray() : chain.best(rows);
    return new Labelled(best, floats(chain == null ? rows : chain.distribution(rows).marginals()));
  }

  private static float[][] floats(double[][] rows) {
    float[][] floats = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      floats[i] = new float[rows[i].length];
      for (int k = 0; k < rows[i].length; k++) {
        floats[i][k] = (float) rows[i][k];
      }
    }
    return floats;
  }

  private static int best(double[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[best]) {
        best = i;
      }
    }
    return best;
  }
}
