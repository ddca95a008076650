package org.dragoman.spi;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Cuts tokens to the pieces of a vocabulary of bounded size. May be used from several threads at
 * once.
 *
 * <p>A token is cut without regard to its neighbours: the pieces of several tokens are those of
 * each, one after the other. A piece is never empty, and holds white space only where its token
 * does.
 */
public interface SubwordModel {
  /** The pieces of the tokens; {@code decode(encode(x))} equals x. */
  List<String> encode(List<String> tokens);

  /**
   * Pieces of the tokens as they are drawn in training, so that the translator meets a word in
   * different pieces (subword regularization); {@code decode(sample(x, random))} equals x. A model
   * that knows one segmentation only gives that of {@link #encode}.
   *
   * @param random what is drawn from; the same numbers give the same pieces
   */
  default List<String> sample(List<String> tokens, RandomGenerator random) {
    return encode(tokens);
  }

  /** Whether {@link #sample} may give anything else than {@link #encode}. */
  default boolean isRandom() {
    return false;
  }

  /**
   * The model that keeps to the given pieces where it can: in place of any other it gives smaller
   * ones, and others than the given ones only where there is nothing smaller. What it saves is the
   * model without the restriction. A model that cannot do so gives itself.
   *
   * @param pieces as {@link #encode} and {@link #sample} give them
   */
  default SubwordModel restrictedTo(Set<String> pieces) {
    return this;
  }

  /** The tokens of pieces; takes any pieces, also ones that {@link #encode} would never give. */
  List<String> decode(List<String> pieces);

  /** Writes the model in its usual file format. */
  void save(OutputStream out) throws IOException;

  /** Type, size and options in one line, for a manifest. */
  String signature();
}
