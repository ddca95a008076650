package org.dragoman.cli.data;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dragoman.corpus.report.CorpusReport;
import org.dragoman.corpus.report.Finding;
import org.dragoman.corpus.report.LengthRatios;
import org.dragoman.corpus.report.Overlap;
import org.dragoman.corpus.report.Overlap.Shared;
import org.dragoman.corpus.report.SideCoverage;

/** The wordings that the page and the text of a report share. */
final class Figures {
  static final String COVERAGE =
      "Words that stand in data.train, and pieces that are in the vocabulary";

  /** The names of the numbers of a match, in their order. */
  static final List<String> MATCH = List.of("source", "target", "either", "pair");

  static final String EXACT = "the same";
  static final String BY_KEY = "but for case, space and punctuation";

  private Figures() {}

  static String count(long number) {
    return "%,d".formatted(number);
  }

  /** Formats a number with one decimal. */
  static String one(double number) {
    return "%.1f".formatted(number);
  }

  static String percent(double share) {
    return "%.1f %%".formatted(100 * share);
  }

  /** Formats a percentage with two decimals, for rare things. */
  static String finePercent(long some, long all) {
    return "%.2f %%".formatted(all == 0 ? 0 : 100.0 * some / all);
  }

  static String pairs(CorpusReport report) {
    return count(report.pairs())
        + " pairs"
        + (report.passedOver().isEmpty() ? "" : "; passed over " + report.passedOver());
  }

  static String ratios(CorpusReport report) {
    LengthRatios ratios = report.ratios();
    if (ratios.logarithms().size() == 0) {
      return "No pair has text on both sides, so there is no ratio of lengths.";
    }
    return "Target characters for each of the source: mean %.2f (geometric), 90 %% of the pairs from %.2f to %.2f."
        .formatted(ratios.mean(), ratios.quantile(0.05), ratios.quantile(0.95));
  }

  /** Returns the words after the number of pairs of a finding. */
  static String words(Finding finding, CorpusReport report) {
    LengthRatios ratios = report.ratios();
    return finding != Finding.LENGTH_RATIO || ratios.logarithms().size() == 0
        ? finding.words()
        : "%s: a ratio below %.2f or above %.2f, %d standard deviations of the logarithm off"
            .formatted(finding.words(), ratios.lowest(), ratios.highest(), LengthRatios.LIMIT);
  }

  /** Returns the notes below the findings. */
  static List<String> notes(CorpusReport report) {
    List<String> notes = new ArrayList<>();
    if (!report.findings().containsKey(Finding.SCRIPT)) {
      notes.add(
          "The script was not looked at: the languages are not said, or their scripts are not known.");
    }
    if (!report.leftOut().isEmpty()) {
      notes.add(
          "Training leaves out: "
              + report.leftOut().entrySet().stream()
                  .map(entry -> count(entry.getValue()) + " " + entry.getKey().words())
                  .collect(joining(", "))
              + ".");
    }
    return notes;
  }

  /** Lists the most frequent unknown words. */
  static String unknown(SideCoverage side, UnaryOperator<String> visible) {
    return "not in data.train: "
        + side.unknown().stream()
            .map(word -> visible.apply(word.text()) + " (" + count(word.count()) + ")")
            .collect(joining(", "));
  }

  static String title(Overlap overlap) {
    return overlap.heldOut() + " in " + overlap.other();
  }

  static String summary(Overlap overlap) {
    return "%s: %,d of %,d pairs share a sentence"
        .formatted(title(overlap), overlap.byKey().any(), overlap.pairs());
  }

  /** Returns the place of a shared sentence. */
  static String place(Shared shared) {
    String sides =
        switch (shared.sides()) {
          case SOURCE -> "source";
          case TARGET -> "target";
          case BOTH -> "pair";
        };
    return "line %,d: the %s is in %s, line %,d"
        .formatted(shared.line(), sides, shared.otherCorpus(), shared.otherLine());
  }
}
