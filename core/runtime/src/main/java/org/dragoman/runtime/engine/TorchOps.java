package org.dragoman.runtime.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.dragoman.spi.CellState;
import org.dragoman.spi.FusedRnn;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Ops;
import org.dragoman.spi.SequenceOutput;

/** {@link Ops} on the PyTorch engine. */
final class TorchOps implements Ops {
  private final Kernels kernels;

  TorchOps(Kernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public NDArray scale(NDArray x, double factor) {
    // full() allocates in the engine, so the graph may keep the factor after it is closed here.
    try (NDArray scalar =
        x.getManager().full(new Shape(), (float) factor).toType(x.getDataType(), false)) {
      return x.mul(scalar);
    }
  }

  @Override
  public NDArray where(NDArray condition, NDArray a, NDArray b) {
    NDArray result = JniUtils.where((PtNDArray) condition, (PtNDArray) a, (PtNDArray) b);
    result.attach(a.getManager());
    return result;
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
              kind.name().toLowerCase(java.util.Locale.ROOT), arguments.toArray(new NDArray[0]));
      return new SequenceOutput(
          result.get(0), new CellState(result.get(1), result.subList(2, result.size())));
    }
  }
}
