package org.dragoman.runtime.network;

import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.spi.Option;

/**
 * Recurrent layers that read from left to right.
 *
 * @param cell of every layer
 * @param layers how many are stacked
 * @param residual whether layers from the second on add their input to their output
 * @param highway whether layers from the second on are gated with their input
 * @param transitionDepth cells that share the state of a layer
 */
public record LayersConfig(
    @Option(value = "The cell of every layer.", defaultValue = "gru") @Kind(ComponentKind.CELL)
        ComponentSpec cell,
    @Option(value = "Layers, one on the other.", defaultValue = "1") int layers,
    @Option(
            value = "Whether layers from the second on add their input to their output.",
            defaultValue = "false")
        boolean residual,
    @Option(
            value =
                "Whether layers from the second on are mixed with their input by a learned gate"
                    + " (Srivastava et al. 2015).",
            defaultValue = "false")
        boolean highway,
    @Option(
            value =
                "Cells that move a layer's state on at every step, of which the first alone reads"
                    + " the input (deep transition, Pascanu et al. 2014).",
            defaultValue = "1")
        int transitionDepth) {

  /** Checks what does not go together. */
  public LayersConfig {
    require(layers >= 1, "layers must be at least 1, got " + layers);
    require(transitionDepth >= 1, "transition-depth must be at least 1, got " + transitionDepth);
    require(
        !(residual && highway),
        "residual and highway are two ways to join a layer to its input. Set one of them.");
    require(
        !highway || layers > 1,
        "highway is of layers from the second on, and there is but one. Set layers: 2 or more.");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Returns the structure of the stack. */
  public RecurrentStack.Structure structure() {
    return new RecurrentStack.Structure(
        cell,
        layers,
        RecurrentStack.Directions.FORWARD,
        SkipConnection.Type.of(residual, highway),
        transitionDepth,
        transitionDepth);
  }
}
