package org.dragoman.runtime.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.Dropout;
import org.dragoman.spi.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Dropout of the values of a sequence. Locked, one mask serves all steps of a batch: variational
 * dropout (Gal and Ghahramani 2016, arXiv:1512.05287); otherwise each step has its own.
 *
 * @param rate from 0 to below 1
 * @param locked whether a value is dropped at all steps or at none
 */
public record LayerDropout(double rate, boolean locked) {

  /** Opens it for the values of one batch at one place of the network. */
  public Run open(Mode mode) {
    return new Run(rate == 0 || mode == Mode.INFERENCE ? 0 : rate, locked);
  }

  /** Values without a locked mask: whatever their shape. */
  public static NDArray dropped(NDArray x, double rate, Mode mode) {
    return rate == 0 || mode == Mode.INFERENCE
        ? x
        : Dropout.dropout(x, (float) rate, true).singletonOrThrow();
  }

  /**
   * Whole vectors of a sequence, each with that probability, as if the words were not there; the
   * others are scaled up.
   *
   * @param x {@code [T, B, E]}
   */
  public static NDArray droppedWords(NDArray x, double rate, Mode mode) {
    if (rate == 0 || mode == Mode.INFERENCE) {
      return x;
    }
    Shape words = new Shape(x.getShape().get(0), x.getShape().get(1), 1);
    return x.mul(dropped(x.getManager().ones(words, x.getDataType()), rate, mode));
  }

  /** Dropout at work on one batch; not for several threads. */
  public static final class Run {
    private final double rate;
    private final boolean locked;
    private @Nullable NDArray mask;

    private Run(double rate, boolean locked) {
      this.rate = rate;
      this.locked = locked;
    }

    /**
     * Drops values.
     *
     * @param x {@code [T, B, W]}, or one step of it, {@code [B, W]}
     */
    public NDArray apply(NDArray x) {
      if (rate == 0) {
        return x;
      }
      if (!locked) {
        return dropped(x, rate, Mode.TRAINING);
      }
      if (mask == null) {
        Shape rows = x.getShape().slice(x.getShape().dimension() - 2);
        NDArray ones = x.getManager().ones(rows, x.getDataType());
        mask = dropped(ones, rate, Mode.TRAINING);
      }
      return x.mul(mask);
    }
  }
}
