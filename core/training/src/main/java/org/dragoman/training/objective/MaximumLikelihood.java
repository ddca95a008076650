package org.dragoman.training.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.TeacherForcedRun;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.Ops;
import org.jspecify.annotations.Nullable;

/**
 * Maximum likelihood of the reference: cross-entropy of its tokens, what the context strategy adds
 * to it, and guided alignment (Chen et al. 2016, arXiv:1607.01628), the cross-entropy of the
 * context strategy's weights against an alignment that is known.
 *
 * @param words the cross-entropy
 * @param guided how much guided alignment counts; 0 where there is none
 */
public record MaximumLikelihood(Ops ops, EncoderDecoder model, CrossEntropy words, double guided)
    implements Objective {
  /** Keeps the logarithm of a weight of zero finite. */
  private static final double LEAST = 1e-6;

  /**
   * Return the objective that a configuration asks for.
   *
   * @param labelSmoothing probability mass spread evenly over the vocabulary
   * @param target the vocabulary whose tokens may have weights
   * @throws DragomanException where the weights cannot be read, or an alignment has nothing to
   *     guide
   */
  public static MaximumLikelihood of(
      Torch torch,
      EncoderDecoder model,
      LossConfig config,
      double labelSmoothing,
      Vocabulary target) {
    String file = config.wordWeights();
    float[] weights = file == null ? null : WordWeights.read(Path.of(file), target);
    if (config.guidedAlignment() > 0 && !model.hasWeights()) {
      throw DragomanException.configuration(
          "training.loss.guided-alignment: the context strategy has no weights that an alignment could guide. Take another model.context, such as general, or 0.");
    }
    return new MaximumLikelihood(
        torch.ops(),
        model,
        new CrossEntropy(torch, labelSmoothing, weights),
        config.guidedAlignment());
  }

  @Override
  public TeacherForcedRun.Keep keep() {
    return guided > 0 ? TeacherForcedRun.Keep.WEIGHTS : TeacherForcedRun.Keep.CONTEXTS;
  }

  @Override
  public double learn(
      TeacherForcedRun run, TeacherForcedRun.Part part, Wanted wanted, Backward backward) {
    NDArray logits = model.logits(run.read(part.readouts(), wanted.positions()));
    CrossEntropy.Loss value = words.of(logits, wanted.tokens());
    NDArray added = added(run, part, wanted);
    if (added == null) {
      backward.pass(logits, value.gradient());
      return value.sum();
    }
    // One backward pass for both: the product has the loss's gradient as its own.
    NDArray both = logits.mul(value.gradient()).sum().add(added);
    backward.pass(both, both.onesLike());
    return value.sum() + added.toType(DataType.FLOAT64, true).getDouble();
  }

  /** {@code []}; null where nothing is added. */
  private @Nullable NDArray added(TeacherForcedRun run, TeacherForcedRun.Part part, Wanted wanted) {
    NDArray loss = part.loss();
    NDArray own = loss == null ? null : run.sum(loss, wanted.positions());
    NDArray weights = part.weights();
    NDArray alignment = wanted.alignment();
    if (guided == 0 || weights == null || alignment == null) {
      return own;
    }
    // Where nothing is known of a position, past a sentence's end too, its row is zero.
    NDArray known = weights.add(LEAST).log().mul(alignment).sum();
    NDArray guide = ops.scale(known, -guided);
    return own == null ? guide : own.add(guide);
  }
}
