package org.dragoman.translate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.inference.Averaging;
import org.dragoman.runtime.inference.Shortlist;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Translator}; a bundle must be set, the rest has defaults. */
public final class TranslatorBuilder {
  private final @Nullable DragomanRuntime shared;
  private final DragomanRuntime.Builder own = DragomanRuntime.builder();
  final List<BundleSource> sources = new ArrayList<>();
  @Nullable BundleSource languageModel;
  @Nullable BundleSource recaser;
  Averaging averaging = Averaging.LOG;
  Shortlist.@Nullable Settings shortlist;
  TranslationOptions defaults = TranslationOptions.defaults();
  BatchLimits limits = BatchLimits.DEFAULTS;
  LongConsumer progress = lines -> {};

  /** Builds on a runtime; null for one of the translator's own. */
  TranslatorBuilder(@Nullable DragomanRuntime shared) {
    this.shared = shared;
  }

  boolean ownsRuntime() {
    return shared == null;
  }

  /** Sets the bundle in a folder, or that of the training run in it. */
  public TranslatorBuilder setBundle(Path folder) {
    return set(BundleSource.folder(folder));
  }

  private TranslatorBuilder set(BundleSource source) {
    sources.clear();
    sources.add(source);
    return this;
  }

  /**
   * Adds a bundle, which translates together with the others (an ensemble). The bundles must have
   * the same text pipelines and vocabularies; the search is that of the first.
   */
  public TranslatorBuilder addBundle(Path folder) {
    sources.add(BundleSource.folder(folder));
    return this;
  }

  /**
   * Adds a language model of the target language to the search (shallow fusion); {@link
   * TranslationOptions#withLanguageModelWeight} gives it a weight. Its text pipeline and vocabulary
   * must be those of the translator's target.
   */
  public TranslatorBuilder optLanguageModel(Path folder) {
    languageModel = BundleSource.folder(folder);
    return this;
  }

  /**
   * Adds a tagger that restores the capitals of translations in lower case, as their last step. Its
   * labels are those that {@code dragoman data casing} writes.
   */
  public TranslatorBuilder optRecaser(Path folder) {
    recaser = BundleSource.folder(folder);
    return this;
  }

  /** How the bundles of an ensemble agree; {@link Averaging#LOG} otherwise. */
  public TranslatorBuilder optAveraging(Averaging value) {
    averaging = value;
    return this;
  }

  /** Sets a bundle on the class path; see {@link Translator#ofResource}. */
  public TranslatorBuilder setResource(String name) {
    return set(BundleSource.classPath(Translator.RESOURCES + name));
  }

  /**
   * {@code auto} (the default), {@code cpu}, {@code gpu} or {@code gpu:N}.
   *
   * @throws IllegalStateException where the translator is built on a runtime, which has a device
   */
  public TranslatorBuilder optDevice(String name) {
    requireOwnRuntime();
    own.optDevice(name);
    return this;
  }

  /**
   * Folders with jars of plugins, besides those on the class path.
   *
   * @throws IllegalStateException where the translator is built on a runtime, which has plugins
   */
  public TranslatorBuilder optPlugins(List<Path> folders) {
    requireOwnRuntime();
    own.optPlugins(folders);
    return this;
  }

  private void requireOwnRuntime() {
    if (shared != null) {
      throw new IllegalStateException(
          "device and plugins are those of the runtime; set them in DragomanRuntime.builder()");
    }
  }

  /** Sets the options of calls that have none of their own. */
  public TranslatorBuilder optDefaults(TranslationOptions options) {
    defaults = options;
    return this;
  }

  /**
   * Computes the probabilities of some target tokens only: the most frequent ones, and candidates
   * for the source tokens of a batch.
   *
   * @param table lines of a source token, a target token and a probability, divided by tabs
   * @param frequent how many of the first entries of the target vocabulary
   * @param candidates the greatest number of target tokens for a source token
   */
  public TranslatorBuilder optShortlist(Path table, int frequent, int candidates) {
    shortlist = new Shortlist.Settings(table, frequent, candidates);
    return this;
  }

  /**
   * Is told after each batch how many lines, or pairs that are scored, were done by it. It is
   * called on different threads, but never by two at once. It must not call the translator.
   */
  public TranslatorBuilder optProgress(LongConsumer linesDone) {
    progress = linesDone;
    return this;
  }

  /** The greatest number of sentences in a batch, 64 otherwise: lower it where memory is short. */
  public TranslatorBuilder optBatchSentences(int count) {
    limits = limits.withSentences(count);
    return this;
  }

  /** The greatest number of source positions in a batch, padding included; 4096 otherwise. */
  public TranslatorBuilder optBatchTokens(int count) {
    limits = limits.withPositions(count);
    return this;
  }

  /**
   * Opens the bundle.
   *
   * @throws DragomanException where the device, a plugin, the bundle or the search is not as it
   *     must be; the message says what to do
   * @throws NullPointerException where no bundle was set
   */
  public Translator build() {
    if (sources.isEmpty()) {
      throw new NullPointerException("setBundle or setResource is missing");
    }
    if (shared != null) {
      return build(shared);
    }
    DragomanRuntime runtime = own.build();
    try {
      return build(runtime);
    } catch (Throwable e) {
      try (runtime) {
        throw e;
      }
    }
  }

  private Translator build(DragomanRuntime runtime) {
    runtime.opens();
    List<Bundle> bundles = new ArrayList<>();
    try {
      for (BundleSource source : sources) {
        bundles.add(Bundle.open(source, runtime.torch(), runtime.registry()));
      }
      List<Bundle> translators = List.copyOf(bundles);
      Bundle text = open(languageModel, runtime, bundles);
      Bundle tagger = open(recaser, runtime, bundles);
      Translator translator =
          new Translator(this, runtime, translators, new Translator.Aids(text, tagger));
      translator.logStart();
      runtime.opened(translator.handle());
      return translator;
    } catch (Throwable e) {
      try {
        Translator.closeAll(bundles);
      } finally {
        runtime.failed();
      }
      throw e;
    }
  }

  /** Opens a bundle and adds it to those that are open; null where there is none. */
  private static @Nullable Bundle open(
      @Nullable BundleSource source, DragomanRuntime runtime, List<Bundle> bundles) {
    if (source == null) {
      return null;
    }
    Bundle bundle = Bundle.open(source, runtime.torch(), runtime.registry());
    bundles.add(bundle);
    return bundle;
  }
}
