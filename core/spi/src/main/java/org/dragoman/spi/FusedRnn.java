package org.dragoman.spi;

/** The recurrent cells for which the engine has a whole-sequence kernel. */
public enum FusedRnn {
  /** Elman network with tanh. */
  RNN_TANH,
  /** Elman network with a rectifier. */
  RNN_RELU,
  /** Gated recurrent unit, reset gate applied after the matrix product. */
  GRU,
  /** Long short-term memory without peepholes. */
  LSTM
}
