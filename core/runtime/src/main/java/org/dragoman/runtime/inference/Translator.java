package org.dragoman.runtime.inference;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Languages;
import org.dragoman.runtime.text.SentencePair;
import org.dragoman.runtime.text.SentenceSplitter;
import org.dragoman.spi.ComponentSpec;
import org.jspecify.annotations.Nullable;

/**
 * Translates raw text with a bundle.
 *
 * <pre>{@code
 * try (Translator translator = Translator.open(Path.of("models/tatoeba-en-de"))) {
 *   System.out.println(translator.translate("She reads a book.").text());
 * }
 * }</pre>
 *
 * It may be used from several threads at once. Many lines are best given in one call, as a list or
 * a stream: they are then translated in batches, which is far faster than one by one. A line is one
 * sentence; one that is empty or all white space has an empty translation, and one of more than
 * {@link TranslationOptions#maxSourceTokens()} tokens is translated in parts, with a warning in the
 * log.
 *
 * <p>A thread that is interrupted stops after the batch under way, with a {@link
 * java.util.concurrent.CancellationException}.
 *
 * <p>Every method that translates throws {@link IllegalStateException} after {@link #close()}, and
 * {@link DragomanException} of kind RUNTIME where the engine has not enough memory for a batch.
 */
public final class Translator implements AutoCloseable {
  private static final String RESOURCES = "org/dragoman/models/";

  private final Torch torch;
  private final Registry registry;
  private final Bundle bundle;
  private final BatchTranslator batches;
  private final ReferenceScorer references;
  private final int batchSentences;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private Translator(Builder builder, Torch torch, Registry registry, Bundle bundle) {
    this.torch = torch;
    this.registry = registry;
    this.bundle = bundle;
    TranslationOptions options = builder.options;
    ComponentSpec search =
        SearchChoice.of(bundle.config().search(), builder.beam, options.nBest(), registry);
    batches =
        new BatchTranslator(
            torch,
            bundle.model(),
            bundle.pipelines(),
            new Components(registry).search(search),
            options);
    batchSentences = options.batchSentences();
    references = new ReferenceScorer(torch, bundle.model(), bundle.pipelines(), batchSentences);
  }

  /**
   * Opens the bundle in a folder, with the bundle's own search and on the GPU where there is one.
   *
   * @throws DragomanException where it cannot be opened; the message says why
   */
  public static Translator open(Path bundle) {
    return builder().setBundle(bundle).build();
  }

  /**
   * Opens a bundle on the class path, such as one of those in the jar {@code dragoman-models}; else
   * as {@link #open}.
   *
   * @param name its folder below {@code org/dragoman/models}, for example {@code tatoeba-en-de}
   */
  public static Translator ofResource(String name) {
    return builder().setResource(name).build();
  }

  /** Begins to build a translator of other settings. */
  public static Builder builder() {
    return new Builder();
  }

  /** Translates one line. */
  public Translation translate(String line) {
    return translate(List.of(line)).get(0);
  }

  /** Translates lines; the translations are in the order of the lines. */
  public List<Translation> translate(List<String> lines) {
    return translate(lines, 1, BatchTranslator::nameOf);
  }

  /**
   * Translates lines while they are read. It reads at most some thousand lines ahead, so the memory
   * it takes does not depend on how many there are, and nothing at all before the first translation
   * is asked for. Closing the stream closes that of the lines.
   *
   * @return a translation for each line, in order
   */
  public Stream<Translation> translate(Stream<String> lines) {
    return translate(lines, BatchTranslator::nameOf);
  }

  /**
   * As {@link #translate(Stream)}.
   *
   * @param nameOf what warnings call a line, by its number from 1; {@code Line 1} otherwise
   */
  public Stream<Translation> translate(Stream<String> lines, LongFunction<String> nameOf) {
    return WindowedTranslations.of(
        lines, batchSentences, (window, first) -> translate(window, first, nameOf));
  }

