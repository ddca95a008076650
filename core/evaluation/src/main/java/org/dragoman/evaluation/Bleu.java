package org.dragoman.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * BLEU (Papineni et al., "BLEU: a Method for Automatic Evaluation of Machine Translation", ACL
 * 2002), with the numbers of sacreBLEU (Post, "A Call for Clarity in Reporting BLEU Scores", WMT
 * 2018). Hypotheses and references are raw text, as a reader gets it: BLEU has its own tokenizer.
 *
 * <p>A whole corpus is scored by {@link #corpus}. One that arrives in pieces is scored by adding up
 * the {@link #statistics} of its segments and giving the sum to {@link #score}; the result is the
 * same. The score of a sentence is best taken with {@link Builder#optEffectiveOrder}.
 *
 * <p>Immutable, and safe to use from many threads.
 */
public final class Bleu {

  private final BleuOptions options;
  private final BleuFormula formula;

  /** BLEU with these options; {@link #builder} reads better in code. */
  public Bleu(BleuOptions options) {
    this.options = options;
    this.formula = new BleuFormula(options);
  }

  /** Starts from {@link BleuOptions#defaults}. */
  public static Builder builder() {
    return new Builder();
  }

  /** What this metric was told. */
  public BleuOptions options() {
    return options;
  }

  /**
   * Scores a corpus.
   *
   * @param hypotheses one line a segment
   * @param referenceStreams each with one line a segment; where a segment has fewer references than
   *     others, null stands for the missing one
   * @throws IllegalArgumentException if the numbers of lines differ or are zero, or a segment has
   *     no reference
   */
  public BleuScore corpus(
      List<String> hypotheses, List<? extends List<? extends @Nullable String>> referenceStreams) {
    return score(
        statistics(hypotheses, referenceStreams).stream()
            .reduce(BleuStatistics.zero(options.maxOrder()), BleuStatistics::plus));
  }

  /**
   * Scores one sentence.
   *
   * @throws IllegalArgumentException if there is no reference
   */
  public BleuScore sentence(String hypothesis, List<String> references) {
    return score(statistics(hypothesis, references));
  }

  /**
   * The statistics of a corpus, segment by segment; for arguments and exceptions see {@link
   * #corpus}.
   */
  public List<BleuStatistics> statistics(
      List<String> hypotheses, List<? extends List<? extends @Nullable String>> referenceStreams) {
    if (referenceStreams.isEmpty()) {
      throw new IllegalArgumentException("BLEU needs at least one stream of references; given: 0");
    }
    for (int i = 0; i < referenceStreams.size(); i++) {
      Segments.check(
          hypotheses.size(), referenceStreams.get(i).size(), "reference stream " + (i + 1));
    }
    List<BleuStatistics> statistics = new ArrayList<>(hypotheses.size());
    for (int i = 0; i < hypotheses.size(); i++) {
      List<String> references = new ArrayList<>(referenceStreams.size());
      for (List<? extends @Nullable String> stream : referenceStreams) {
        String reference = stream.get(i);
        if (reference != null) {
          references.add(reference);
        }
      }
      if (references.isEmpty()) {
        throw new IllegalArgumentException(
            "Line %d of the hypotheses has no reference".formatted(i + 1));
      }
      statistics.add(statistics(hypotheses.get(i), references));
    }
    return statistics;
  }

  /**
   * The statistics of one segment.
   *
   * @param references at least one; an empty line counts as a reference
   * @throws IllegalArgumentException if there is no reference
   */
  public BleuStatistics statistics(String hypothesis, List<String> references) {
    if (references.isEmpty()) {
      throw new IllegalArgumentException("BLEU needs at least one reference a segment; given: 0");
    }
    List<String> tokens = tokens(hypothesis);
    List<List<String>> referenceTokens = new ArrayList<>(references.size());
    for (String reference : references) {
      referenceTokens.add(tokens(reference));
    }
    long[] total = new long[options.maxOrder()];
    for (int i = 0; i < total.length; i++) {
      total[i] = Math.max(0, tokens.size() - i);
    }
    return new BleuStatistics(
        new ReferenceNgrams(referenceTokens, options.maxOrder()).matches(tokens),
        total,
        tokens.size(),
        closestLength(tokens.size(), referenceTokens),
        references.size());
  }

  /**
   * The score of statistics that {@link #statistics} made, or of their sum.
   *
   * @throws IllegalArgumentException if they were counted up to another order than this metric's
   */
  public BleuScore score(BleuStatistics statistics) {
    if (statistics.maxOrder() != options.maxOrder()) {
      throw new IllegalArgumentException(
          "BLEU up to order %d cannot be computed from statistics up to order %d"
              .formatted(options.maxOrder(), statistics.maxOrder()));
    }
    return formula.score(statistics, signature(statistics.references()));
  }

  private List<String> tokens(String line) {
    String text = options.lowercase() ? PythonText.lower(line) : line;
    return options.tokenizer().tokens(PythonText.stripEnd(text));
  }

  /** Of two references that are equally close the shorter one counts. */
  private static int closestLength(int length, List<List<String>> references) {
    int closest = references.get(0).size();
    for (List<String> reference : references) {
      int difference = Math.abs(length - reference.size()) - Math.abs(length - closest);
      if (difference < 0 || (difference == 0 && reference.size() < closest)) {
        closest = reference.size();
      }
    }
    return closest;
  }

  private Signature signature(int references) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put(
        "nrefs", references == BleuStatistics.VARYING ? "var" : Integer.toString(references));
    entries.put("case", options.lowercase() ? "lc" : "mixed");
    entries.put("eff", options.effectiveOrder() ? "yes" : "no");
    entries.put("tok", options.tokenizer().label());
    entries.put("smooth", options.smoothing().toString());
    entries.put("version", Version.SIGNATURE);
    return new Signature(entries);
  }

  /** Makes a {@link Bleu}; what is not told stays as in {@link BleuOptions#defaults}. */
  public static final class Builder {

    private BleuTokenizer tokenizer = BleuOptions.defaults().tokenizer();
    private boolean lowercase = BleuOptions.defaults().lowercase();
    private Smoothing smoothing = BleuOptions.defaults().smoothing();
    private boolean effectiveOrder = BleuOptions.defaults().effectiveOrder();
    private int maxOrder = BleuOptions.defaults().maxOrder();

    private Builder() {}

    /** How lines are divided into tokens. */
    public Builder optTokenizer(BleuTokenizer tokenizer) {
      this.tokenizer = tokenizer;
      return this;
    }

    /** Whether case is ignored. */
    public Builder optLowercase(boolean lowercase) {
      this.lowercase = lowercase;
      return this;
    }

    /** What happens to an order without a match. */
    public Builder optSmoothing(Smoothing smoothing) {
      this.smoothing = smoothing;
      return this;
    }

    /** Whether orders longer than the hypothesis are left out. */
    public Builder optEffectiveOrder(boolean effectiveOrder) {
      this.effectiveOrder = effectiveOrder;
      return this;
    }

    /** The longest n-grams counted, at least 1. */
    public Builder optMaxOrder(int maxOrder) {
      this.maxOrder = maxOrder;
      return this;
    }

    /**
     * The metric.
     *
     * @throws IllegalArgumentException if the maximum order is below 1
     */
    public Bleu build() {
      return new Bleu(new BleuOptions(tokenizer, lowercase, smoothing, effectiveOrder, maxOrder));
    }
  }
}
