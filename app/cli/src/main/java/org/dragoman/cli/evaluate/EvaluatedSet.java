package org.dragoman.cli.evaluate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.evaluation.Metric;
import org.dragoman.evaluation.analysis.Evaluation;
import org.dragoman.evaluation.analysis.TranslatedSet;
import org.dragoman.evaluation.analysis.WordFrequencies;
import org.dragoman.runtime.bundle.Hashes;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.translate.ReferenceScore;
import org.dragoman.translate.Translation;
import org.dragoman.translate.Translator;
import org.jspecify.annotations.Nullable;

/**
 * A translator on one test set, and the hashes of the files by which another can repeat it.
 *
 * @param source the file of the source
 * @param reference the file of the references
 * @param sourceSha256 hash of the source file
 * @param referenceSha256 hash of the reference file
 * @param translationsSha256 hash of the translations, a line each, in UTF-8
 * @param segments how many were translated
 * @param scores of the translations
 * @param references how well the model foresees the references
 */
public record EvaluatedSet(
    Path source,
    Path reference,
    String sourceSha256,
    String referenceSha256,
    String translationsSha256,
    int segments,
    Evaluation scores,
    ReferenceScore references) {

  /** Translates a test set and scores the translations. */
  public static EvaluatedSet of(
      Translator translator,
      Path source,
      Path reference,
      List<SentencePair> pairs,
      List<Metric> metrics,
      @Nullable WordFrequencies training,
      WorkProgress progress) {
    progress.begin("translating " + source, "lines", pairs::size);
    TranslatedSet set =
        TranslatedSet.by(
            lines ->
                translator
                    .translate(lines.stream(), line -> source + ", line " + line)
                    .map(Translation::text)
                    .toList(),
            pairs.stream().map(SentencePair::source).toList(),
            pairs.stream().map(SentencePair::target).toList());
    Evaluation scores = Evaluation.of(set, metrics, training, scoring(progress, pairs.size()));
    progress.begin("scoring the references", "pairs", pairs::size);
    return new EvaluatedSet(
        source,
        reference,
        Hashes.sha256(source),
        Hashes.sha256(reference),
        sha256(set.translations()),
        pairs.size(),
        scores,
        translator.score(pairs, number -> source + ", line " + number));
  }

  private static Evaluation.Progress scoring(WorkProgress progress, int segments) {
    return new Evaluation.Progress() {
      @Override
      public void begin(Metric metric) {
        progress.begin("scoring by " + metric.name(), "segments", () -> segments);
      }

      @Override
      public void done(long scored) {
        progress.done(scored);
      }
    };
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
