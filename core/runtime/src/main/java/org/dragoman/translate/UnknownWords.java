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
 * What becomes of an unknown token in an output: it stays as {@code <unk>}, or the source word that
 * the model looked at most takes its place, or that word's entry in a dictionary (Luong et al.
 * 2015, arXiv 1410.8206; by attention weights as in Jean et al. 2015, arXiv 1412.2007).
 */
public final class UnknownWords {
  /** They stay. */
  public static final UnknownWords KEEP = new UnknownWords(Optional.empty());

  private static final String UNKNOWN = Vocabulary.SPECIALS.get(Vocabulary.UNK);

  private final Optional<Map<String, String>> dictionary;

  private UnknownWords(Optional<Map<String, String>> dictionary) {
    this.dictionary = dictionary;
  }

  /** The source word takes their place as it is. */
  public static UnknownWords copy() {
    return dictionary(Map.of());
  }

  /**
   * The source word's translation takes their place. Both are cleaned as a source is; see {@link
   * Cleaner}.
   *
   * @param translations by source word; one that is not there is copied
   */
  public static UnknownWords dictionary(Map<String, String> translations) {
    Map<String, String> clean = new HashMap<>();
    translations.forEach(
        (word, translation) -> clean.putIfAbsent(Cleaner.clean(word), Cleaner.clean(translation)));
    return new UnknownWords(Optional.of(Map.copyOf(clean)));
  }

  /**
   * As {@link #dictionary(Map)}, from a file with a source word, a tab and its translation on each
   * line; of several lines with one word the first counts.
   *
   * @throws DragomanException of kind DATA with file and line, where one is not of that form
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

  /** Whether they stay. */
  boolean areKept() {
    return dictionary.isEmpty();
  }

  /** What stands for a source word. */
  String of(String word) {
    return dictionary.map(translations -> translations.getOrDefault(word, word)).orElse(word);
  }

  /**
   * Puts words in the place of unknown pieces. It works on pieces, so that what joins an output's
   * pieces to text sees to the spaces.
   *
   * <p>The whole output token that an unknown piece is of is replaced, and a mark of case before it
   * is left out, since the word that comes has its own. Under a subword model the token may go on
   * after the unknown piece without telling so: what follows is left out where the model looked at
   * the same word, and it is unknown too or the end of what was put in.
   *
   * @param pieces of the output
   * @param alignment the place of the source piece for each piece of the output
   * @param words for each source piece the word that it is of
   * @param target cuts what is put in
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
