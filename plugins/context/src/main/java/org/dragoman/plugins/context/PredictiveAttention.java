package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;

/** Local attention around a predicted position; see {@link LocalAttentionFactory}. */
final class PredictiveAttention extends StatelessAttention {
  private final Ops ops;
  private final long memorySize;
  private final Score score;
  private final int window;
  private final Parameter hidden;
  private final Parameter place;

  PredictiveAttention(Ops ops, long memorySize, long querySize, Score score, int window) {
    this.ops = ops;
    this.memorySize = memorySize;
    this.score = score;
    this.window = window;
    hidden = Weights.matrix("place_hidden", querySize, querySize);
    place = Weights.matrix("place", 1, querySize);
  }

  @Override
  public List<Parameter> parameters() {
    return Stream.concat(score.parameters().stream(), Stream.of(hidden, place)).toList();
  }

  @Override
  public long contextSize() {
    return memorySize;
  }

  @Override
  public Memory prepare(EncoderOutput encoded) {
    return LocalMemory.of(ops, encoded, score);
  }

  @Override
  Attended attend(Memory memory, NDArray queries) {
    LocalMemory local = (LocalMemory) memory;
    NDArray distances = local.positions().sub(places(queries, local.lengths()));
    // exp(-d^2 / (2 sigma^2)) with sigma = D / 2.
    NDArray bell = ops.scale(distances.square(), -2.0 / ((double) window * window)).exp();
    NDArray weights = local.weights(queries, distances, window).mul(bell);
    return local.source().attended(weights);
  }

  /** Predicts positions, {@code [B, T, 1]}, each between 0 and the sentence's length. */
  private NDArray places(NDArray queries, NDArray lengths) {
    NDArray layer = Activation.tanh(ops.linear(queries, hidden.getArray(), null));
    return Activation.sigmoid(ops.linear(layer, place.getArray(), null)).mul(lengths);
  }
}
