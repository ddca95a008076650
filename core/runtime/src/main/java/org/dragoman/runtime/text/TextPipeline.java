package org.dragoman.runtime.text;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Converts raw text to ids and back, for one side of a translator. It may be used from several
 * threads at once.
 *
 * <p>An unknown token in an output is written {@code <unk>}, so that a reader sees that a word is
 * missing and can search for it. Dropping it would hide that the translation is incomplete.
 *
 * @param segmenter between text and pieces
 * @param vocabulary between pieces and ids
 */
public record TextPipeline(Segmenter segmenter, Vocabulary vocabulary) {

  /** Creates a pipeline from its parts; {@code subword} is null if the tokens are the pieces. */
  public TextPipeline(
      Normalizer normalizer,
      Tokenizer tokenizer,
      @Nullable SubwordModel subword,
      Vocabulary vocabulary) {
    this(new Segmenter(normalizer, tokenizer, subword), vocabulary);
  }

  /** Returns a pipeline that cleans the text first. */
  TextPipeline cleaning() {
    return new TextPipeline(segmenter.cleaning(true), vocabulary);
  }

  /** Returns the ids of a text, without start and end mark. */
  public int[] encode(String text) {
    return ids(segmenter.pieces(text));
  }

  /**
   * Returns the ids of a text with randomly drawn pieces, for training, without start and end mark.
   * Translation never draws.
   *
   * @param random the source of randomness; the same numbers give the same ids
   */
  public int[] sample(String text, RandomGenerator random) {
    return ids(segmenter.sample(text, random));
  }

  /** Returns whether {@link #sample} may differ from {@link #encode}. */
  public boolean isRandom() {
    return segmenter.isRandom();
  }

  /** The ids of pieces. */
  public int[] ids(List<String> pieces) {
    return pieces.stream().mapToInt(vocabulary::id).toArray();
  }

  /**
   * Returns the text of ids. It skips padding, start and end marks. The text is always one line: a
   * line break that a model outputs as an escape becomes a space.
   *
   * @throws IndexOutOfBoundsException if an id is not in the vocabulary
   */
  public String decode(List<Integer> ids) {
    return text(pieces(ids));
  }

  /**
   * Returns the pieces of ids, without padding, start and end marks.
   *
   * @throws IndexOutOfBoundsException if an id is not in the vocabulary
   */
  public List<String> pieces(List<Integer> ids) {
    List<String> pieces = new ArrayList<>(ids.size());
    for (int id : ids) {
      if (id != Vocabulary.PAD && id != Vocabulary.START && id != Vocabulary.END) {
        pieces.add(vocabulary.token(id));
      }
    }
    return pieces;
  }

  /** Returns the text of pieces, as in {@link #decode}. */
  public String text(List<String> pieces) {
    return oneLine(segmenter.text(pieces));
  }

  /** Replaces each character that ends lines by a space. */
  public static String oneLine(String text) {
    return text.replace('\n', ' ').replace('\r', ' ');
  }
}
