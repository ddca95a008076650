package org.dragoman.runtime.text;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.spi.Tokenizer;

/**
 * The labels that a classifier or a tagger gives: the entries of a {@link Vocabulary} after the
 * special ones, numbered from 0. A label is a word without spaces.
 *
 * @param vocabulary with the special entries
 */
public record Labels(Vocabulary vocabulary) {
  private static final int LISTED = 12;

  /** Cuts at spaces; each word is a label. */
  private static final Tokenizer TOKENIZER =
      new Tokenizer() {
        @Override
        public List<String> encode(String text) {
          return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
        }

        @Override
        public String decode(List<String> tokens) {
          return String.join(" ", tokens);
        }
      };

  /** Returns the segmenter of a text of labels. */
  public static Segmenter segmenter() {
    return new Segmenter(Normalizer.IDENTITY, TOKENIZER, null);
  }

  /** Returns the pipeline of texts of labels. */
  public static TextPipeline pipeline(Vocabulary vocabulary) {
    return new TextPipeline(segmenter(), vocabulary);
  }

  /** Returns the number of labels in a vocabulary of that size. */
  public static int count(int vocabularySize) {
    return vocabularySize - Vocabulary.SPECIALS.size();
  }

  /** Returns the number of labels, L. */
  public int count() {
    return count(vocabulary.size());
  }

  /** Returns the label of a number. */
  public String name(int number) {
    return vocabulary.token(number + Vocabulary.SPECIALS.size());
  }

  /** Returns all labels, in the order of their numbers. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      names.add(name(i));
    }
    return names;
  }

  /**
   * Returns the number of a label.
   *
   * @throws DragomanException of kind DATA if there is no such label; the message lists those that
   *     there are
   */
  public int number(String name) {
    int id = vocabulary.id(name);
    if (id == Vocabulary.UNK) {
      List<String> names = names();
      throw DragomanException.data(
          "'%s' is not a label of the training data. Those are: %s%s."
              .formatted(
                  name,
                  String.join(", ", names.subList(0, Math.min(LISTED, names.size()))),
                  names.size() > LISTED ? ", and " + (names.size() - LISTED) + " more" : ""));
    }
    return id - Vocabulary.SPECIALS.size();
  }
}
