package org.dragoman.corpus.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.dragoman.corpus.LeftOut;
import org.dragoman.corpus.Numbers;
import org.dragoman.corpus.PairHash;
import org.dragoman.corpus.Script;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Languages;
import org.jspecify.annotations.Nullable;

/** Counts pairs one by one and makes the {@link CorpusReport} of them. */
public final class CorpusCounter {
  /** What compares a sentence with its translation. */
  private static final Set<Finding> OF_PAIRS =
      EnumSet.of(
          Finding.SCRIPT,
          Finding.NUMBERS,
          Finding.IDENTICAL,
          Finding.LENGTH_RATIO,
          Finding.DUPLICATE_TARGET);

  private final boolean parallel;
  private final @Nullable Script sourceScript;
  private final @Nullable Script targetScript;
  private final Duplicates duplicates;

  private final SideLengths.Counter source = new SideLengths.Counter();
  private final SideLengths.Counter target = new SideLengths.Counter();
  private final Distribution logarithms = new Distribution();
  private final LengthGrid grid = new LengthGrid();
  private final Extremes extremes;
  private final Map<Finding, Found.Counter> findings = new EnumMap<>(Finding.class);
  private long pairs;

  /**
   * Creates a counter that has seen no pair.
   *
   * @param languages of both sides; null if they are not known. The script of a side is checked if
   *     it follows from the language.
   * @param duplicates the sentences seen so far, shared by corpora that belong together
   * @param examples the number of examples to keep for each finding
   */
  public CorpusCounter(@Nullable Languages languages, Duplicates duplicates, int examples) {
    this(languages, duplicates, examples, Set.of());
  }

  /**
   * Creates a counter of examples whose second side is no translation: labels, numbers or nothing.
   * It does not compare the sides.
   *
   * @param duplicates as of the other constructor
   * @param examples the number of examples to keep for each finding
   */
  public static CorpusCounter ofExamples(Duplicates duplicates, int examples) {
    return new CorpusCounter(null, duplicates, examples, OF_PAIRS);
  }

  private CorpusCounter(
      @Nullable Languages languages, Duplicates duplicates, int examples, Set<Finding> without) {
    parallel = without.isEmpty();
    this.duplicates = duplicates;
    sourceScript = languages == null ? null : Script.find(languages.source());
    targetScript = languages == null ? null : Script.find(languages.target());
    extremes = new Extremes(examples);
    boolean knowsScript = sourceScript != null || targetScript != null;
    for (Finding finding : Finding.values()) {
      if (!without.contains(finding)
          && finding != Finding.LENGTH_RATIO
          && (finding != Finding.SCRIPT || knowsScript)) {
        findings.put(finding, new Found.Counter(examples));
      }
    }
  }

  /**
   * Counts one pair.
   *
   * @param line of it, counted from 1
   * @param text its hash, see {@link PairHash#ofText}
   */
  public void add(long line, SentencePair pair, PairHash text) {
    pairs++;
    Excerpt start = Excerpt.start(line, pair);
    int from = length(pair.source());
    int to = length(pair.target());
    source.add(pair.source(), from, line);
    target.add(pair.target(), to, line);
    grid.add(from, to);
    damage(start);
    if (!parallel) {
      if (pair.source().isBlank()) {
        found(Finding.EMPTY, start);
      }
    } else if (text.isWhole()) {
      int logarithm = LengthRatios.logarithm(from, to);
      logarithms.add(logarithm);
      extremes.add(logarithm, start);
      compare(start);
    } else {
      found(Finding.EMPTY, start);
    }
    findDuplicates(start, text);
  }

  private void findDuplicates(Excerpt start, PairHash text) {
    if (duplicates.hasPair(text)) {
      found(Finding.DUPLICATE_PAIR, start);
    }
    if (duplicates.hasSentence(text.source())) {
      found(Finding.DUPLICATE_SOURCE, start);
    }
    if (duplicates.hasSentence(text.target())) {
      found(Finding.DUPLICATE_TARGET, start);
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private void damage(Excerpt start) {
    SentencePair pair = start.pair();
    Damage.KINDS.forEach(
        (finding, search) -> {
          int from = search.applyAsInt(pair.source());
          int to = search.applyAsInt(pair.target());
          if (from >= 0 || to >= 0) {
            found(finding, new Excerpt(start.line(), pair, Math.max(0, from), Math.max(0, to)));
          }
        });
  }

  private void compare(Excerpt start) {
    String from = start.pair().source();
    String to = start.pair().target();
    if ((sourceScript != null && !sourceScript.isOf(from))
        || (targetScript != null && !targetScript.isOf(to))) {
      found(Finding.SCRIPT, start);
    }
    if (!Numbers.agree(from, to)) {
      found(Finding.NUMBERS, start);
    }
    if (from.strip().equals(to.strip())) {
      found(Finding.IDENTICAL, start);
    }
  }

  private void found(Finding finding, Excerpt excerpt) {
    Found.Counter counter = findings.get(finding);
    if (counter != null) {
      counter.add(excerpt);
    }
  }

  /**
   * Returns the report on the pairs so far.
   *
   * @param name of the corpus
   * @param files that it is in
   * @param passedOver what was skipped because it is no pair, in words
   * @param leftOut the number of pairs that the filters leave out, for each reason
   */
  public CorpusReport report(
      String name, String files, String passedOver, Map<LeftOut, Long> leftOut) {
    LengthRatios ratios = new LengthRatios(logarithms);
    Map<Finding, Found> found = new EnumMap<>(Finding.class);
    findings.forEach((finding, counter) -> found.put(finding, counter.found()));
    if (parallel) {
      found.put(Finding.LENGTH_RATIO, ratio(ratios));
    }
    return new CorpusReport(
        name,
        files,
        passedOver,
        pairs,
        source.lengths(),
        target.lengths(),
        ratios,
        grid,
        Collections.unmodifiableMap(found),
        Collections.unmodifiableMap(new LinkedHashMap<>(leftOut)));
  }

  private Found ratio(LengthRatios ratios) {
    return new Found(ratios.suspicious(), extremes.suspicious(ratios));
  }
}
