package org.dragoman.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Cuts tokens into subwords (pieces) of a vocabulary of bounded size. It may be used from several
 * threads at once.
 *
 * <p>Each token is cut independently of its neighbours. A piece is never empty, and contains white
 * space only if its token does.
 */
public interface SubwordModel {
  /** Cuts tokens into pieces; {@code decode(encode(x))} equals x. */
  List<String> encode(List<String> tokens);

  /**
   * Cuts tokens into randomly drawn pieces, for training: the model then sees a word in different
   * segmentations (subword regularization). {@code decode(sample(x, random))} equals x. A subword
   * model with one segmentation only returns that of {@link #encode}.
   *
   * @param random the source of randomness; the same numbers give the same pieces
   */
  default List<String> sample(List<String> tokens, RandomGenerator random) {
    return encode(tokens);
  }

  /** Returns whether {@link #sample} may differ from {@link #encode}. */
  default boolean isRandom() {
    return false;
  }

  /**
   * Returns a model that cuts tokens into the given pieces only. Any other piece is cut further,
   * into smaller ones; a piece that cannot be cut further is returned although it is not among the
   * given ones. {@link #save} writes the model without the restriction. A model that cannot be
   * restricted returns itself.
   *
   * @param pieces as {@link #encode} and {@link #sample} return them
   */
  default SubwordModel restrictedTo(Set<String> pieces) {
    return this;
  }

  /**
   * Joins pieces to tokens. It accepts any pieces, including some that {@link #encode} would never
   * return.
   */
  List<String> decode(List<String> pieces);

  /** Writes the model in its usual file format. */
  void save(OutputStream out) throws IOException;

  /** Returns type, size and options in one line, for a manifest. */
  String signature();
}
