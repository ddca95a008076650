package org.dragoman.cli.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dragoman.cli.compare.TestSet.Lines;
import org.dragoman.cli.io.WorkProgress;
import org.dragoman.cli.option.GlobalOptions;
import org.dragoman.corpus.Corpus;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.BundleFolder;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.file.TextInput;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.run.RunFiles;
import org.dragoman.translate.Translation;
import org.dragoman.translate.Translator;
import org.jspecify.annotations.Nullable;

/**
 * A system to compare, as given on the command line.
 *
 * @param path the path that was given
 * @param translations the lines of a file; null for a folder
 * @param bundle the translator in it; null for a file of translations
 * @param config the configuration of a training run; null for anything else
 */
public record ComparedSystem(
    Path path, @Nullable List<String> translations, @Nullable Path bundle, @Nullable Path config) {

  /**
   * Finds out whether a path is the folder of a bundle, the folder of a run, or a file; a file is
   * read.
   *
   * @param texts opens the file
   * @throws DragomanException of kind DATA if it is another folder
   */
  public static ComparedSystem of(Path path, TextInput texts) {
    if (!Files.isDirectory(path)) {
      return new ComparedSystem(path, texts.readAll(path), null, null);
    }
    Path bundle = BundleFolder.of(path);
    boolean isRun = !bundle.equals(path);
    if (Files.exists(BundleFolder.manifest(bundle))) {
      return new ComparedSystem(path, null, bundle, isRun ? new RunFiles(path).config() : null);
    }
    throw DragomanException.data(
        isRun
            ? path
                + " is the folder of a training run that has no bundle yet. A run writes its bundle"
                + " at the first validation."
            : path
                + " is neither a bundle, which has a manifest.json, nor a training run, which has a"
                + " config.yaml. Give one of these, or a file of translations.");
  }

  /** Returns the test set in a run's configuration; null if there is none. */
  public @Nullable Corpus test(Registry registry) {
    return config == null
        ? null
        : new ConfigBinder(registry).bind(RunConfig.class, ConfigTree.load(config)).data().test();
  }

  /** Returns the text of a file; empty for a bundle or run. */
  public Optional<Lines> file() {
    return Optional.ofNullable(translations).map(text -> new Lines(path.toString(), text));
  }

  /**
   * Returns the translations: the lines of the file, or the bundle's translations of the source.
   */
  public List<String> outputs(
      List<String> source, String device, GlobalOptions options, WorkProgress progress) {
    if (translations != null) {
      return translations;
    }
    try (Translator translator =
        Translator.builder()
            .setBundle(Objects.requireNonNull(bundle, "a folder has a bundle"))
            .optDevice(device)
            .optPlugins(options.pluginFolder().stream().toList())
            .optProgress(progress::done)
            .build()) {
      progress.begin("translating by " + path, "lines", source::size);
      return translator.translate(source.stream()).map(Translation::text).toList();
    }
  }
}
