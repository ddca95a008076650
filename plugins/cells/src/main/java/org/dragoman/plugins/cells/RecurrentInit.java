package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.initializer.Initializer;
import ai.djl.training.initializer.UniformInitializer;

/** The initial values of the recurrent matrices of a cell. */
public enum RecurrentInit {
  /** Uniform in plus or minus one over the square root of H, as PyTorch does. */
  UNIFORM {
    @Override
    Initializer initializer(long size) {
      return uniform(size);
    }
  },

  /**
   * A random orthogonal matrix for each gate, which keeps the length of vectors. Saxe et al. 2014,
   * "Exact Solutions to the Nonlinear Dynamics of Learning in Deep Linear Neural Networks"
   * (arXiv:1312.6120).
   */
  ORTHOGONAL {
    @Override
    Initializer initializer(long size) {
      return blocks(Orthogonal::draw);
    }
  },

  /**
   * The identity for each gate. Le et al. 2015, "A Simple Way to Initialize Recurrent Networks of
   * Rectified Linear Units" (arXiv:1504.00941).
   */
  IDENTITY {
    @Override
    Initializer initializer(long size) {
      return blocks((manager, n, type) -> manager.eye((int) n, (int) n, 0, type));
    }
  };

  /** Makes a square matrix. */
  private interface Square {
    /** {@code [N, N]}. */
    NDArray make(NDManager manager, long n, DataType type);
  }

  /** Returns the initializer for matrices {@code [G*H, H]}, where H is the size. */
  abstract Initializer initializer(long size);

  /** Uniform in plus or minus one over the square root of the size, for any shape. */
  static Initializer uniform(long size) {
    return new UniformInitializer((float) (1 / Math.sqrt(size)));
  }

  private static Initializer blocks(Square square) {
    return (manager, shape, type) -> {
      try (NDManager scratch = manager.newSubManager()) {
        NDList blocks = new NDList();
        for (long row = 0; row < shape.get(0); row += shape.get(1)) {
          blocks.add(square.make(scratch, shape.get(1), type));
        }
        return scratch.ret(NDArrays.concat(blocks));
      }
    };
  }
}
