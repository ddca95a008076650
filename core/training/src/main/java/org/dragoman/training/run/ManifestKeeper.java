package org.dragoman.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.BundleWriter;
import org.dragoman.runtime.bundle.Hashes;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.training.checkpoint.Checkpoints;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.data.CorpusHash;
import org.dragoman.training.validation.BestValidation;
import org.dragoman.training.validation.Measure;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the manifest of a run up to date.
 *
 * @param folder of the run
 * @param torch the engine that it runs on
 */
record ManifestKeeper(RunFolder folder, Torch torch) {
  /** The files of a checkpoint that a replay is compared with. */
  private static final List<String> COMPARED = List.of(Checkpoints.WEIGHTS, Checkpoints.OPTIMIZER);

  /**
   * Adds a session to the manifest.
   *
   * @param config of the run
   * @param corpora at present
   * @param update the last update before the session
   */
  void begin(RunConfig config, List<CorpusHash> corpora, long update) {
    RunManifest.Session session =
        new RunManifest.Session(
            update,
            OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            Hashes.sha256(folder.files().config()),
            folder.changes(),
            environment());
    RunManifest begun =
        RunManifest.read(folder.files().manifest())
            .orElseGet(
                () ->
                    new RunManifest(
                        RunManifest.FORMAT,
                        config.name(),
                        config.training().seed(),
                        byKey(corpora),
                        inputs(config),
                        text(),
                        List.of(),
                        null));
    begun.with(session).write(folder.files().manifest());
  }

  private static Map<String, String> byKey(List<CorpusHash> corpora) {
    Map<String, String> hashes = new TreeMap<>();
    corpora.forEach(corpus -> hashes.put(corpus.key(), corpus.sha256()));
    return hashes;
  }

  private static Map<String, String> inputs(RunConfig config) {
    Map<String, String> hashes = new TreeMap<>();
    config.training().inputs().forEach((key, file) -> hashes.put(key, Hashes.sha256(file)));
    return hashes;
  }

  /** Returns the current hashes of the files of the text pipelines. */
  Map<String, String> text() {
    try (Stream<Path> files = Files.list(folder.files().text())) {
      Map<String, String> hashes = new TreeMap<>();
      files.forEach(file -> hashes.put(file.getFileName().toString(), Hashes.sha256(file)));
      return hashes;
    } catch (IOException e) {
      throw DragomanException.data("Cannot read " + folder.files().text() + " (" + e + ").", e);
    }
  }

  private RunManifest.Environment environment() {
    return new RunManifest.Environment(
        BundleWriter.version(),
        System.getProperty("java.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        torch.description(),
        torch.manager().getDevice().toString(),
        torch.threads());
  }

  /**
   * Adds the result of a finished run to the manifest.
   *
   * @param updates the number of updates
   * @param best validation
   * @param test score of the bundle; null without a test set
   */
  void end(long updates, BestValidation best, @Nullable Measure test) {
    Path checkpoint = newest();
    Map<String, String> files = new LinkedHashMap<>();
    String place =
        folder.files().checkpoints().getFileName() + "/" + checkpoint.getFileName() + "/";
    COMPARED.forEach(name -> files.put(place + name, Hashes.sha256(checkpoint.resolve(name))));
    Path weights = folder.files().bundle().resolve(Checkpoints.WEIGHTS);
    files.put(
        folder.files().bundle().getFileName() + "/" + Checkpoints.WEIGHTS, Hashes.sha256(weights));
    RunManifest.Result result =
        new RunManifest.Result(
            updates,
            checkpoint.getFileName().toString(),
            files,
            best.update(),
            best.perplexity(),
            best.score(),
            test == null ? null : test.full());
    RunManifest.read(folder.files().manifest())
        .ifPresent(manifest -> manifest.with(result).write(folder.files().manifest()));
  }

  private Path newest() {
    return new Checkpoints(folder.files().checkpoints(), 1)
        .newest()
        .orElseThrow(() -> new IllegalStateException("a run that is done has no checkpoint"));
  }
}
