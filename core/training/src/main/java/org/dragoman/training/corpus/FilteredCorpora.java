package org.dragoman.training.corpus;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dragoman.runtime.text.Languages;
import org.dragoman.runtime.text.SentencePair;
import org.jspecify.annotations.Nullable;

/**
 * Corpora, one after the other, without the pairs that filters leave out. They can be read as often
 * as one likes.
 *
 * @param scan reads them
 * @param key that messages begin with, such as {@code data.train}; null for none
 * @param corpora in their order
 * @param filters of all of them
 * @param languages of both sides; null where they are not known
 */
public record FilteredCorpora(
    CorpusScan scan,
    @Nullable String key,
    List<Corpus> corpora,
    Filters filters,
    @Nullable Languages languages) {

  /**
   * Reads them.
   *
   * @return for each reason for which pairs can be left out how many were
   * @throws org.dragoman.runtime.DragomanException of kind DATA where a corpus cannot be read, or
   *     is not of its form
   */
  public Map<LeftOut, Long> forEach(Consumer<SentencePair> receiver) {
    PairFilter filter = new PairFilter(filters, languages);
    Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
    filters.reasons().forEach(reason -> leftOut.put(reason, 0L));
    for (int i = 0; i < corpora.size(); i++) {
      scan.read(
          name(i),
          corpora.get(i),
          (line, pair) -> {
            LeftOut reason = filter.reason(pair);
            if (reason == null) {
              receiver.accept(pair);
            } else {
              leftOut.merge(reason, 1L, Long::sum);
            }
          });
    }
    return leftOut;
  }

  private @Nullable String name(int number) {
    return key == null ? null : nameOf(key, number, corpora.size());
  }

  /**
   * What messages call one of several corpora.
   *
   * @param number from 0
   */
  public static String nameOf(String key, int number, int corpora) {
    return corpora == 1 ? key : key + "[" + number + "]";
  }
}
