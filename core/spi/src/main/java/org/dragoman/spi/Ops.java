package org.dragoman.spi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.jspecify.annotations.Nullable;

/**
 * Operations that a component needs and DJL's {@code NDArray} lacks or gets wrong. Factories get it
 * by injection. All operations are differentiable. A result belongs to the manager of the first
 * array; that of {@link #where} belongs to the manager of {@code a}.
 *
 * <p>Use {@link #scale} in place of {@code NDArray.mul(Number)}, {@code div(Number)} and {@code
 * pow(Number)}: on a CPU these read freed memory in the backward pass and give wrong gradients
 * without any error.
 */
public interface Ops {
  /** {@code x * factor}, of any shape. */
  NDArray scale(NDArray x, double factor);

  /**
   * {@code a} where {@code condition} is true, else {@code b}; the three broadcast.
   *
   * @param condition BOOLEAN
   */
  NDArray where(NDArray condition, NDArray a, NDArray b);

  /**
   * A linear map: {@code x W^T + b}. The product is computed in the float type that the run asks
   * for, so that training in mixed precision reaches a plugin's products too.
   *
   * @param x {@code [..., I]}
   * @param weight {@code [O, I]}
   * @param bias {@code [O]}, or null for none
   * @return {@code [..., O]}
   */
  NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias);

  /**
   * Selects rows of an array along its first axis; a row may be selected several times.
   *
   * @param x {@code [N, ...]}
   * @param rows {@code [M]}, INT64, each in 0..N-1
   * @return {@code [M, ...]}
   */
  NDArray rows(NDArray x, NDArray rows);

  /**
   * Runs whole sequences through one layer of the engine's own recurrent cell. Each sequence stops
   * at its own end.
   *
   * @param kind which cell
   * @param inputs {@code [T, B, I]}
   * @param lengths of the B sequences
   * @param reverse whether each sequence is read from its last element to its first
   * @param initial the initial state: {@code [B, H]} arrays, h (and c for an LSTM)
   * @param weights {@code weight_ih [G*H, I]}, {@code weight_hh [G*H, H]}, {@code bias_ih [G*H]},
   *     {@code bias_hh [G*H]}, gates in PyTorch's order: i, f, g, o for an LSTM; r, z, n for a GRU
   * @return the outputs, zero past a sequence's end, and the state after each sequence's last step
   */
  SequenceOutput rnn(
      FusedRnn kind,
      NDArray inputs,
      Lengths lengths,
      boolean reverse,
      CellState initial,
      NDList weights);
}
