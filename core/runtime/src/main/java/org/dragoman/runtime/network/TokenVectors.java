package org.dragoman.runtime.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.training.initializer.NormalInitializer;
import org.jspecify.annotations.Nullable;

/** The vectors of tokens: rows of a matrix that training changes, or one-hot vectors. */
public final class TokenVectors {
  private final int vocabulary;
  private final long width;
  private final @Nullable Parameter matrix;

  /**
   * Creates vectors whose weights are not yet filled.
   *
   * @param vocabulary the number of tokens
   */
  public TokenVectors(VectorsConfig config, int vocabulary) {
    this.vocabulary = vocabulary;
    width = config.width(vocabulary);
    matrix =
        config.type() == VectorsConfig.Type.ONE_HOT
            ? null
            : Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(vocabulary, width))
                .optInitializer(new NormalInitializer((float) (1 / Math.sqrt(width))))
                .build();
  }

  /** Returns the width of a vector, E. */
  public long width() {
    return width;
  }

  /** Returns the matrix {@code [V, E]}; null for one-hot vectors. */
  public @Nullable Parameter matrix() {
    return matrix;
  }

  /** Adds the matrix, if there is one. */
  public void collect(String name, NamedParameters parameters) {
    if (matrix != null) {
      parameters.add(name, matrix);
    }
  }

  /**
   * Looks tokens up.
   *
   * @param ids {@code [...]}, INT64; its manager gets the result
   * @param type of one-hot vectors
   * @return {@code [..., E]}
   */
  public NDArray of(NDArray ids, DataType type) {
    return matrix == null
        ? ids.oneHot(vocabulary, type)
        : Embedding.embedding(ids, matrix.getArray(), SparseFormat.DENSE).singletonOrThrow();
  }
}
