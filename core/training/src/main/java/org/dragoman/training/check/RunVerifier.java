package org.dragoman.training.check;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.dragoman.corpus.Corpus;
import org.dragoman.corpus.CorpusScan;
import org.dragoman.corpus.FilteredCorpora;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.bundle.Hashes;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.training.check.RunCheck.Outcome;
import org.dragoman.training.checkpoint.Checkpoints;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.data.CorpusHash;
import org.dragoman.training.run.RunFiles;
import org.dragoman.training.run.RunManifest;
import org.dragoman.training.run.RunSettings;
import org.dragoman.training.task.Task;
import org.jspecify.annotations.Nullable;

/** Compares a run's folder, and the corpora that it was trained on, with its manifest. */
public final class RunVerifier {
  private final RunFiles run;
  private final Torch torch;
  private final Registry registry;
  private final RunManifest manifest;
  private final RunConfig config;
  private final List<RunCheck> checks = new ArrayList<>();

  /**
   * Creates a verifier of a run.
   *
   * @param run its folder
   * @throws DragomanException of kind DATA if it contains no run, or one without a manifest
   */
  public RunVerifier(Path run, Torch torch, Registry registry) {
    this.run = new RunFiles(run);
    this.torch = torch;
    this.registry = registry;
    manifest = read(run);
    config = new ConfigBinder(registry).bind(RunConfig.class, RunSettings.load(run));
  }

  static RunManifest read(Path run) {
    RunFiles files = new RunFiles(run);
    if (!Files.exists(files.config())) {
      throw DragomanException.data(run + " holds no run: it has no config.yaml.");
    }
    return RunManifest.read(files.manifest())
        .orElseThrow(
            () ->
                DragomanException.data(
                    "%s has no %s: it is of an earlier version, or its training has not begun."
                        .formatted(run, files.manifest().getFileName())));
  }

  /** Checks the hashes of configuration, text files, corpora, checkpoints and bundle. */
  public List<RunCheck> check() {
    List<RunManifest.Session> sessions = manifest.sessions();
    compare(
        run.config().getFileName().toString(),
        sessions.get(sessions.size() - 1).config(),
        Hashes.sha256(run.config()));
    checkText();
    checkCorpora();
    checkInputs();
    new Checkpoints(run.checkpoints(), 1)
        .check()
        .forEach(
            (checkpoint, problem) ->
                add(
                    run.folder().relativize(checkpoint).toString(),
                    problem.isEmpty() ? Outcome.OK : Outcome.FAILED,
                    problem));
    checkBundle();
    checkResult();
    return List.copyOf(checks);
  }

  private void checkText() {
    Path folder = run.text();
    manifest
        .text()
        .forEach(
            (name, expected) -> {
              Path file = folder.resolve(name);
              compare("text/" + name, expected, Files.exists(file) ? Hashes.sha256(file) : "");
            });
  }

  private void checkInputs() {
    config
        .training()
        .inputs()
        .forEach(
            (key, file) -> {
              String expected = manifest.inputs().get(key);
              if (expected == null) {
                return;
              }
              if (Files.exists(file)) {
                compare(key, expected, Hashes.sha256(file));
              } else {
                add(key, Outcome.SKIPPED, file + " is not there");
              }
            });
  }

  private void checkCorpora() {
    List<Corpus> train = config.data().train();
    for (int i = 0; i < train.size(); i++) {
      checkCorpus(FilteredCorpora.nameOf("data.train", i, train.size()), train.get(i));
    }
    checkCorpus("data.dev", config.data().dev());
    checkCorpus("data.test", config.data().test());
  }

  private void checkCorpus(String key, @Nullable Corpus corpus) {
    String expected = manifest.corpora().get(key);
    if (corpus == null || expected == null) {
      return;
    }
    if (corpus.isOfStandardInput()) {
      add(key, Outcome.SKIPPED, "was read from standard input");
      return;
    }
    for (String file : corpus.files()) {
      if (!Files.exists(Path.of(file))) {
        add(key, Outcome.SKIPPED, file + " is not there");
        return;
      }
    }
    CorpusHash.Maker hash = new CorpusHash.Maker();
    new CorpusScan(InputStream::nullInputStream).read(key, corpus, (line, pair) -> hash.add(pair));
    compare(key, expected, hash.make(key, corpus).sha256());
  }

  private void checkBundle() {
    if (!Files.exists(run.bundle())) {
      add("bundle", Outcome.SKIPPED, "there is none yet");
      return;
    }
    try {
      Bundle.open(BundleSource.folder(run.bundle()), torch, registry).close();
      add("bundle", Outcome.OK, "");
    } catch (DragomanException e) {
      add("bundle", Outcome.FAILED, String.valueOf(e.getMessage()));
    }
  }

  private void checkResult() {
    RunManifest.Result result = manifest.result();
    if (result == null) {
      add("result", Outcome.SKIPPED, "training is not done");
      return;
    }
    for (String name : new TreeSet<>(result.files().keySet())) {
      Path file = run.folder().resolve(name);
      compare(
          name,
          Objects.requireNonNull(result.files().get(name)),
          Files.exists(file) ? Hashes.sha256(file) : "");
    }
  }

  /** Translates the test set by the bundle, and compares the score with the manifest's. */
  public RunCheck score() {
    RunManifest.Result result = manifest.result();
    Corpus test = config.data().test();
    String expected = result == null ? null : result.testScore();
    if (expected == null || test == null) {
      return new RunCheck("score", Outcome.SKIPPED, "the manifest has no score of a test set");
    }
    List<SentencePair> pairs = new ArrayList<>();
    new CorpusScan(InputStream::nullInputStream)
        .read("data.test", test, (line, pair) -> pairs.add(pair));
    try (Bundle bundle = Bundle.open(BundleSource.folder(run.bundle()), torch, registry)) {
      String found =
          Task.of(config, torch, new Components(registry)).test(bundle, pairs).get(0).full();
      return found.equals(expected)
          ? new RunCheck("score", Outcome.OK, found)
          : new RunCheck("score", Outcome.FAILED, "%s, not %s".formatted(found, expected));
    }
  }

  private void compare(String what, String expected, String found) {
    if (found.isEmpty()) {
      add(what, Outcome.FAILED, "is missing");
    } else {
      add(
          what,
          found.equals(expected) ? Outcome.OK : Outcome.FAILED,
          found.equals(expected)
              ? ""
              : "its SHA-256 is not the one in " + run.manifest().getFileName());
    }
  }

  private void add(String what, Outcome outcome, String detail) {
    checks.add(new RunCheck(what, outcome, detail));
  }
}
