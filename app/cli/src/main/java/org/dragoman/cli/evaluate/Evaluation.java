package org.dragoman.cli.evaluate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.evaluation.ExactMatch;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.Statistics;
import org.dragoman.evaluation.analysis.Breakdown;
import org.dragoman.evaluation.analysis.LengthStatistics;
import org.dragoman.evaluation.analysis.WordFrequencies;
import org.dragoman.evaluation.significance.Bootstrap;
import org.dragoman.evaluation.significance.PairedTest.Outcome;
import org.dragoman.runtime.bundle.Hashes;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.translate.ReferenceScore;
import org.dragoman.translate.Translation;
import org.dragoman.translate.Translator;
import org.jspecify.annotations.Nullable;

/**
 * The evaluation of a translator on one test set.
 *
 * @param source the file of the source
 * @param reference the file of the references
 * @param sourceSha256 hash of the source file
 * @param referenceSha256 hash of the reference file
 * @param translationsSha256 hash of the translations, one per line, in UTF-8
 * @param segments the number of segments
 * @param outcomes of the metrics, with intervals
 * @param exactMatch of the translations
 * @param references the probability of the references under the model
 * @param lengths of translations and references
 * @param breakdowns the first metric's scores of parts of the set
 */
public record Evaluation(
    Path source,
    Path reference,
    String sourceSha256,
    String referenceSha256,
    String translationsSha256,
    int segments,
    List<Outcome> outcomes,
    ExactMatch exactMatch,
    ReferenceScore references,
    LengthStatistics lengths,
    List<Breakdown> breakdowns) {
  private static final long[] LENGTHS = {10, 20, 30, 40, 50};
  private static final long[] FREQUENCIES = {0, 1, 4, 9, 99, 999};
  private static final int POSITIONS = 4;

  /** Translates a test set and scores the translations. */
  public static Evaluation of(
      Translator translator,
      Path source,
      Path reference,
      List<SentencePair> pairs,
      List<Metric> metrics,
      @Nullable WordFrequencies training,
      WorkProgress progress) {
    List<String> sources = pairs.stream().map(SentencePair::source).toList();
    List<String> wanted = pairs.stream().map(SentencePair::target).toList();
    progress.begin("translating " + source, "lines", pairs::size);
    List<String> translations =
        translator
            .translate(sources.stream(), line -> source + ", line " + line)
            .map(Translation::text)
            .toList();
    List<Outcome> outcomes = new ArrayList<>();
    List<Breakdown> breakdowns = new ArrayList<>();
    for (Metric metric : metrics) {
      progress.begin("scoring by " + metric.name(), "segments", pairs::size);
      List<Statistics> statistics =
          Segmentwise.statistics(metric, translations, List.of(wanted), progress::done);
      outcomes.add(
          new Outcome(
              metric.score(statistics), Bootstrap.defaults().interval(metric, statistics), null));
      if (breakdowns.isEmpty()) {
        breakdowns.addAll(breakdowns(metric, statistics, sources, training));
      }
    }
    ReferenceScore foreseen = foreseen(translator, source, pairs, progress);
    return new Evaluation(
        source,
        reference,
        Hashes.sha256(source),
        Hashes.sha256(reference),
        sha256(translations),
        pairs.size(),
        outcomes,
        ExactMatch.corpus(translations, wanted),
        foreseen,
        LengthStatistics.of(translations, wanted),
        breakdowns);
  }

  private static ReferenceScore foreseen(
      Translator translator, Path source, List<SentencePair> pairs, WorkProgress progress) {
    progress.begin("scoring the references", "pairs", pairs::size);
    return translator.score(pairs, number -> source + ", line " + number);
  }

  private static List<Breakdown> breakdowns(
      Metric metric,
      List<Statistics> statistics,
      List<String> sources,
      @Nullable WordFrequencies training) {
    List<Breakdown> breakdowns = new ArrayList<>();
    breakdowns.add(
        Breakdown.of(
            "words of the source",
            metric,
            statistics,
            i -> LengthStatistics.words(sources.get(i)),
            LENGTHS));
    long[] quarters = new long[POSITIONS - 1];
    for (int i = 0; i < quarters.length; i++) {
      quarters[i] = (long) (i + 1) * sources.size() / POSITIONS;
    }
    breakdowns.add(Breakdown.of("line of the file", metric, statistics, i -> i + 1L, quarters));
    if (training != null) {
      breakdowns.add(
          Breakdown.of(
              "occurrences of the source's rarest word in the training text",
              metric,
              statistics,
              i -> training.ofRarestWord(sources.get(i)),
              FREQUENCIES));
    }
    return breakdowns;
  }

  private static String sha256(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    try {
      return Hashes.sha256(
          new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
