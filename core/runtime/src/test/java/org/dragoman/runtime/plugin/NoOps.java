package org.dragoman.runtime.plugin;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.dragoman.spi.CellState;
import org.dragoman.spi.FusedRnn;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Ops;
import org.dragoman.spi.SequenceOutput;

/** Can be injected, and nothing more. */
final class NoOps implements Ops {
  @Override
  public NDArray linear(
      NDArray x, NDArray weight, @org.jspecify.annotations.Nullable NDArray bias) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String toString() {
    return "the ops";
  }

  @Override
  public NDArray scale(NDArray x, double factor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public NDArray where(NDArray condition, NDArray a, NDArray b) {
    throw new UnsupportedOperationException();
  }

  @Override
  public NDArray rows(NDArray x, NDArray rows) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SequenceOutput rnn(
      FusedRnn kind,
      NDArray inputs,
      Lengths lengths,
      boolean reverse,
      CellState initial,
      NDList weights) {
    throw new UnsupportedOperationException();
  }
}
