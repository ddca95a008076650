package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import jakarta.inject.Inject;
import java.util.Optional;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Ops;
import org.dragoman.spi.SequenceOutput;

/**
 * Jordan network, name {@value #NAME}: the output feeds back, and nothing else does.
 *
 * <pre>
 * h' = tanh(W x + b)
 * </pre>
 *
 * Jordan 1986, "Serial Order: A Parallel Distributed Processing Approach". A cell for decoders: x_t
 * contains the embedding of the previous target token y_(t-1), and with input feeding also the
 * readout, so the only recurrence is through the outputs. In training with the reference as input
 * the steps do not depend on each other and are one product. Take it to find out what a decoder's
 * hidden state contributes; in an encoder it is a layer that sees one token only.
 */
public final class JordanCell extends BuiltInCell {
  /** The registered name. */
  public static final String NAME = "jordan";

  private final Parameter bias;

  private JordanCell(Ops ops, SizeConfig config, long inputSize) {
    super(ops, withInput(inputSize), config.size(), 1, CellDropout.NONE);
    bias = addVector("bias", 1);
  }

  /** Makes {@link JordanCell}s. */
  public static final class Factory extends CellFactory<SizeConfig> {
    @Inject
    Factory(Ops ops) {
      super(ops, SizeConfig.class, JordanCell::new);
    }
  }

  @Override
  CellRun open(Batch batch) {
    return new Run(batch) {
      private final NDArray biases = bias.getArray();

      @Override
      public CellState step(NDArray projected, CellState state) {
        return CellState.of(Activation.tanh(projected.add(biases)));
      }

      @Override
      public Optional<SequenceOutput> sequence(
          NDArray inputs, Lengths lengths, boolean reverse, CellState initial) {
        NDArray h = Activation.tanh(project(inputs).add(biases));
        NDArray last = ops().rows(h.reshape(-1, outputSize()), lastRows(h, lengths, reverse));
        NDArray outputs = ops().where(realRows(h, lengths), h, h.zerosLike());
        return Optional.of(new SequenceOutput(outputs, CellState.of(last)));
      }
    };
  }

  /** Returns for each sequence which of the T*B rows it reads last, {@code [B]}. */
  private static NDArray lastRows(NDArray h, Lengths lengths, boolean reverse) {
    int batch = lengths.batchSize();
    long[] rows = new long[batch];
    for (int b = 0; b < batch; b++) {
      rows[b] = b + (reverse ? 0L : (lengths.get(b) - 1L) * batch);
    }
    try (NDArray array = h.getManager().create(rows)) {
      return array.duplicate();
    }
  }

  /** Returns {@code [T, B, 1]}, true up to a sequence's end. */
  private static NDArray realRows(NDArray h, Lengths lengths) {
    int batch = lengths.batchSize();
    int steps = (int) h.getShape().get(0);
    boolean[] real = new boolean[steps * batch];
    for (int i = 0; i < real.length; i++) {
      real[i] = i / batch < lengths.get(i % batch);
    }
    try (NDArray array = h.getManager().create(real)) {
      return array.duplicate().reshape(new Shape(steps, batch, 1));
    }
  }
}
