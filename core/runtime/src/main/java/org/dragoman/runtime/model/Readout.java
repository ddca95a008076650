package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import java.util.List;
import org.dragoman.runtime.model.TranslatorConfig.ReadoutType;
import org.dragoman.runtime.network.Affine;
import org.dragoman.spi.Component;
import org.dragoman.spi.Ops;

/** What the output layer reads: tanh of a linear map of what a decoder's step has. */
final class Readout implements Component {
  private final ReadoutType type;
  private final Affine map;
  private final long size;

  /**
   * The widths of what a readout reads, and its own.
   *
   * @param word of an embedded word, E
   * @param state of the top layer's output, H
   * @param context of a context vector, C
   * @param readout R
   */
  record Sizes(long word, long state, long context, long readout) {}

  Readout(Ops ops, ReadoutType type, Sizes sizes) {
    this.type = type;
    this.size = sizes.readout();
    long read = sizes.state() + sizes.context();
    map = new Affine(ops, type == ReadoutType.DEEP ? sizes.word() + read : read, size);
  }

  /** Return the width of a readout, R. */
  long size() {
    return size;
  }

  /**
   * Reads one step or all.
   *
   * @param word {@code [..., E]}, what the decoder is fed
   * @param state {@code [..., H]}, of the top layer
   * @param context {@code [..., C]}
   * @return {@code [..., R]}
   */
  NDArray of(NDArray word, NDArray state, NDArray context) {
    NDArray read = state.concat(context, -1);
    return Activation.tanh(map.apply(type == ReadoutType.DEEP ? word.concat(read, -1) : read));
  }

  @Override
  public List<Parameter> parameters() {
    return map.parameters();
  }
}
