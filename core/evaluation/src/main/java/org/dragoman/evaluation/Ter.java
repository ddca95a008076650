package org.dragoman.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Translation edit rate: the number of edits (words inserted, deleted or replaced, and groups of
 * words moved) that turn the hypothesis into a reference, divided by the length of the references
 * (Snover et al., "A Study of Translation Edit Rate with Targeted Human Annotation", AMTA 2006),
 * with the numbers of sacreBLEU, which follows Tercom. If there are several references, the one
 * with the fewest edits counts, and the length is their mean.
 */
public final class Ter implements Metric {
  private static final int WIDTH = 2;

  private final TerOptions options;
  private final TercomTokenizer tokenizer;

  /** Creates TER with these options. */
  public Ter(TerOptions options) {
    this.options = options;
    this.tokenizer = new TercomTokenizer(options);
  }

  /** Returns the options of this metric. */
  public TerOptions options() {
    return options;
  }

  @Override
  public String name() {
    return "TER";
  }

  @Override
  public boolean isHigherBetter() {
    return false;
  }

  @Override
  public Statistics zero() {
    return Statistics.zero(WIDTH);
  }

  @Override
  public TerScore corpus(
      List<String> hypotheses, List<? extends List<? extends @Nullable String>> referenceStreams) {
    return (TerScore) Metric.super.corpus(hypotheses, referenceStreams);
  }

  @Override
  public TerScore sentence(String hypothesis, List<String> references) {
    return score(statistics(hypothesis, references));
  }

  @Override
  public Statistics statistics(String hypothesis, List<String> references) {
    Segments.checkReferences(references);
    Numbering words = new Numbering();
    int[] line = words.of(tokenizer.tokens(hypothesis));
    long edits = Long.MAX_VALUE;
    long length = 0;
    for (String reference : references) {
      int[] wanted = words.of(tokenizer.referenceTokens(reference));
      edits = Math.min(edits, new ShiftSearch(wanted).edits(line));
      length += wanted.length;
    }
    return Statistics.of(
        new double[] {edits, (double) length / references.size()}, references.size());
  }

  @Override
  public TerScore score(Statistics statistics) {
    Segments.checkWidth(statistics, WIDTH, name());
    double edits = statistics.count(0);
    double length = statistics.count(1);
    double rate = length > 0 ? edits / length : edits > 0 ? 1 : 0;
    return new TerScore(100 * rate, (long) edits, length, signature(statistics.references()));
  }

  private Signature signature(int references) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("case", options.caseSensitive() ? "mixed" : "lc");
    entries.put("tok", "tercom");
    entries.put("norm", Signature.yesNo(options.normalized()));
    entries.put("punct", Signature.yesNo(!options.noPunctuation()));
    entries.put("asian", Signature.yesNo(options.asianSupport()));
    return Signature.of(references, entries);
  }
}
