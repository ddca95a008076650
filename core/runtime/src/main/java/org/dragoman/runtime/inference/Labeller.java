package org.dragoman.runtime.inference;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.Predictor;

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
      float[] rows = logits.softmax(-1).toType(DataType.FLOAT32, false).toFloatArray();
      return labelled(texts, rows, Math.toIntExact(logits.getShape().get(1)));
    } catch (EngineException e) {
      int longest = texts.stream().mapToInt(text -> text.length).max().orElse(0);
      throw Torch.isOutOfMemory(e) ? limits.outOfMemory("label", texts.size(), longest, e) : e;
    }
  }

  /** Takes the rows of each text, which are time-major. */
  private List<Labelled> labelled(List<int[]> texts, float[] rows, int width) {
    List<List<float[]>> of = new ArrayList<>();
    texts.forEach(text -> of.add(new ArrayList<>()));
    int row = 0;
    int longest = eachToken ? texts.stream().mapToInt(text -> text.length).max().orElse(0) : 1;
    for (int t = 0; t < longest; t++) {
      for (int b = 0; b < texts.size(); b++) {
        if (!eachToken || t < texts.get(b).length) {
          of.get(b).add(Arrays.copyOfRange(rows, row * width, (row + 1) * width));
          row++;
        }
      }
    }
    return of.stream()
        .map(
            probabilities ->
                new Labelled(
                    probabilities.stream().mapToInt(Labeller::best).toArray(),
                    probabilities.toArray(float[][]::new)))
        .toList();
  }

  private static int best(float[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[best]) {
        best = i;
      }
    }
    return best;
  }
}
