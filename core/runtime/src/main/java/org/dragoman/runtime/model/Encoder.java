package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.norm.Dropout;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.model.ModelConfig.EncoderConfig;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.SequenceOutput;
import org.jspecify.annotations.Nullable;

/** Stacked recurrent layers over the embedded source, each in one direction or both. */
final class Encoder {
  private final Ops ops;
  private final List<Layer> layers = new ArrayList<>();
  private final boolean residual;
  private final double dropout;

  /** One layer: left to right and, if bidirectional, right to left. */
  private record Layer(RnnCell forward, @Nullable RnnCell backward) {
    long outputSize() {
      return forward.outputSize() + (backward == null ? 0 : backward.outputSize());
    }
  }

  /**
   * What the stack puts out.
   *
   * @param states {@code [S, B, M]}
   * @param summary {@code [B, M]}, the top layer's final states side by side
   * @param start {@code [B, H]}, the final state a bridge starts the decoder with: of the backward
   *     direction where there is one, which has just read the first word
   */
  record Output(NDArray states, NDArray summary, NDArray start) {}

  Encoder(Ops ops, EncoderConfig config, double dropout, long inputSize, Components components) {
    this.ops = ops;
    this.residual = config.residual();
    this.dropout = dropout;
    long width = inputSize;
    for (int i = 0; i < config.layers(); i++) {
      RnnCell forward = components.cell(config.cell(), width);
      RnnCell backward = config.bidirectional() ? components.cell(config.cell(), width) : null;
      layers.add(new Layer(forward, backward));
      width = layers.get(i).outputSize();
    }
  }

  void collect(NamedParameters parameters) {
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      parameters.add("encoder." + i + ".forward", layer.forward());
      if (layer.backward() != null) {
        parameters.add("encoder." + i + ".backward", layer.backward());
      }
    }
  }

  /** The width of a state, M. */
  long outputSize() {
    return layers.get(layers.size() - 1).outputSize();
  }

  /** The width of {@link Output#start()}. */
  long startSize() {
    return layers.get(layers.size() - 1).forward().outputSize();
  }

  /**
   * Runs the stack.
   *
   * @param embedded {@code [S, B, E]}
   */
  Output run(NDArray embedded, Lengths lengths, Mode mode) {
    NDArray inputs = embedded;
    Output output = runLayer(layers.get(0), inputs, lengths, mode);
    for (int i = 1; i < layers.size(); i++) {
      inputs = output.states();
      NDArray dropped = dropped(inputs, dropout, mode);
      output = runLayer(layers.get(i), dropped, lengths, mode);
      if (residual) {
        output = new Output(output.states().add(inputs), output.summary(), output.start());
      }
    }
    return output;
  }

  private Output runLayer(Layer layer, NDArray inputs, Lengths lengths, Mode mode) {
    SequenceOutput forward = direction(layer.forward(), inputs, lengths, false, mode);
    NDArray last = forward.finalState().output();
    if (layer.backward() == null) {
      return new Output(forward.outputs(), last, last);
    }
    SequenceOutput backward = direction(layer.backward(), inputs, lengths, true, mode);
    NDArray first = backward.finalState().output();
    return new Output(
        forward.outputs().concat(backward.outputs(), 2), last.concat(first, 1), first);
  }

  private SequenceOutput direction(
      RnnCell cell, NDArray inputs, Lengths lengths, boolean reverse, Mode mode) {
    NDManager manager = inputs.getManager();
    CellRun run = cell.open(manager, lengths.batchSize(), mode);
    return Recurrence.run(ops, run, inputs, lengths, reverse, run.zeroState());
  }

  static NDArray dropped(NDArray x, double rate, Mode mode) {
    return rate == 0 || mode == Mode.INFERENCE
        ? x
        : Dropout.dropout(x, (float) rate, true).singletonOrThrow();
  }
}
