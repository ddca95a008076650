package org.dragoman.runtime.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.training.initializer.ConstantInitializer;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.spi.Ops;

/**
 * How the layers of a stack, from the second on, are joined to what they read. The first layer
 * reads words and is joined to nothing.
 */
public final class SkipConnection {
  /** A gate begins nearly closed, so that a deep stack begins nearly as a shallow one. */
  private static final float CLOSED = -2;

  private final Type type;
  private final List<Affine> gates = new ArrayList<>();

  /** The ways to join a layer's output y to its input x. */
  public enum Type {
    /** {@code y}. */
    NONE,
    /** {@code y + x} (He et al. 2016, arXiv:1512.03385). */
    RESIDUAL,
    /**
     * {@code g y + (1 - g) x}, {@code g = sigmoid(W x + b)} (Srivastava et al. 2015,
     * arXiv:1505.00387).
     */
    HIGHWAY;

    /** Returns the type that two switches of a configuration ask for; at most one is set. */
    public static Type of(boolean residual, boolean highway) {
      if (highway) {
        return HIGHWAY;
      }
      return residual ? RESIDUAL : NONE;
    }
  }

  /**
   * Connections of a stack.
   *
   * @param layers how many the stack has
   * @param width of every layer's output
   */
  SkipConnection(Ops ops, Type type, int layers, long width) {
    this.type = type;
    for (int i = 1; type == Type.HIGHWAY && i < layers; i++) {
      gates.add(new Affine(ops, width, width, new ConstantInitializer(CLOSED)));
    }
  }

  /**
   * Adds the gates' weights.
   *
   * @param stack what names begin with
   */
  void collect(String stack, NamedParameters parameters) {
    for (int i = 0; i < gates.size(); i++) {
      parameters.add("%s.%d.gate".formatted(stack, i + 1), gates.get(i));
    }
  }

  /**
   * What the next layer reads.
   *
   * @param layer from 0
   * @param x {@code [..., H]}, what the layer read, before dropout
   * @param y {@code [..., H]}, what it put out
   */
  NDArray join(int layer, NDArray x, NDArray y) {
    if (layer == 0 || type == Type.NONE) {
      return y;
    }
    if (type == Type.RESIDUAL) {
      return y.add(x);
    }
    NDArray gate = Activation.sigmoid(gates.get(layer - 1).apply(x));
    return x.add(gate.mul(y.sub(x)));
  }
}
