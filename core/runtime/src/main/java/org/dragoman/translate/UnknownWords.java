package org.dragoman.translate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.text.Cleaner;
import org.dragoman.runtime.text.Segmenter;
import org.dragoman.runtime.text.Vocabulary;

/**
 * How unknown tokens in an output are treated. They stay as {@code <unk>}, or are replaced by the
 * source word with the greatest attention weight, or by that word's entry in a dictionary (Luong et
 * al. 2015, arXiv 1410.8206; by attention weights as in Jean et al. 2015, arXiv 1412.2007).
 */
public final class UnknownWords {
  /** They stay. */
  public static final UnknownWords KEEP = new UnknownWords(Optional.empty());

  private static final String UNKNOWN = Vocabulary.SPECIALS.get(Vocabulary.UNK);

  private final Optional<Map<String, String>> dictionary;

  private UnknownWords(Optional<Map<String, String>> dictionary) {
    this.dictionary = dictionary;
  }

  /** Replaces them by the source word. */
  public static UnknownWords copy() {
    return dictionary(Map.of());
  }

  /**
   * Replaces them by the source word's translation. Both are cleaned like a source; see {@link
   * Cleaner}.
   *
   * @param translations by source word; a source word without an entry is copied
   */
  public static UnknownWords dictionary(Map<String, String> translations) {
    Map<String, String> clean = new HashMap<>();
    translations.forEach(
        (word, translation) -> clean.putIfAbsent(Cleaner.clean(word), Cleaner.clean(translation)));
    return new UnknownWords(Optional.of(Map.copyOf(clean)));
  }

  /**
   * Does the same as {@link #dictionary(Map)} with a file, with a source word, a tab and its
   * translation on each line; if a word has several lines, the first counts.
   *
   * @throws DragomanException of kind DATA with file and line, if a line does not have this form
   */
  public static UnknownWords dictionary(Path file) {
    Map<String, String> translations = new HashMap<>();
    try (LineReader reader = LineReader.open(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 2 || Cleaner.isBlank(columns[0])) {
          throw DragomanException.data(
              "%s, line %d: expected a source word, a tab and its translation, got '%s'."
                  .formatted(file, reader.lineNumber(), line));
        }
        translations.putIfAbsent(Cleaner.clean(columns[0]), columns[1]);
      }
    }
    return dictionary(translations);
  }

  /** Returns whether they stay. */
  boolean areKept() {
    return dictionary.isEmpty();
  }

  /** Returns the replacement for a source word. */
  String of(String word) {
    return dictionary.map(translations -> translations.getOrDefault(word, word)).orElse(word);
  }

  /**
   * Replaces unknown pieces by words. The result is again pieces, so that joining them to text puts
   * the spaces right.
   *
   * <p>It replaces the whole output token that contains the unknown piece, and drops a case mark
   * before it, because the new word has its own case. With a subword model it may not be visible
   * that the token goes on after the unknown piece. So the next pieces are dropped, too, if they
   * have the greatest weight on the same source word and are unknown or equal the end of the new
   * word.
   *
   * @param pieces of the output
   * @param alignment for each piece of the output the index of its source piece
   * @param words for each source piece its word
   * @param target cuts the new words into pieces
   */
  List<String> replace(
      List<String> pieces, List<Integer> alignment, List<String> words, Segmenter target) {
    if (words.isEmpty()) {
      return pieces;
    }
    int[] ends = target.tokenEnds(pieces);
    List<String> replaced = new ArrayList<>();
    for (int from = 0, to; from < pieces.size(); from = to) {
      to = ends[from];
      List<String> token = pieces.subList(from, to);
      int unknown = token.indexOf(UNKNOWN);
      if (unknown < 0) {
        replaced.addAll(token);
        continue;
      }
      String word = words.get(alignment.get(from + unknown));
      String put = of(word);
      if (!replaced.isEmpty() && target.isCaseMark(replaced.get(replaced.size() - 1))) {
        replaced.remove(replaced.size() - 1);
      }
      replaced.addAll(target.pieces(put));
      while (target.subword() != null
          && to < pieces.size()
          && words.get(alignment.get(to)).equals(word)
          && isRest(pieces.subList(to, ends[to]), put, target)) {
        to = ends[to];
      }
    }
    return replaced;
  }

  private static boolean isRest(List<String> token, String put, Segmenter target) {
    return token.contains(UNKNOWN) || put.endsWith(target.text(token).strip());
  }
}
