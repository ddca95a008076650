package org.dragoman.training.vocabulary;

import java.nio.file.Path;
import java.util.Map;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.text.TextConfig.VocabularyConfig;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.SubwordModel;
import org.jspecify.annotations.Nullable;

/**
 * Makes the vocabulary of a text pipeline from the counts of its words, or reads a ready one.
 *
 * @param path of the pipeline in the configuration
 * @param config of the vocabulary
 */
record VocabularyLearner(String path, VocabularyConfig config) {

  /**
   * Makes the vocabulary.
   *
   * @param subword the learned model; null if the words are the pieces
   * @throws DragomanException if a ready file cannot be read, or no piece is left
   */
  Vocabulary learn(@Nullable SubwordModel subword, Map<String, Long> wordCounts) {
    String file = config.file();
    if (file != null) {
      Vocabulary ready = ready(file);
      if (subword != null && config.threshold() > 0) {
        requireThatItCuts(subword, subword.restrictedTo(ready.tokens()));
      }
      return ready;
    }
    Map<String, Long> counts = PieceCounts.of(subword, wordCounts);
    return subword == null || config.threshold() == 0
        ? cut(counts)
        : cut(PieceCounts.of(frequentOnly(subword, counts), wordCounts));
  }

  private Vocabulary ready(String file) {
    try {
      return Vocabulary.load(Path.of(file));
    } catch (DragomanException e) {
      throw DragomanException.data(path + ".vocabulary.file: " + e.getMessage(), e);
    }
  }

  /** Returns the model restricted to pieces that occur at least as often as the threshold. */
  private SubwordModel frequentOnly(SubwordModel subword, Map<String, Long> counts) {
    Vocabulary frequent = Vocabulary.build(counts, Integer.MAX_VALUE, config.threshold());
    SubwordModel restricted = subword.restrictedTo(frequent.tokens());
    requireThatItCuts(subword, restricted);
    return restricted;
  }

  private void requireThatItCuts(SubwordModel subword, SubwordModel restricted) {
    if (restricted == subword) {
      throw DragomanException.configuration(
          "%s.vocabulary.threshold: %d, but a subword model of this type cannot cut its pieces to smaller ones. Leave the threshold out."
              .formatted(path, config.threshold()));
    }
  }

  private Vocabulary cut(Map<String, Long> pieceCounts) {
    int specials = Vocabulary.SPECIALS.size();
    int limit = config.maxSize() == 0 ? Integer.MAX_VALUE : config.maxSize();
    if (limit <= specials) {
      throw DragomanException.configuration(
          "%s.vocabulary.max-size: %d leaves no room beside the %d special entries. Give more than %d, or 0 for no limit."
              .formatted(path, limit, specials, specials));
    }
    Vocabulary vocabulary = Vocabulary.build(pieceCounts, limit, config.minFrequency());
    if (vocabulary.size() == specials) {
      throw DragomanException.data(
          "%s: no piece of the training text occurs %d times, so the vocabulary is empty. Lower %s.vocabulary.min-frequency, or give more text."
              .formatted(path, config.minFrequency(), path));
    }
    return vocabulary;
  }
}
