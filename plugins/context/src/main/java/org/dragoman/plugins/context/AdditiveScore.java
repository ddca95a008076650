package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dragoman.spi.Ops;
import org.jspecify.annotations.Nullable;

/**
 * A hidden layer of query and encoder state: {@code v . tanh(W_q q + W_k m + b)}, where v may be
 * normed to a learned length: {@code g v / |v|}.
 *
 * @param key {@code W_k [A, M]}
 * @param query {@code W_q [A, Q]}
 * @param energy {@code v [1, A]}
 * @param bias {@code b [A]}, or null for none
 * @param gain {@code g [1]}, or null for v as it is
 */
record AdditiveScore(
    Ops ops,
    Parameter key,
    Parameter query,
    Parameter energy,
    @Nullable Parameter bias,
    @Nullable Parameter gain)
    implements Score {

  private static AdditiveScore of(
      Ops ops,
      long memorySize,
      long querySize,
      long size,
      @Nullable Parameter bias,
      @Nullable Parameter gain) {
    return new AdditiveScore(
        ops,
        Weights.matrix("key", size, memorySize),
        Weights.matrix("query", size, querySize),
        Weights.matrix("energy", 1, size),
        bias,
        gain);
  }

  /** Creates a score without bias and gain, with {@code size} units. */
  static AdditiveScore plain(Ops ops, long memorySize, long querySize, long size) {
    return of(ops, memorySize, querySize, size, null, null);
  }

  /** Creates a score with a bias. */
  static AdditiveScore biased(Ops ops, long memorySize, long querySize, long size) {
    return of(ops, memorySize, querySize, size, Weights.constant("bias", size, 0), null);
  }

  /**
   * Creates a score with a bias and a gain. The gain's initial value is one over the square root of
   * the number of units.
   */
  static AdditiveScore normed(Ops ops, long memorySize, long querySize, long size) {
    return of(
        ops,
        memorySize,
        querySize,
        size,
        Weights.constant("bias", size, 0),
        Weights.constant("gain", 1, 1 / Math.sqrt((double) size)));
  }

  @Override
  public List<Parameter> parameters() {
    return Stream.of(key, query, energy, bias, gain).filter(Objects::nonNull).toList();
  }

  @Override
  public Hidden keys(NDArray states) {
    NDArray offset = bias == null ? null : bias.getArray();
    NDArray v = Weights.view(energy, states.getManager());
    if (gain != null) {
      v = v.mul(gain.getArray()).div(v.square().sum().sqrt());
    }
    return new Hidden(ops, ops.linear(states, key.getArray(), offset), query.getArray(), v);
  }

  /**
   * The part of the hidden layer that depends on the source.
   *
   * @param keys {@code [B, S, A]}
   * @param query the weight {@code [A, Q]}
   * @param energy {@code [1, A]}, an array of the batch
   */
  record Hidden(Ops ops, NDArray keys, NDArray query, NDArray energy) implements Keys {
    @Override
    public NDArray scores(NDArray queries) {
      return score(sum(queries));
    }

    /**
     * Computes the scores with features of each position.
     *
     * @param queries {@code [B, T, Q]}
     * @param features {@code [B, T, S, A]}, added within the hidden layer
     */
    NDArray scores(NDArray queries, NDArray features) {
      return score(sum(queries).add(features));
    }

    private NDArray sum(NDArray queries) {
      return keys.expandDims(1).add(ops.linear(queries, query, null).expandDims(2));
    }

    private NDArray score(NDArray sum) {
      // The product has one column: rounding the large array to a smaller float type would cost
      // more than it saves.
      return Linear.linear(Activation.tanh(sum), energy).singletonOrThrow().squeeze(-1);
    }

    @Override
    public Hidden select(NDArray rows) {
      return new Hidden(ops, ops.rows(keys, rows), query, energy.reshape(energy.getShape()));
    }

    @Override
    public Hidden attach(NDManager manager) {
      keys.attach(manager);
      energy.attach(manager);
      return this;
    }
  }
}
