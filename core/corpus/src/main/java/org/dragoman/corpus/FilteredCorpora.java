package org.dragoman.corpus;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several corpora, read one after the other, without the pairs that the filters leave out. They can
 * be read any number of times.
 *
 * @param scan reads them
 * @param key the configuration path that messages begin with, such as {@code data.train}; null for
 *     none
 * @param corpora in their order
 * @param filters creates the filter of all of them, for one reading
 */
public record FilteredCorpora(
    CorpusScan scan, @Nullable String key, List<Corpus> corpora, Supplier<PairFilter> filters) {
  private static final Logger LOG = LoggerFactory.getLogger(FilteredCorpora.class);

  /**
   * Reads the corpora. Logs what it skips because it is no pair.
   *
   * @return the number of pairs left out, for each reason of the filters
   * @throws org.dragoman.runtime.DragomanException of kind DATA where a corpus cannot be read, or
   *     is not of its form, or no pair is left
   */
  public Map<LeftOut, Long> forEach(Consumer<SentencePair> receiver) {
    PairFilter.Counter counter = filters.get().counter();
    List<String> passedOver = new ArrayList<>();
    for (int i = 0; i < corpora.size(); i++) {
      String other =
          scan.read(
              name(i),
              corpora.get(i),
              (line, pair) -> {
                if (counter.keeps(pair)) {
                  receiver.accept(pair);
                }
              });
      if (!other.isEmpty()) {
        LOG.info("{}: passed over {}", corpora.get(i).name(), other);
        passedOver.add("; passed over " + other);
      }
    }
    if (counter.kept() == 0) {
      throw noneLeft(
          key,
          corpora.stream().map(Corpus::name).collect(joining(", ")),
          counter.leftOut(),
          String.join("", passedOver));
    }
    return counter.leftOut();
  }

  /**
   * Creates the error for a corpus of which no pair is left.
   *
   * @param key that the message begins with; null for none
   * @param corpus its files
   * @param leftOut how many pairs were left out, for each reason
   * @param passedOver says what was skipped because it is no pair; empty for nothing
   */
  public static DragomanException noneLeft(
      @Nullable String key, String corpus, Map<LeftOut, Long> leftOut, String passedOver) {
    return DragomanException.data(
        "%sno pair of %s is left (left out %s%s). Give a corpus with sentences on both sides, or change data.filters."
            .formatted(
                key == null ? "" : key + ": ", corpus, LeftOut.inWords(leftOut), passedOver));
  }

  private @Nullable String name(int number) {
    return key == null ? null : nameOf(key, number, corpora.size());
  }

  /**
   * Returns the name for messages of one of several corpora.
   *
   * @param number from 0
   */
  public static String nameOf(String key, int number, int corpora) {
    return corpora == 1 ? key : key + "[" + number + "]";
  }
}
