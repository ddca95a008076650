package org.dragoman.runtime.text;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.Tokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Everything between raw text and ids, for one side of a translator. May be used from several
 * threads at once.
 *
 * <p>An unknown token in an output reads {@code <unk>}: a reader sees that a word is missing, and
 * can search for it. Leaving it out would hide that the translation is not whole.
 *
 * @param segmenter between text and pieces
 * @param vocabulary between pieces and ids
 */
public record TextPipeline(Segmenter segmenter, Vocabulary vocabulary) {

  /** A pipeline of its parts; {@code subword} is null where tokens are the pieces. */
  public TextPipeline(
      Normalizer normalizer,
      Tokenizer tokenizer,
      @Nullable SubwordModel subword,
      Vocabulary vocabulary) {
    this(new Segmenter(normalizer, tokenizer, subword), vocabulary);
  }

  /** The same pipeline, which cleans the text first. */
  TextPipeline cleaning() {
    return new TextPipeline(segmenter.cleaning(true), vocabulary);
  }

  /** The ids of a text, without start and end mark. */
  public int[] encode(String text) {
    return ids(segmenter.pieces(text));
  }

  /**
   * The ids of a text as it is drawn in training, without start and end mark. Translation never
   * draws.
   *
   * @param random what is drawn from; the same numbers give the same ids
   */
  public int[] sample(String text, RandomGenerator random) {
    return ids(segmenter.sample(text, random));
  }

  /** Whether {@link #sample} may give anything else than {@link #encode}. */
  public boolean isRandom() {
    return segmenter.isRandom();
  }

  /** The ids of pieces. */
  public int[] ids(List<String> pieces) {
    return pieces.stream().mapToInt(vocabulary::id).toArray();
  }

  /**
   * The text of ids. Padding, start and end marks are passed over. It is one line, as all text to
   * be translated is: a line break that a model spells by an escape becomes a space.
   *
   * @throws IndexOutOfBoundsException where an id is not of the vocabulary
   */
  public String decode(List<Integer> ids) {
    return text(pieces(ids));
  }

  /**
   * The pieces of ids; padding, start and end marks are passed over.
   *
   * @throws IndexOutOfBoundsException where an id is not of the vocabulary
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

  /** The text of pieces, as {@link #decode} puts it together. */
  public String text(List<String> pieces) {
    return oneLine(segmenter.text(pieces));
  }

  /** A text with a space for each character that ends lines. */
  public static String oneLine(String text) {
    return text.replace('\n', ' ').replace('\r', ' ');
  }
}
