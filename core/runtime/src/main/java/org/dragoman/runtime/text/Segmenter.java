package org.dragoman.runtime.text;

import java.util.List;
import java.util.random.RandomGenerator;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts raw text to the pieces that a vocabulary is made of, and puts text together from pieces. May
 * be used from several threads at once.
 *
 * @param normalizer makes spellings one, first
 * @param tokenizer cuts the normalised text to tokens
 * @param subword cuts tokens to pieces; null where tokens are the pieces
 */
public record Segmenter(
    Normalizer normalizer, Tokenizer tokenizer, @Nullable SubwordModel subword) {

  /** The normalised tokens of a text: what a subword model is learned from. */
  public List<String> tokens(String text) {
    return tokenizer.encode(normalizer.apply(text));
  }

  /** The pieces of a text. */
  public List<String> pieces(String text) {
    List<String> tokens = tokens(text);
    return subword == null ? tokens : subword.encode(tokens);
  }

  /**
   * Pieces of a text as the subword model draws them in training.
   *
   * @param random what is drawn from; the same numbers give the same pieces
   */
  public List<String> sample(String text, RandomGenerator random) {
    List<String> tokens = tokens(text);
    return subword == null ? tokens : subword.sample(tokens, random);
  }

  /** Whether {@link #sample} may give anything else than {@link #pieces}. */
  public boolean isRandom() {
    return subword != null && subword.isRandom();
  }

  /** The text of any pieces; of those of {@link #pieces} exactly the normalised text. */
  public String text(List<String> pieces) {
    return tokenizer.decode(subword == null ? pieces : subword.decode(pieces));
  }
}
