package org.dragoman.training.batch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.model.Predictor;

/**
 * A batch for a {@link Predictor}.
 *
 * @param inputs what the model reads
 * @param wanted {@code [N]}, INT64: the class that it must give each row of its scores
 */
public record PredictionBatch(Predictor.Inputs inputs, NDArray wanted) {

  /** Creates a batch of texts whose next token is predicted at each position. */
  public static PredictionBatch ofText(Examples examples) {
    TargetTokens text = TargetTokens.of(examples.manager(), targets(examples));
    return new PredictionBatch(new Predictor.Inputs(text.in(), null, examples.begin()), text.out());
  }

  /**
   * Creates a batch of texts that numbers begin.
   *
   * @param numbers of each example, all of one length
   * @param type of the numbers
   */
  public static PredictionBatch ofNumbers(Examples examples, List<float[]> numbers, DataType type) {
    TargetTokens text = TargetTokens.of(examples.manager(), targets(examples));
    return new PredictionBatch(
        new Predictor.Inputs(text.in(), array(examples.manager(), numbers, type), null),
        text.out());
  }

  /** Puts numbers on a device: {@code [B, D]}. */
  public static NDArray array(NDManager manager, List<float[]> numbers, DataType type) {
    int width = numbers.get(0).length;
    float[] values = new float[numbers.size() * width];
    for (int b = 0; b < numbers.size(); b++) {
      System.arraycopy(numbers.get(b), 0, values, b * width, width);
    }
    return NativeCopy.of(manager.create(values, new Shape(numbers.size(), width)))
        .toType(type, false);
  }

  /** Creates a batch of texts with one label each. */
  public static PredictionBatch ofLabels(Examples examples) {
    long[] labels = examples.pairs().stream().mapToLong(pair -> pair.target()[0]).toArray();
    return new PredictionBatch(sources(examples), NativeCopy.of(examples.manager().create(labels)));
  }

  /** Creates a batch of texts with a label for each token. */
  public static PredictionBatch ofTags(Examples examples) {
    Predictor.Inputs inputs = sources(examples);
    long[] labels = new long[inputs.tokens().lengths().total()];
    int n = 0;
    for (int t = 0; t < inputs.tokens().lengths().max(); t++) {
      for (Pair pair : examples.pairs()) {
        if (t < pair.target().length) {
          labels[n++] = pair.target()[t];
        }
      }
    }
    return new PredictionBatch(inputs, NativeCopy.of(examples.manager().create(labels)));
  }

  private static List<int[]> targets(Examples examples) {
    return examples.pairs().stream().map(Pair::target).toList();
  }

  private static Predictor.Inputs sources(Examples examples) {
    return Predictor.Inputs.of(
        PaddedBatch.of(examples.manager(), examples.pairs().stream().map(Pair::source).toList()));
  }
}
