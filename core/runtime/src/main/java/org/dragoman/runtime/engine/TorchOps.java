package org.dragoman.runtime.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Locale;
import org.dragoman.spi.CellState;
import org.dragoman.spi.FusedRnn;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Ops;
import org.dragoman.spi.SequenceOutput;
import org.jspecify.annotations.Nullable;

/** {@link Ops} on the PyTorch engine. */
final class TorchOps implements Ops {
  private final Kernels kernels;
  private final PackedWeights packed;
  private final ThreadLocal<MatmulPrecision> products;

  TorchOps(Kernels kernels, PackedWeights packed, ThreadLocal<MatmulPrecision> products) {
    this.kernels = kernels;
    this.packed = packed;
    this.products = products;
  }

  private boolean isRounded(NDArray x) {
    return products.get() == MatmulPrecision.BFLOAT16 && x.getDataType() == DataType.FLOAT32;
  }

  @Override
  public NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias) {
    if (!isRounded(x)) {
      NDArray fast = JniUtils.isGradMode() ? null : packed.linear(x, weight, bias);
      return fast == null ? Linear.linear(x, weight, bias).singletonOrThrow() : fast;
    }
    NDArray product = kernels.call("linear16", x, weight).singletonOrThrow();
    return bias == null ? product : product.add(bias);
  }

  @Override
  public NDArray scale(NDArray x, double factor) {
    // In the engine's own memory, because the graph may use it after it is closed here.
    try (NDArray value = NativeCopy.of(x.getManager().create(factor));
        NDArray scalar = value.toType(x.getDataType(), false)) {
      return x.mul(scalar);
    }
  }

  @Override
  public NDArray where(NDArray condition, NDArray a, NDArray b) {
    return JniUtils.where((PtNDArray) condition, (PtNDArray) a, (PtNDArray) b);
  }

  @Override
  public NDArray rows(NDArray x, NDArray rows) {
    Shape shape = x.getShape();
    NDArray flat = shape.dimension() == 2 ? x : x.reshape(shape.get(0), -1);
    NDArray selected = Embedding.embedding(rows, flat, SparseFormat.DENSE).singletonOrThrow();
    NDArray result =
        shape.dimension() == 2
            ? selected
            : selected.reshape(new Shape(rows.size()).addAll(shape.slice(1)));
    result.attach(x.getManager());
    return result;
  }

  @Override
  public SequenceOutput rnn(
      FusedRnn kind,
      NDArray inputs,
      Lengths lengths,
      boolean reverse,
      CellState initial,
      NDList weights) {
    try (PackedLayout layout = PackedLayout.of(inputs.getManager(), lengths, reverse)) {
      NDList arguments = new NDList(inputs);
      arguments.addAll(layout.arrays());
      arguments.addAll(weights);
      arguments.add(initial.output());
      arguments.addAll(new NDList(initial.memory()));
      NDList result =
          kernels.call(
              kind.name().toLowerCase(Locale.ROOT) + (isRounded(inputs) ? "16" : ""),
              arguments.toArray(new NDArray[0]));
      return new SequenceOutput(
          result.get(0), new CellState(result.get(1), result.subList(2, result.size())));
    }
  }
}
