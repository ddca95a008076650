package org.dragoman.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * BLEU (Papineni et al., "BLEU: a Method for Automatic Evaluation of Machine Translation", ACL
 * 2002), with the numbers of sacreBLEU (Post, "A Call for Clarity in Reporting BLEU Scores", WMT
 * 2018). Hypotheses and references are raw text, as a reader gets it: BLEU has its own tokenizer.
 *
 * <p>For the score of a single sentence use {@link Builder#optEffectiveOrder}.
 */
public final class Bleu implements Metric {

  private final BleuOptions options;
  private final BleuFormula formula;

  /** Creates BLEU with these options; {@link #builder} reads better in code. */
  public Bleu(BleuOptions options) {
    this.options = options;
    this.formula = new BleuFormula(options);
  }

  /** Starts from {@link BleuOptions#defaults}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the options of this metric. */
  public BleuOptions options() {
    return options;
  }

  @Override
  public String name() {
    return "BLEU";
  }

  @Override
  public boolean isHigherBetter() {
    return true;
  }

  @Override
  public Statistics zero() {
    return Statistics.zero(BleuCounts.width(options.maxOrder()));
  }

  @Override
  public BleuScore corpus(
      List<String> hypotheses, List<? extends List<? extends @Nullable String>> referenceStreams) {
    return (BleuScore) Metric.super.corpus(hypotheses, referenceStreams);
  }

  @Override
  public BleuScore sentence(String hypothesis, List<String> references) {
    return score(statistics(hypothesis, references));
  }

  @Override
  public Statistics statistics(String hypothesis, List<String> references) {
    Segments.checkReferences(references);
    Numbering words = new Numbering();
    List<int[]> numbered = new ArrayList<>(references.size());
    for (String reference : references) {
      numbered.add(words.of(tokens(reference)));
    }
    int[] line = words.of(tokens(hypothesis));
    return new BleuCounts(
            Arrays.stream(new ReferenceNgrams(numbered, options.maxOrder()).matches(line))
                .boxed()
                .toList(),
            IntStream.range(0, options.maxOrder())
                .mapToObj(i -> (long) Math.max(0, line.length - i))
                .toList(),
            line.length,
            closestLength(line.length, numbered))
        .toStatistics(references.size());
  }

  @Override
  public BleuScore score(Statistics statistics) {
    Segments.checkWidth(statistics, BleuCounts.width(options.maxOrder()), name());
    return formula.score(BleuCounts.of(statistics), signature(statistics.references()));
  }

  private List<String> tokens(String line) {
    String text = options.lowercase() ? PythonText.lower(line) : line;
    return options.tokenizer().tokens(PythonText.stripEnd(text));
  }

  /** Returns the length of the closest reference; of two that are equally close, the shorter. */
  private static int closestLength(int length, List<int[]> references) {
    int closest = references.get(0).length;
    for (int[] reference : references) {
      int difference = Math.abs(length - reference.length) - Math.abs(length - closest);
      if (difference < 0 || (difference == 0 && reference.length < closest)) {
        closest = reference.length;
      }
    }
    return closest;
  }

  private Signature signature(int references) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("case", options.lowercase() ? "lc" : "mixed");
    entries.put("eff", options.effectiveOrder() ? "yes" : "no");
    entries.put("tok", options.tokenizer().signature());
    entries.put("smooth", options.smoothing().toString());
    return Signature.of(references, entries);
  }

  /** Makes a {@link Bleu}; options that are not set stay as in {@link BleuOptions#defaults}. */
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