  /**
   * Translates texts of several sentences, such as paragraphs, sentence by sentence, and puts the
   * white space between and around them back as it was, line ends too. Where nothing stood between
   * two sentences, as in Japanese, a space does where the target language writes spaces. Otherwise
   * as {@link #translate(Stream)}.
   *
   * @param splitter of the source language
   * @return the best translation of each text, in order
   */
  public Stream<String> translateTexts(Stream<String> texts, SentenceSplitter splitter) {
    Languages languages = bundle.config().languages();
    String noGap = languages != null && Languages.hasSpaces(languages.target()) ? " " : "";
    return ParagraphTranslations.of(
        texts, splitter, sentences -> translate(sentences, number -> "Sentence " + number), noGap);
  }

  /** The languages of the bundle, where it says them. */
  public Optional<Languages> languages() {
    return Optional.ofNullable(bundle.config().languages());
  }

  /** How well the model foresees given translations; pairs with an empty side are left out. */
  public ReferenceScore score(List<SentencePair> pairs) {
    return whileOpen(() -> references.score(pairs));
  }

  private List<Translation> translate(
      List<String> lines, long firstLine, LongFunction<String> nameOf) {
    return whileOpen(() -> batches.translate(lines, firstLine, nameOf));
  }

  private <T> T whileOpen(Supplier<T> work) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("this translator is closed");
      }
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Waits for the calls that are under way, then frees the model. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        try (torch;
            registry;
            bundle) {
          // Closes each, the last one first, also where another cannot be closed.
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Builds a {@link Translator}; a bundle must be set, the rest has defaults. */
  public static final class Builder {
    private @Nullable BundleSource source;
    private String device = "auto";
    private List<Path> plugins = List.of();
    private @Nullable Integer beam;
    private TranslationOptions options = TranslationOptions.defaults();

    private Builder() {}

    /** The bundle in a folder. */
    public Builder setBundle(Path folder) {
      source = BundleSource.folder(folder);
      return this;
    }

    /** A bundle on the class path; see {@link Translator#ofResource}. */
    public Builder setResource(String name) {
      source = BundleSource.classPath(RESOURCES + name);
      return this;
    }

    /** {@code auto} (the default), {@code cpu}, {@code gpu} or {@code gpu:N}. */
    public Builder optDevice(String name) {
      device = name;
      return this;
    }

    /** Folders with jars of plugins, besides those on the class path. */
    public Builder optPlugins(List<Path> folders) {
      plugins = List.copyOf(folders);
      return this;
    }

    /** Beam search that keeps so many hypotheses, in place of the bundle's search; 1 is greedy. */
    public Builder optBeam(int size) {
      beam = size;
      return this;
    }

    /** How many candidates a translation has, where the search finds as many. */
    public Builder optNBest(int count) {
      options = options.withNBest(count);
      return this;
    }

    /** The greatest number of sentences in a batch: lower it where memory is short. */
    public Builder optBatchSentences(int count) {
      options = options.withBatchSentences(count);
      return this;
    }

    /** The greatest number of source positions in a batch, padding included. */
    public Builder optBatchTokens(int count) {
      options = options.withBatchTokens(count);
      return this;
    }

    /** The number of tokens from which on a line is translated in parts. */
    public Builder optMaxSourceTokens(int count) {
      options = options.withMaxSourceTokens(count);
      return this;
    }

    /** An output has at most this many tokens, whatever its source. */
    public Builder optMaxLength(int tokens) {
      options = options.withMaxLength(tokens);
      return this;
    }

    /** An output has at most this times the source's tokens, and ten more. */
    public Builder optMaxLengthFactor(double factor) {
      options = options.withMaxLengthFactor(factor);
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
      BundleSource from = Objects.requireNonNull(source, "setBundle or setResource is missing");
      Torch torch = Torch.open(Devices.parse(device));
      try {
        return build(from, torch, PluginLoader.load(torch.ops(), plugins));
      } catch (Throwable e) {
        try (torch) {
          throw e;
        }
      }
    }

    private Translator build(BundleSource from, Torch torch, Registry registry) {
      try {
        return new Translator(this, torch, registry, Bundle.open(from, torch, registry));
      } catch (Throwable e) {
        try (registry) {
          throw e;
        }
      }
    }
  }
}
