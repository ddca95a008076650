package org.dragoman.translate;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleConfig;
import org.dragoman.runtime.bundle.PipelineCompatibility;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.UseCount;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.inference.DocumentStates;
import org.dragoman.runtime.inference.Ensemble;
import org.dragoman.runtime.inference.Shortlist;
import org.dragoman.runtime.inference.SourceReader;
import org.dragoman.runtime.inference.TargetScorer;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.LanguageModel;
import org.dragoman.runtime.model.Weights;
import org.dragoman.runtime.text.Languages;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.SentenceSplitter;
import org.dragoman.runtime.text.ShownPiece;
import org.dragoman.spi.SearchFeature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translates text with a bundle.
 *
 * <pre>{@code
 * try (Translator translator = Translator.open(Path.of("models/tatoeba-en-de"))) {
 *   System.out.println(translator.translate("She reads a book.").text());
 * }
 * }</pre>
 *
 * <p>What is asked of translations, such as the search or a number of candidates, may differ from
 * call to call:
 *
 * <pre>{@code
 * TranslationOptions options = TranslationOptions.defaults().withBeam(8).withNBest(3);
 * translator.translate(TranslationRequest.of(List.of("Good morning.")), options);
 * }</pre>
 *
 * <p><b>Threads.</b> It may be used from several threads at once. Sentences of calls that are under
 * way at the same time share batches, where their options agree. Many lines are best given in one
 * call, as a list or a stream. Which sentences share a batch changes a score by rounding only;
 * where there is a shortlist or the model carries its state, each call has batches of its own.
 *
 * <p><b>Lines.</b> A line is one sentence. An empty or blank line has an empty translation. A line
 * of more than {@link TranslationOptions#maxSourceTokens()} tokens is translated in parts, with a
 * warning in the log. What holds no words is copied, with a warning too. A line that holds a line
 * feed is refused with a {@link DragomanException} of kind DATA, and null with a {@link
 * NullPointerException}; both name the line. Where the model carries its state from sentence to
 * sentence, the lines of one call are a text, and a document in it ends at a blank line.
 *
 * <p><b>Ending early.</b> Where a thread is interrupted that waits for its translations, the call
 * ends at once with a {@link CancellationException}, and its search before the search's next step.
 * So does a call that takes longer than {@link TranslationOptions#timeLimit()}, with a {@link
 * TimeLimitException}.
 *
 * <p>Opening a translator writes one line to the log, at level INFO of the logger {@code
 * org.dragoman.start}: the model, the device and the number of threads.
 *
 * <p>Every method that translates or scores throws {@link IllegalStateException} after {@link
 * #close()}, and {@link DragomanException} of kind RUNTIME where the engine has not enough memory
 * for a batch.
 */
public final class Translator implements AutoCloseable {
  /** How long {@link #close()} lets calls under way go on: 30 seconds. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  // Not named by a class, so that a program can silence it whatever the classes are called.
  private static final Logger START = LoggerFactory.getLogger("org.dragoman.start");

  static final String RESOURCES = "org/dragoman/models/";
  // What is cancelled ends before the next step of its search: in milliseconds, mostly.
  private static final Duration STEP = Duration.ofSeconds(5);
  // Batches at one time.
  private static final int THREADS = 2;
  // A line of 200 characters counts as 3,300: its weights take about 60 KB.
  private static final int CHARACTERS_OF_WEIGHTS = 13;

  private final List<Bundle> bundles;
  private final BundleConfig config;
  private final Pipelines pipelines;
  private final Ensemble members;
  private final DragomanRuntime runtime;
  private final TranslationOptions defaults;
  private final BatchLimits limits;
  private final LongConsumer progress;
  private final SearchPlans plans;
  private final RequestReader reader;
  private final SharedBatches batches;
  private final Calls calls;
  private final ReferenceScorer references;
  private final UseCount uses;
  private final OpenModel handle =
      new OpenModel() {
        @Override
        public void refuseCalls() {
          uses.close();
        }

        @Override
        public void close(Duration patience) {
          Translator.this.close(patience);
        }
      };

  /**
   * The bundles of models that help the translator.
   *
   * @param languageModel of the target language; null for none
   * @param recaser a tagger that restores capitals; null for none
   */
  record Aids(@Nullable Bundle languageModel, @Nullable Bundle recaser) implements AutoCloseable {
    @Override
    public void close() {
      try (languageModel) {
        if (recaser != null) {
          recaser.close();
        }
      }
    }
  }

  Translator(TranslatorBuilder builder, DragomanRuntime runtime, List<Bundle> bundles, Aids aids) {
    Bundle languageModel = aids.languageModel();
    this.bundles = bundles;
    this.runtime = runtime;
    Bundle first = bundles.get(0);
    config = first.config();
    pipelines = first.pipelines();
    for (int i = 1; i < bundles.size(); i++) {
      requireSameText(builder, first, i, bundles.get(i));
    }
    if (languageModel != null) {
      requireSameTarget(builder, first, languageModel);
    }
    defaults = builder.defaults;
    limits = builder.limits;
    Object turn = new Object();
    progress =
        count -> {
          synchronized (turn) {
            builder.progress.accept(count);
          }
        };
    members = new Ensemble(bundles.stream().map(Bundle::translator).toList(), builder.averaging);
    plans = new SearchPlans(bundles, runtime.registry(), limits, languageModel != null);
    // Finds mistakes in the defaults before the first call.
    plans.of(defaults, Set.of());
    Bundle tagger = aids.recaser();
    reader =
        tagger == null
            ? new RequestReader(pipelines)
            : new RequestReader(pipelines, Recaser.of(runtime.torch(), tagger));
    Shortlist shortlist =
        builder.shortlist == null ? null : Shortlist.load(builder.shortlist, pipelines);
    uses = new UseCount("this translator", () -> free(aids, builder.ownsRuntime()));
    PartSearch search =
        new PartSearch(
            runtime.torch(),
            members,
            limits,
            shortlist,
            languageModel == null
                ? null
                : languageModel.model(LanguageModel.class, "language model"));
    batches =
        new SharedBatches(
            search,
            new SharedBatches.Settings(
                "dragoman-" + config.name(),
                THREADS,
                shortlist == null && !carriesState(),
                progress),
            uses);
    calls = new Calls(reader, plans, batches, uses, progress, search::newStates);
    references =
        new ReferenceScorer(
            new TargetScorer(runtime.torch(), members, limits, this::scored), pipelines);
  }

  /** Logs the line of the start. */
  void logStart() {
    START.info(
        "Opened {}; device {}, threads {}",
        bundles.stream().map(bundle -> bundle.config().name()).collect(Collectors.joining(", ")),
        Devices.nameOf(runtime.torch().manager().getDevice()),
        runtime.torch().threads());
  }

  /** Is told after each batch of pairs that are scored. */
  private void scored(long pairs) {
    batches.requireOpen();
    progress.accept(pairs);
  }

  private static void requireSameText(
      TranslatorBuilder builder, Bundle first, int number, Bundle other) {
    PipelineCompatibility.difference(first, other)
        .ifPresent(
            difference -> {
              throw DragomanException.configuration(
                  ("%s and %s cannot translate together: %s. The models of an ensemble must read and"
                          + " write the same tokens.")
                      .formatted(
                          builder.sources.get(0).name(),
                          builder.sources.get(number).name(),
                          difference));
            });
  }

  private static void requireSameTarget(
      TranslatorBuilder builder, Bundle translator, Bundle languageModel) {
    languageModel.model(LanguageModel.class, "language model");
    PipelineCompatibility.differenceOfTarget(translator, languageModel)
        .ifPresent(
            difference -> {
              throw DragomanException.configuration(
                  ("The language model %s does not write the tokens that %s writes: %s. Train it with"
                          + " the files of the translator's bundle: text.shared with its normalization,"
                          + " tokenizer and casing, subword-file and vocabulary.file.")
                      .formatted(
                          Objects.requireNonNull(builder.languageModel).name(),
                          builder.sources.get(0).name(),
                          difference));
            });
  }

  /**
   * Opens the bundle in a folder, or that of the training run in it, on the GPU where there is one.
   * The translator has a {@link DragomanRuntime} of its own.
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

  /** Begins to build a translator of other settings, with a runtime of its own. */
  public static TranslatorBuilder builder() {
    return new TranslatorBuilder(null);
  }

  /**
   * Translates one line.
   *
   * @throws DragomanException where it holds a line break; {@link #translateTexts} takes texts
   */
  public Translation translate(String line) {
    Objects.requireNonNull(line, "the line is null");
    return translate(List.of(line)).get(0);
  }

  /**
   * Translates lines.
   *
   * @return a translation for each line, in order
   * @throws DragomanException where one holds a line break; the message has its number from 1
   */
  public List<Translation> translate(List<String> lines) {
    return translate(lines.stream().map(Translator::requestOrNull).toList(), defaults);
  }

  /**
   * Translates lines with prefixes, phrases and options. Where a line is translated in parts,
   * prefix and required phrases are asked of the first part. Where a translation lacks a required
   * phrase or holds a banned one, a warning in the log says so.
   *
   * @return a translation for each request, in order
   * @throws DragomanException of kind CONFIGURATION where the search is not as it must be or cannot
   *     keep what is asked; of kind DATA where the vocabulary cannot spell a phrase
   * @throws TimeLimitException where it takes longer than the options allow
   */
  public List<Translation> translate(
      List<TranslationRequest> requests, TranslationOptions options) {
    List<TranslationRequest> all = numbered(requests.stream(), RequestReader::nameOf).toList();
    return calls.translate(all, 1, options, RequestReader::nameOf, calls.newStates());
  }

  /**
   * As {@link #translate(List, TranslationOptions)}, without waiting. The caller's thread reads the
   * lines, and the translator's threads translate them. What depends on the future runs on the
   * common pool of Java.
   *
   * @return fails as {@link #translate(List, TranslationOptions)} throws. Cancelling it, or
   *     completing it otherwise, ends the search before its next step, unless other calls share the
   *     batch
   */
  public CompletableFuture<List<Translation>> translateAsync(
      List<TranslationRequest> requests, TranslationOptions options) {
    return calls.translateAsync(
        () -> numbered(requests.stream(), RequestReader::nameOf).toList(), options);
  }

  /**
   * Translates lines while they are read. It reads at most some thousand lines ahead, so the memory
   * it takes does not depend on how many there are, and nothing at all before the first translation
   * is asked for. Closing the stream closes that of the lines.
   *
   * @return a translation for each line, in order
   */
  public Stream<Translation> translate(Stream<String> lines) {
    return translate(lines, RequestReader::nameOf);
  }

  /**
   * As {@link #translate(Stream)}.
   *
   * @param nameOf what messages and warnings call a line, by its number from 1; {@code Line 1}
   *     otherwise
   */
  public Stream<Translation> translate(Stream<String> lines, LongFunction<String> nameOf) {
    return translate(lines.map(Translator::requestOrNull), defaults, nameOf);
  }

  private static @Nullable TranslationRequest requestOrNull(@Nullable String line) {
    return line == null ? null : TranslationRequest.of(line);
  }

  /**
   * As {@link #translate(List, TranslationOptions)}, while the requests are read.
   *
   * @param nameOf what messages and warnings call a line, by its number from 1
   * @throws IllegalArgumentException where the options have a time limit: of a stream, stop reading
   *     it instead
   */
  public Stream<Translation> translate(
      Stream<TranslationRequest> requests,
      TranslationOptions options,
      LongFunction<String> nameOf) {
    if (options.timeLimit() != null) {
      throw new IllegalArgumentException("a stream has no time limit; stop reading it instead");
    }
    DocumentStates states = calls.newStates();
    return WindowedTranslations.of(
        numbered(requests, nameOf),
        limits.sentences(),
        request -> cost(request, options),
        (window, first) -> calls.translate(window, first, options, nameOf, states));
  }

  /** The same elements, none of which may be null. */
  private static <T> Stream<T> numbered(Stream<T> elements, LongFunction<String> nameOf) {
    AtomicLong number = new AtomicLong();
    return elements.map(
        element -> {
          long own = number.incrementAndGet();
          return Objects.requireNonNull(element, () -> nameOf.apply(own) + " is null");
        });
  }

  /**
   * Returns the cost of a line: its characters, and more if its attention weights are kept, whose
   * number grows with the square of the length.
   */
  private static long cost(TranslationRequest request, TranslationOptions options) {
    long length = request.text().length();
    long weights =
        options.needsWeights() ? length * length * options.nBest() / CHARACTERS_OF_WEIGHTS : 0;
    return length + weights;
  }

  /**
   * Checks options before a long work.
   *
   * @param features what requests will ask of the search
   * @throws DragomanException of kind CONFIGURATION where the search is not as it must be, or
   *     cannot keep what will be asked
   */
  public void check(TranslationOptions options, Set<SearchFeature> features) {
    plans.of(options, features);
  }

  /**
   * Checks requests before a long work: that the vocabulary can spell what must be said.
   *
   * @throws DragomanException of kind DATA with all lines where it cannot
   */
  public void check(Stream<TranslationRequest> requests) {
    List<String> problems = new ArrayList<>();
    AtomicLong number = new AtomicLong();
    requests.forEach(
        request ->
            reader
                .problem(request, RequestReader.nameOf(number.incrementAndGet()))
                .ifPresent(problems::add));
    if (problems.size() == 1) {
      throw DragomanException.data(problems.get(0));
    }
    if (!problems.isEmpty()) {
      throw DragomanException.data(
          "%d lines ask for what cannot be said:\n  %s"
              .formatted(problems.size(), String.join("\n  ", problems)));
    }
  }

  /**
   * Translates texts of several sentences, such as paragraphs, sentence by sentence. White space
   * between and around sentences stays as it was, line ends too. Where nothing stood between two
   * sentences, as in Japanese, the translator writes a space if the target language has spaces.
   * Otherwise as {@link #translate(Stream)}.
   *
   * @param splitter of the source language
   * @return the best translation of each text, in order
   */
  public Stream<String> translateTexts(Stream<String> texts, SentenceSplitter splitter) {
    return translateTexts(texts, splitter, defaults);
  }

  /**
   * As {@link #translateTexts(Stream, SentenceSplitter)}, with options.
   *
   * @throws IllegalArgumentException where the options have a time limit
   */
  public Stream<String> translateTexts(
      Stream<String> texts, SentenceSplitter splitter, TranslationOptions options) {
    Languages languages = config.languages();
    String noGap = languages != null && Languages.hasSpaces(languages.target()) ? " " : "";
    return ParagraphTranslations.of(
        numbered(texts, number -> "Text " + number),
        splitter,
        sentences ->
            translate(
                sentences.map(TranslationRequest::of), options, number -> "Sentence " + number),
        noGap);
  }

  /** Tokens of a source as a reader of it sees them, without marks of joins, subwords and case. */
  public List<ShownPiece> shownSource(List<String> tokens) {
    return pipelines.source().segmenter().shown(tokens);
  }

  /** Tokens of a translation, likewise. */
  public List<ShownPiece> shownTarget(List<String> tokens) {
    return pipelines.target().segmenter().shown(tokens);
  }

  /** Returns the number of trained values of the model; in an ensemble, of the first one. */
  public long parameterCount() {
    return whileOpen(
        () ->
            Weights.arrays(bundles.get(0).model().parameters()).values().stream()
                .mapToLong(NDArray::size)
                .sum());
  }

  /** The languages of the bundle, where it says them. */
  public Optional<Languages> languages() {
    return Optional.ofNullable(config.languages());
  }

  /**
   * Returns whether a model carries its state: whether a sentence begins with the encoder state
   * that the sentence before it in its document left.
   */
  public boolean carriesState() {
    return members.models().stream().anyMatch(EncoderDecoder::carriesState);
  }

  /** How well the model foresees given translations; pairs with an empty side are left out. */
  public ReferenceScore score(List<SentencePair> pairs) {
    return score(pairs, Translator::nameOfPair);
  }

  /**
   * As {@link #score(List)}.
   *
   * @param nameOf what warnings call a pair, by its number from 1; {@code Pair 1} otherwise
   */
  public ReferenceScore score(List<SentencePair> pairs, LongFunction<String> nameOf) {
    return whileOpen(() -> references.score(pairs, nameOf));
  }

  private static String nameOfPair(long number) {
    return "Pair " + number;
  }

  /**
   * Scores given translations token by token: the log-probability of each token after the given
   * ones before it. Of a pair with two empty sides there is nothing to score. What holds no words
   * (see {@link org.dragoman.runtime.text.Stretches}) is left out, with a warning. Where the model
   * carries its state, the pairs are a text, and a document in it ends at a blank source.
   *
   * @param detail {@link TokenDetail#WEIGHTS} for alignments too
   * @return one for each pair, in order
   * @throws DragomanException where weights are wanted and the model has none
   */
  public List<TokenScores> scoreTokens(List<SentencePair> pairs, TokenDetail detail) {
    return scoreTokens(pairs, detail, Translator::nameOfPair);
  }

  /**
   * As {@link #scoreTokens(List, TokenDetail)}.
   *
   * @param nameOf what warnings call a pair, by its number from 1; {@code Pair 1} otherwise
   */
  public List<TokenScores> scoreTokens(
      List<SentencePair> pairs, TokenDetail detail, LongFunction<String> nameOf) {
    if (detail == TokenDetail.WEIGHTS) {
      plans.requireWeights();
    }
    return whileOpen(() -> references.tokens(pairs, detail, nameOf));
  }

  /**
   * Looks inside while the model reads a sentence and says a given translation: gates and states of
   * every cell, and attention, at each token.
   *
   * @throws IllegalArgumentException where the sentence is blank
   * @throws DragomanException where several bundles translate together
   */
  public Inspection inspect(SentencePair pair) {
    if (bundles.size() > 1) {
      throw DragomanException.configuration(
          "One model can be looked into at a time, and here are %d that translate together."
              .formatted(bundles.size()));
    }
    if (SourceReader.isBlank(pair.source())) {
      throw new IllegalArgumentException("the sentence is blank");
    }
    return whileOpen(() -> inspectWhileOpen(pair));
  }

  private Inspection inspectWhileOpen(SentencePair pair) {
    LongFunction<String> name = number -> "The sentence";
    TargetScorer.Pair encoded = references.encode(pair, () -> name.apply(1));
    if (encoded.source().length == 1) {
      throw DragomanException.configuration(
          "The sentence holds no words that the model could read. Give a sentence.");
    }
    TokenDetail detail = members.haveWeights() ? TokenDetail.WEIGHTS : TokenDetail.SCORES;
    CellInspector inspector = new CellInspector(runtime.torch(), bundles.get(0).translator());
    return new Inspection(
        references.tokens(List.of(pair), detail, name).get(0), inspector.traces(encoded));
  }

  private <T> T whileOpen(Supplier<T> work) {
    uses.begin();
    try {
      return work.get();
    } finally {
      uses.end();
    }
  }

  /** As {@link #close(Duration)} with {@link #PATIENCE}. */
  @Override
  public void close() {
    close(PATIENCE);
  }

  /**
   * Takes no more calls, lets those under way go on for a while, cancels what is left, and frees
   * the models. A cancelled call ends with a {@link CancellationException} before the next step of
   * its search. A stream ends at its next window with an {@link IllegalStateException}. If this
   * thread is interrupted, it waits no longer. This method returns at most five seconds after its
   * patience has ended; should the engine be in a step for longer, the models are freed when the
   * step ends.
   *
   * @param patience how long calls under way may go on
   */
  public void close(Duration patience) {
    handle.refuseCalls();
    if (!uses.awaitFreed(patience)) {
      batches.cancelAll();
      uses.awaitFreed(STEP);
    }
  }

  /** Returns what its runtime closes it by. */
  OpenModel handle() {
    return handle;
  }

  private void free(Aids aids, boolean ownsRuntime) {
    batches.stop();
    try (aids) {
      closeAll(bundles);
    } finally {
      runtime.closed(handle);
      if (ownsRuntime) {
        runtime.close();
      }
    }
  }

  /** Closes the last one first, and also where another cannot be closed. */
  static void closeAll(List<Bundle> bundles) {
    if (!bundles.isEmpty()) {
      try (Bundle last = bundles.get(bundles.size() - 1)) {
        closeAll(bundles.subList(0, bundles.size() - 1));
      }
    }
  }
}
