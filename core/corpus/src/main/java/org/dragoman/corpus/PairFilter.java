package org.dragoman.corpus;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.dragoman.corpus.Filters.Treatment;
import org.dragoman.evaluation.analysis.LengthStatistics;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Languages;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one pair after another whether to leave it out. If there are several reasons, it
 * gives the first in the order of {@link LeftOut}.
 *
 * <p>It recognizes duplicates by their {@link PairHash}, which takes 12 to 24 bytes per pair.
 */
public final class PairFilter {
  private final Filters filters;
  private final @Nullable Script source;
  private final @Nullable Script target;
  private final boolean parallel;
  private final LongSet seen = new LongSet();

  /**
   * Creates a filter that has seen no pair yet.
   *
   * @param languages of both sides; needed for the filter by script
   * @throws IllegalArgumentException as {@link Filters#requireFit}
   */
  public PairFilter(Filters filters, @Nullable Languages languages) {
    filters.requireFit(languages);
    this.filters = filters;
    parallel = true;
    boolean looks = filters.script() == Treatment.DROP;
    source = looks ? Script.of(Objects.requireNonNull(languages).source()) : null;
    target = looks ? Script.of(Objects.requireNonNull(languages).target()) : null;
  }

  private PairFilter(Filters filters) {
    this.filters = filters;
    parallel = false;
    source = null;
    target = null;
  }

  /**
   * Creates a filter of examples whose second side is no translation: it looks at the number of
   * words of the first side, and at duplicates.
   */
  public static PairFilter ofExamples(Filters filters) {
    return new PairFilter(filters);
  }

  /** Returns the reason to leave out a pair; null if it stays. */
  public @Nullable LeftOut reason(SentencePair pair) {
    String from = pair.source();
    String to = pair.target();
    if (!parallel) {
      return ofExample(pair);
    }
    if (from.isBlank() || to.isBlank()) {
      return LeftOut.EMPTY;
    }
    int words = filters.maxWords();
    if (words > 0 && (LengthStatistics.words(from) > words || LengthStatistics.words(to) > words)) {
      return LeftOut.TOO_LONG;
    }
    if (filters.maxRatio() > 0 && ratio(from, to) > filters.maxRatio()) {
      return LeftOut.LENGTH_RATIO;
    }
    if (filters.identical() == Treatment.DROP && from.strip().equals(to.strip())) {
      return LeftOut.IDENTICAL;
    }
    if (source != null && target != null && !(source.isOf(from) && target.isOf(to))) {
      return LeftOut.SCRIPT;
    }
    if (filters.numbers() == Treatment.DROP && !Numbers.agree(from, to)) {
      return LeftOut.NUMBERS;
    }
    return ifSeen(pair);
  }

  private @Nullable LeftOut ofExample(SentencePair example) {
    if (example.source().isBlank() && example.target().isBlank()) {
      return LeftOut.EMPTY;
    }
    int words = filters.maxWords();
    return words > 0 && LengthStatistics.words(example.source()) > words
        ? LeftOut.TOO_LONG
        : ifSeen(example);
  }

  private @Nullable LeftOut ifSeen(SentencePair pair) {
    boolean isNew =
        filters.duplicates() == Treatment.KEEP || seen.add(PairHash.ofText(pair).pair());
    return isNew ? null : LeftOut.DUPLICATE;
  }

  /** Creates a counter for a corpus. Several counters may share the filter. */
  public Counter counter() {
    return new Counter();
  }

  /** Keeps the pairs of a corpus that the filter keeps, and counts the others by their reason. */
  public final class Counter {
    private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
    private long kept;

    private Counter() {
      filters.reasons().forEach(reason -> leftOut.put(reason, 0L));
    }

    /** Whether a pair stays. */
    public boolean keeps(SentencePair pair) {
      LeftOut reason = reason(pair);
      if (reason == null) {
        kept++;
      } else {
        leftOut.merge(reason, 1L, Long::sum);
      }
      return reason == null;
    }

    /** Returns the number of pairs that stayed. */
    public long kept() {
      return kept;
    }

    /** Returns the number of pairs left out, for each reason of the filters. */
    public Map<LeftOut, Long> leftOut() {
      return leftOut;
    }
  }

  private static double ratio(String a, String b) {
    int left = a.codePointCount(0, a.length());
    int right = b.codePointCount(0, b.length());
    return (double) Math.max(left, right) / Math.min(left, right);
  }
}
