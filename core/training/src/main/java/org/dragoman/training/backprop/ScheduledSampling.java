package org.dragoman.training.backprop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.Feeding;
import org.dragoman.spi.Lengths;
import org.dragoman.training.backprop.TeacherForcingConfig.DrawnFor;
import org.jspecify.annotations.Nullable;

/**
 * Scheduled sampling (Bengio et al. 2015, arXiv:1506.03099) on one batch: at each step some rows
 * are fed the word that the model says, in place of the reference's.
 */
final class ScheduledSampling implements Feeding {
  private final EncoderDecoder model;
  private final TeacherForcingConfig config;
  private final Lengths lengths;
  private final double reference;
  private final Random random;
  private final boolean[] sentences;
  private int fed;

  /**
   * Words for a batch.
   *
   * @param lengths of what the decoder is fed
   * @param reference the probability that a step is fed the reference
   * @param seed of what is drawn
   */
  ScheduledSampling(
      EncoderDecoder model,
      TeacherForcingConfig config,
      Lengths lengths,
      double reference,
      long seed) {
    this.model = model;
    this.config = config;
    this.lengths = lengths;
    this.reference = reference;
    random = new Random(seed);
    sentences = new boolean[lengths.batchSize()];
    for (int b = 0; b < sentences.length; b++) {
      sentences[b] = isOwn();
    }
  }

  private boolean isOwn() {
    return random.nextDouble() >= reference;
  }

  @Override
  public @Nullable Own at(int step, NDArray readout) {
    boolean[] rows = new boolean[sentences.length];
    int before = fed;
    for (int b = 0; b < rows.length; b++) {
      boolean own = config.by() == DrawnFor.SENTENCE ? sentences[b] : isOwn();
      rows[b] = own && step < lengths.get(b);
      fed += rows[b] ? 1 : 0;
    }
    if (fed == before) {
      return null;
    }
    NDManager manager = readout.getManager();
    NDArray which = NativeCopy.of(manager.create(rows)).reshape(new Shape(rows.length, 1));
    return new Own(vectors(readout), which);
  }

  /** {@code [B, E]} of readouts {@code [B, R]}. */
  private NDArray vectors(NDArray readout) {
    if (config.feed() == TeacherForcingConfig.Fed.EXPECTED) {
      return model.expectedVectors(model.logits(readout).softmax(-1));
    }
    NDArray words;
    try (GradMode off = GradMode.off()) {
      NDArray logits = model.logits(readout);
      words =
          config.feed() == TeacherForcingConfig.Fed.ARGMAX
              ? logits.argMax(-1)
              : logits.add(gumbel(logits)).argMax(-1);
    }
    return model.targetVectors(words);
  }

  /** Noise by which the greatest of the sums is a draw by the probabilities. */
  private static NDArray gumbel(NDArray logits) {
    NDArray uniform =
        logits.getManager().randomUniform(0, 1, logits.getShape(), logits.getDataType());
    return uniform.log().neg().log().neg();
  }

  /** How many inputs were the model's own words so far, those past a sentence's end not counted. */
  int fed() {
    return fed;
  }
}
