package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.NativeCopy;
import org.dragoman.runtime.model.TranslatorConfig.BridgeType;
import org.dragoman.runtime.network.Affine;
import org.dragoman.runtime.network.NamedParameters;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.spi.Ops;

/** Makes the decoder's first state from the encoder's final one. */
final class Bridge {
  private final BridgeType type;
  private final List<Affine> maps = new ArrayList<>();

  /**
   * The widths of what is bridged.
   *
   * @param last of the encoder's final state, H
   * @param memory of an encoder state as the decoder sees it, M
   * @param decoder of a decoder state
   */
  record Sizes(long last, long memory, long decoder) {}

  /**
   * What an encoder ends with.
   *
   * @param last rows B
   * @param states {@code [S, B, M]}, zero past a sentence's end
   * @param lengths of the B sentences
   */
  record End(CellState last, NDArray states, Lengths lengths) {}

  Bridge(Ops ops, TranslatorConfig config, Sizes sizes) {
    type = config.bridge();
    requireSame(config, sizes);
    long mapped = type == BridgeType.MEAN ? sizes.memory() : sizes.last();
    boolean maps = type == BridgeType.LINEAR || type == BridgeType.MEAN;
    for (int i = 0; maps && i < config.decoder().layers(); i++) {
      this.maps.add(new Affine(ops, mapped, sizes.decoder()));
    }
  }

  /** Refuses a copy between cells of different sizes, or of all of a state between types. */
  private static void requireSame(TranslatorConfig config, Sizes sizes) {
    boolean copies = config.bridge() == BridgeType.LAST || config.bridge() == BridgeType.STATE;
    if (copies && sizes.last() != sizes.decoder()) {
      throw DragomanException.configuration(
          "model.bridge: '%s' copies the encoder's final state (%d units) to a decoder of %d. Make the cells equal in size, or take 'linear'."
              .formatted(
                  config.bridge().name().toLowerCase(Locale.ROOT), sizes.last(), sizes.decoder()));
    }
    String encoder = config.encoder().cell().type();
    String decoder = config.decoder().cell().type();
    if (config.bridge() == BridgeType.STATE && !encoder.equals(decoder)) {
      throw DragomanException.configuration(
          "model.bridge: 'state' copies all that the encoder's cell (%s) carries, and the decoder's is another (%s). Take the same cell, or 'linear'."
              .formatted(encoder, decoder));
    }
  }

  void collect(NamedParameters parameters) {
    for (int i = 0; i < maps.size(); i++) {
      parameters.add("bridge." + i, maps.get(i));
    }
  }

  /** The first state of a decoder layer, rows B. */
  CellState start(int layer, CellRun run, End end) {
    return switch (type) {
      case ZERO -> run.zeroState();
      case LAST -> run.startState(end.last().output());
      case STATE -> end.last();
      case LINEAR -> run.startState(mapped(layer, end.last().output()));
      case MEAN -> run.startState(mapped(layer, mean(end)));
    };
  }

  private NDArray mapped(int layer, NDArray x) {
    return Activation.tanh(maps.get(layer).apply(x));
  }

  /** {@code [B, M]}, over each sentence's real positions. */
  private static NDArray mean(End end) {
    int batch = end.lengths().batchSize();
    float[] counts = new float[batch];
    for (int b = 0; b < batch; b++) {
      counts[b] = end.lengths().get(b);
    }
    NDArray sum = end.states().sum(new int[] {0});
    NDArray lengths = NativeCopy.of(sum.getManager().create(counts, new Shape(batch, 1)));
    return sum.div(lengths.toType(sum.getDataType(), false));
  }
}
