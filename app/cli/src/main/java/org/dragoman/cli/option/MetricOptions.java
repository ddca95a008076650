package org.dragoman.cli.option;

import java.util.List;
import java.util.Locale;
import org.dragoman.evaluation.Bleu;
import org.dragoman.evaluation.BleuTokenizer;
import org.dragoman.evaluation.Chrf;
import org.dragoman.evaluation.ChrfOptions;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Smoothing;
import org.dragoman.evaluation.Ter;
import org.dragoman.evaluation.TerOptions;
import org.dragoman.runtime.DragomanException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How to compute BLEU, chrF and TER: sacreBLEU's options under its names. */
@Command
public final class MetricOptions {
  @Option(
      names = {"--tokenize", "-tok"},
      defaultValue = "13a",
      paramLabel = "NAME",
      converter = TokenizerName.class,
      description =
          "BLEU: how lines are divided into tokens: 13a, intl, zh, char, ja, ko, or none: at white"
              + " space. Default: ${DEFAULT-VALUE}.")
  private BleuTokenizer tokenizer = BleuTokenizer.V13A;

  @Option(
      names = {"--lowercase", "-lc"},
      description = "BLEU: ignore case.")
  private boolean lowercase;

  @Option(
      names = {"--smooth-method", "-s"},
      defaultValue = "exp",
      paramLabel = "NAME",
      converter = SmoothingName.class,
      description =
          "BLEU: what becomes of an order without a match: exp, floor, add-k or none. Default:"
              + " ${DEFAULT-VALUE}.")
  private Smoothing.Method smoothing = Smoothing.Method.EXP;

  @Option(
      names = {"--smooth-value", "-sv"},
      paramLabel = "X",
      description = "BLEU: of floor (default: 0.1) and add-k (default: 1).")
  private @Nullable Double smoothingValue;

  @Option(
      names = "--max-ngram-order",
      defaultValue = "4",
      paramLabel = "N",
      description =
          "BLEU: longest n-grams. The signature does not tell it, as in sacreBLEU. Default:"
              + " ${DEFAULT-VALUE}.")
  private int maxOrder = 4;

  @Option(
      names = "--chrf-char-order",
      defaultValue = "6",
      paramLabel = "N",
      description = "chrF: longest n-grams of characters. Default: ${DEFAULT-VALUE}.")
  private int charOrder = 6;

  @Option(
      names = "--chrf-word-order",
      defaultValue = "0",
      paramLabel = "N",
      description = "chrF: longest n-grams of words; 2 makes it chrF++. Default: ${DEFAULT-VALUE}.")
  private int wordOrder;

  @Option(
      names = "--chrf-beta",
      defaultValue = "2",
      paramLabel = "N",
      description = "chrF: how much more recall counts than precision. Default: ${DEFAULT-VALUE}.")
  private int beta = 2;

  @Option(names = "--chrf-lowercase", description = "chrF: ignore case.")
  private boolean chrfLowercase;

  @Option(names = "--chrf-whitespace", description = "chrF: white space is a character too.")
  private boolean whitespace;

  @Option(
      names = "--chrf-eps-smoothing",
      description = "chrF: count orders that one side is too short for, with nearly zero.")
  private boolean epsilonSmoothing;

  @Option(names = "--ter-normalized", description = "TER: cut punctuation off words.")
  private boolean normalized;

  @Option(names = "--ter-no-punct", description = "TER: remove punctuation.")
  private boolean noPunctuation;

  @Option(
      names = "--ter-asian-support",
      description = "TER: know Chinese and Japanese characters in both of these.")
  private boolean asianSupport;

  @Option(names = "--ter-case-sensitive", description = "TER: do not ignore case.")
  private boolean caseSensitive;

  /**
   * Creates the metrics with the given options.
   *
   * @param ofSentences whether BLEU is to score single sentences
   * @throws DragomanException of kind CONFIGURATION if a number is out of range
   */
  public List<Metric> metrics(List<MetricName> names, boolean ofSentences) {
    try {
      return names.stream().distinct().map(name -> metric(name, ofSentences)).toList();
    } catch (IllegalArgumentException e) {
      throw DragomanException.configuration(String.valueOf(e.getMessage()));
    }
  }

  /** Returns whether the metric expects tokenized text. */
  public boolean isForTokenizedText() {
    return tokenizer == BleuTokenizer.NONE;
  }

  private Metric metric(MetricName name, boolean ofSentences) {
    return switch (name) {
      case BLEU ->
          Bleu.builder()
              .optTokenizer(tokenizer)
              .optLowercase(lowercase)
              .optSmoothing(smoothing())
              .optEffectiveOrder(ofSentences)
              .optMaxOrder(maxOrder)
              .build();
      case CHRF ->
          new Chrf(
              new ChrfOptions(
                  charOrder, wordOrder, beta, chrfLowercase, whitespace, epsilonSmoothing));
      case TER -> new Ter(new TerOptions(normalized, noPunctuation, asianSupport, caseSensitive));
    };
  }

  private Smoothing smoothing() {
    if (smoothingValue != null) {
      return new Smoothing(smoothing, smoothingValue);
    }
    return switch (smoothing) {
      case EXP -> Smoothing.EXP;
      case NONE -> Smoothing.NONE;
      case FLOOR -> Smoothing.floor(0.1);
      case ADD_K -> Smoothing.addK(1);
    };
  }

  /** Finds a tokenizer by its name in signatures. */
  static final class TokenizerName implements ITypeConverter<BleuTokenizer> {
    @Override
    public BleuTokenizer convert(String name) {
      try {
        return BleuTokenizer.of(name.toLowerCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Finds a smoothing by its name in signatures. */
  static final class SmoothingName implements ITypeConverter<Smoothing.Method> {
    @Override
    public Smoothing.Method convert(String name) {
      for (Smoothing.Method method : Smoothing.Method.values()) {
        if (method.label().equals(name.toLowerCase(Locale.ROOT))) {
          return method;
        }
      }
      throw new TypeConversionException(
          "Unknown smoothing '" + name + "'. Known: none, floor, add-k, exp");
    }
  }
}
