package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.network.LayerDropout;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Ops;
import org.jspecify.annotations.Nullable;

/**
 * The decoder at work on a batch of known targets, as a whole or part by part. The dropout masks
 * that are kept over time are those of the whole.
 */
public final class TeacherForcedRun {
  private final EncoderDecoder.Source source;
  private final NDArray embedded;
  private final LayerDropout.Run ownWords;
  private final double readoutDropout;
  private final Parts parts;
  private final Decoder.Opened open;

  /** What of the context strategy's steps is kept. */
  public enum Keep {
    /** Contexts alone. */
    CONTEXTS,
    /** Its weights, too, where it has any. */
    WEIGHTS
  }

  /** The parts of the model that it runs. */
  record Parts(Ops ops, Decoder decoder, Bridge bridge) {}

  /**
   * The words that the decoder is fed.
   *
   * @param embedded {@code [T, B, E]}, the targets
   * @param own what is dropped of words of the model's own
   */
  record Words(NDArray embedded, LayerDropout.Run own) {}

  /**
   * A run at its beginning.
   *
   * @param readoutDropout the rate at which values of readouts are dropped
   */
  TeacherForcedRun(
      Parts parts,
      EncoderDecoder.Source source,
      Words words,
      double readoutDropout,
      Decoder.Opened open) {
    this.parts = parts;
    this.source = source;
    embedded = words.embedded();
    ownWords = words.own();
    this.readoutDropout = readoutDropout;
    this.open = open;
  }

  /** {@code [T, B, E]}, what the decoder is fed: start marks and words. */
  public NDArray embedded() {
    return embedded;
  }

  /** The state before the first word, made by the bridge. */
  public DecoderState start() {
    return parts.decoder().start(open, parts.bridge(), source.end(), source.memory());
  }

  /**
   * A part of the targets; what stands past a sentence's end has no meaning.
   *
   * @param readouts {@code [T, B, R]}
   * @param weights {@code [T, B, S]}, of the context strategy; null where they are not kept and
   *     where it has none
   * @param loss {@code [T, B]}, what the context strategy adds to the loss; null for nothing
   * @param end the state after the last step
   */
  public record Part(
      NDArray readouts, @Nullable NDArray weights, @Nullable NDArray loss, DecoderState end) {}

  /**
   * Runs the decoder over a part.
   *
   * @param words {@code [T, B, E]}, a part of {@link #embedded}; its manager gets the results
   * @param lengths of the B sentences within the part, each at least 1
   * @param state before it
   * @param feeding feeds words of the model's own; null for the reference at each step
   */
  public Part run(NDArray words, Lengths lengths, DecoderState state, @Nullable Feeding feeding) {
    Feeding dropped = feeding == null ? null : (step, readout) -> dropped(feeding, step, readout);
    Decoder.Run run = parts.decoder().run(open, words, lengths, state, source.memory(), dropped);
    return new Part(run.readouts(), run.weights(), run.loss(), run.end());
  }

  private Feeding.@Nullable Own dropped(Feeding feeding, int step, NDArray readout) {
    Feeding.Own own = feeding.at(step, readout);
    return own == null ? null : new Feeding.Own(ownWords.apply(own.vectors()), own.rows());
  }

  /**
   * The readouts that the output layer reads.
   *
   * @param readouts {@code [T, B, R]}
   * @param positions {@code [N]}, INT64, in a flattened {@code [T * B]}: the real ones, as of
   *     {@link PaddedBatch#unpaddedPositions}
   * @return {@code [N, R]}, with dropout
   */
  public NDArray read(NDArray readouts, NDArray positions) {
    NDArray real = parts.ops().rows(readouts.reshape(-1, readouts.getShape().get(2)), positions);
    return LayerDropout.dropped(real, readoutDropout, open.mode());
  }

  /**
   * The sum of a part's losses over real positions.
   *
   * @param loss {@code [T, B]}, of a {@link Part}
   * @param positions as of {@link #read}
   * @return {@code []}
   */
  public NDArray sum(NDArray loss, NDArray positions) {
    return parts.ops().rows(loss.flatten(), positions).sum();
  }
}
