package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.List;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;

/**
 * Attention composed of a score and a normaliser: {@code a = normalizer(score(q, m_s) over s)}, and
 * the context is the sum of the encoder states weighted by a.
 */
final class Attention extends StatelessAttention {
  private final Ops ops;
  private final long memorySize;
  private final Score score;
  private final Normalizer normalizer;

  /**
   * Creates attention over encoder states.
   *
   * @param memorySize the width of an encoder state, M
   */
  Attention(Ops ops, long memorySize, Score score, Normalizer normalizer) {
    this.ops = ops;
    this.memorySize = memorySize;
    this.score = score;
    this.normalizer = normalizer;
  }

  /** Creates attention with a softmax of the scores. */
  static Attention softmax(Ops ops, long memorySize, Score score) {
    return new Attention(ops, memorySize, score, Normalizer::softmax);
  }

  @Override
  public List<Parameter> parameters() {
    return score.parameters();
  }

  @Override
  public long contextSize() {
    return memorySize;
  }

  @Override
  public Memory prepare(EncoderOutput encoded) {
    return AttentionMemory.of(ops, encoded, score::keys);
  }

  @Override
  Attended attend(Memory memory, NDArray queries) {
    AttentionMemory<?> source = (AttentionMemory<?>) memory;
    return source.attended(source.weights(source.keys().scores(queries), normalizer));
  }
}
