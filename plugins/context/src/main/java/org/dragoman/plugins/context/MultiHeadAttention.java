package org.dragoman.plugins.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.List;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Ops;

/** See {@link MultiHeadAttentionFactory}. The width A is n heads times d units. */
final class MultiHeadAttention extends StatelessAttention {
  private final Ops ops;
  private final long memorySize;
  private final long heads;
  private final long width;
  private final Parameter query;
  private final Parameter key;
  private final Parameter value;
  private final Parameter output;

  /**
   * Attention of several heads.
   *
   * @param memorySize the width of an encoder state, M, and of a context
   * @param querySize the width of a query, Q
   * @param size units of all heads, A
   */
  MultiHeadAttention(Ops ops, long memorySize, long querySize, long size, long heads) {
    this.ops = ops;
    this.memorySize = memorySize;
    this.heads = heads;
    width = size / heads;
    query = Weights.matrix("query", size, querySize);
    key = Weights.matrix("key", size, memorySize);
    value = Weights.matrix("value", size, memorySize);
    output = Weights.matrix("output", memorySize, size);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(query, key, value, output);
  }

  @Override
  public long contextSize() {
    return memorySize;
  }

  @Override
  public Memory prepare(EncoderOutput encoded) {
    NDArray states = encoded.states().transpose(1, 0, 2);
    NDArray keys = apart(ops.linear(states, key.getArray(), null));
    return new Heads(
        ops,
        ops.scale(keys, 1 / Math.sqrt((double) width)),
        apart(ops.linear(states, value.getArray(), null)),
        Masks.rows(encoded).expandDims(1));
  }

  /** Splits {@code [B, X, A]} into heads, {@code [B, n, X, d]}, contiguous in memory. */
  private NDArray apart(NDArray joined) {
    Shape shape = joined.getShape();
    long batch = shape.get(0);
    long length = shape.get(1);
    NDArray split = joined.reshape(batch, length, heads, width).transpose(0, 2, 1, 3);
    // Copied once into the layout that the products of each step need.
    return split.reshape(batch * heads, length, width).reshape(batch, heads, length, width);
  }

  @Override
  Attended attend(Memory memory, NDArray queries) {
    Heads source = (Heads) memory;
    long batch = queries.getShape().get(0);
    long steps = queries.getShape().get(1);
    NDArray asked =
        ops.linear(queries, query.getArray(), null)
            .reshape(batch, steps, heads, width)
            .transpose(0, 2, 1, 3);
    NDArray weights =
        asked.matMul(source.keys().transpose(0, 1, 3, 2)).add(source.mask()).softmax(-1);
    NDArray joined =
        weights.matMul(source.values()).transpose(0, 2, 1, 3).reshape(batch, steps, heads * width);
    return new Attended(ops.linear(joined, output.getArray(), null), weights.mean(new int[] {1}));
  }

  /**
   * The source as the heads see it.
   *
   * @param keys {@code [B, n, S, d]}, scaled
   * @param values {@code [B, n, S, d]}
   * @param mask {@code [B, 1, 1, S]}
   */
  private record Heads(Ops ops, NDArray keys, NDArray values, NDArray mask) implements Memory {
    @Override
    public Memory select(NDArray rows) {
      return new Heads(ops, ops.rows(keys, rows), ops.rows(values, rows), ops.rows(mask, rows));
    }

    @Override
    public Memory attach(NDManager manager) {
      keys.attach(manager);
      values.attach(manager);
      mask.attach(manager);
      return this;
    }
  }
}
