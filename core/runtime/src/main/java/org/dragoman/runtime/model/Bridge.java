package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.model.ModelConfig.BridgeType;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Ops;

/** Makes the decoder's first state from the encoder's final one. */
final class Bridge {
  private final BridgeType type;
  private final List<Affine> maps = new ArrayList<>();

  Bridge(Ops ops, BridgeType type, int layers, long encoderSize, long decoderSize) {
    this.type = type;
    if (type == BridgeType.LAST && encoderSize != decoderSize) {
      throw DragomanException.configuration(
          "model.bridge: 'last' copies the encoder's final state ("
              + encoderSize
              + " units) to a decoder of "
              + decoderSize
              + ". Make the cells equal in size, or take 'linear'.");
    }
    for (int i = 0; type == BridgeType.LINEAR && i < layers; i++) {
      maps.add(new Affine(ops, encoderSize, decoderSize));
    }
  }

  void collect(NamedParameters parameters) {
    for (int i = 0; i < maps.size(); i++) {
      parameters.add("bridge." + i, maps.get(i));
    }
  }

  /**
   * The first state of a decoder layer.
   *
   * @param start {@code [B, H]}, the encoder's final state
   */
  CellState start(int layer, CellRun run, NDArray start) {
    return switch (type) {
      case ZERO -> run.zeroState();
      case LAST -> run.startState(start);
      case LINEAR -> run.startState(Activation.tanh(maps.get(layer).apply(start)));
    };
  }
}
