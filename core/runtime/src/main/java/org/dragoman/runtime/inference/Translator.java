package org.dragoman.runtime.inference;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleConfig;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.bundle.PipelineCompatibility;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.Weights;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.runtime.search.SearchChoice;
import org.dragoman.runtime.search.SearchWidth;
import org.dragoman.runtime.text.Languages;
import org.dragoman.runtime.text.SentenceSplitter;
import org.dragoman.runtime.text.ShownPiece;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.SearchFeature;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 * log; what of it holds no words is copied, with a warning too. A line that holds a line feed is
 * refused with a {@link DragomanException} of kind DATA, and null with a {@link
 * NullPointerException}; both name it. Where the model carries its state from sentence to sentence,
 * the lines of one call are a text, and a document in it ends at a blank line.
 *
 * <p>A thread that is interrupted stops after the batch under way, with a {@link
 * java.util.concurrent.CancellationException}.
 *
 * <p>Opening one writes a single line to the log, at level INFO of the logger {@code
 * org.dragoman.start}: the model, the device and the number of threads.
 *
 * <p>Every method that translates throws {@link IllegalStateException} after {@link #close()}, and
 * {@link DragomanException} of kind RUNTIME where the engine has not enough memory for a batch.
 */
public final class Translator implements AutoCloseable {
  // Not named by a class, so that a program can silence it whatever the classes are called.
  private static final Logger START = LoggerFactory.getLogger("org.dragoman.start");
  private static final String RESOURCES = "org/dragoman/models/";
  // A line of 200 characters counts as 3,300: its weights take about 60 KB.
  private static final int CHARACTERS_OF_WEIGHTS = 13;

  private final Torch torch;
  private final Registry registry;
  private final List<Bundle> bundles;
  private final BundleConfig config;
  private final Ensemble members;
  private final BatchTranslator batches;
  private final ReferenceScorer references;
  private final int batchSentences;
  private final int nBest;
  private final boolean keepsWeights;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private Translator(Builder builder, Torch torch, Registry registry, List<Bundle> bundles) {
    this.torch = torch;
    this.registry = registry;
    this.bundles = bundles;
    Bundle first = bundles.get(0);
    config = first.config();
    for (int i = 1; i < bundles.size(); i++) {
      requireSameText(builder, first, i, bundles.get(i));
    }
    TranslationOptions options = builder.options;
    members = new Ensemble(bundles.stream().map(Bundle::model).toList(), builder.averaging);
    if (options.detail() == TokenDetail.WEIGHTS || !options.unknownWords().areKept()) {
      requireWeights();
    }
    ComponentSpec search = SearchChoice.of(config.search(), builder.wish(), registry);
    if (SearchChoice.needsWeights(search) && !members.haveWeights()) {
      throw DragomanException.configuration(
          ("The search '%s' has a coverage-penalty, which needs a context strategy that tells how much"
                  + " each source token counted, and that of a model has none. Set coverage-penalty to 0"
                  + " by --search.")
              .formatted(search.type()));
    }
    SearchWidth width =
        SearchWidth.of(search, options.nBest(), first.pipelines().target().vocabulary().size())
            .require();
    batches =
        new BatchTranslator(
            torch,
            members,
            first.pipelines(),
            builder.requireFeatures(NamedSearch.of(search, registry)),
            options.withBatchSentences(width.sentences(options.batchSentences())),
            builder.shortlist == null ? null : Shortlist.load(builder.shortlist, first.pipelines()),
            builder.progress);
    batchSentences = options.batchSentences();
    nBest = options.nBest();
    keepsWeights = options.detail() == TokenDetail.WEIGHTS || !options.unknownWords().areKept();
    references =
        new ReferenceScorer(
            new TargetScorer(torch, members, options, builder.progress), first.pipelines());
  }

  private void logStart() {
    START.info(
        "Opened {}; device {}, threads {}",
        bundles.stream().map(bundle -> bundle.config().name()).collect(Collectors.joining(", ")),
        Devices.nameOf(torch.manager().getDevice()),
        torch.threads());
  }

  private void requireWeights() {
    for (Bundle bundle : bundles) {
      if (!bundle.model().hasWeights()) {
        throw DragomanException.configuration(
            ("The context strategy '%s' of '%s' does not tell how much each source token counted, so"
                    + " there are no alignments, and unknown words cannot be replaced. Take a model"
                    + " with attention.")
                .formatted(bundle.config().model().context().type(), bundle.config().name()));
      }
    }
  }

  private static void requireSameText(Builder builder, Bundle first, int number, Bundle other) {
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

  /**
   * Opens the bundle in a folder, or that of the training run in it, with the bundle's own search
   * and on the GPU where there is one.
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
   * Translates lines; the translations are in the order of the lines.
   *
   * @throws DragomanException where one holds a line break; the message has its number from 1
   */
  public List<Translation> translate(List<String> lines) {
    return translateRequests(requests(lines.stream(), BatchTranslator::nameOf).toList());
  }

  /** Lines of whose translations nothing is asked. */
  private static Stream<TranslationRequest> requests(
      Stream<String> lines, LongFunction<String> nameOf) {
    return numbered(lines, nameOf).map(TranslationRequest::of);
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
   * Translates lines of whose translations something is asked. Of a line that is translated in
   * parts the prefix and the phrases that must occur are asked of the first. Where the translation
   * does not hold what it must, or holds what it must not, a warning in the log says so.
   *
   * @throws DragomanException where the search cannot keep what is asked, or the vocabulary cannot
   *     spell it
   */
  public List<Translation> translateRequests(List<TranslationRequest> requests) {
    List<TranslationRequest> all = numbered(requests.stream(), BatchTranslator::nameOf).toList();
    return translate(all, 1, BatchTranslator::nameOf, batches.newStates());
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
            batches
                .problem(request, BatchTranslator.nameOf(number.incrementAndGet()))
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
   * As {@link #translateRequests(List)}, while they are read.
   *
   * @param nameOf what messages call a line, by its number from 1
   */
  public Stream<Translation> translateRequests(
      Stream<TranslationRequest> requests, LongFunction<String> nameOf) {
    DocumentStates states = batches.newStates();
    return WindowedTranslations.of(
        numbered(requests, nameOf),
        batchSentences,
        this::cost,
        (window, first) -> translate(window, first, nameOf, states));
  }

  /** Characters of a line; more where weights are kept, whose number grows by the square. */
  private int cost(TranslationRequest request) {
    long length = request.text().length();
    long weights = keepsWeights ? length * length * nBest / CHARACTERS_OF_WEIGHTS : 0;
    return (int) Math.min(Integer.MAX_VALUE, length + weights);
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
    return translateRequests(requests(lines, nameOf), nameOf);
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
    Languages languages = config.languages();
    String noGap = languages != null && Languages.hasSpaces(languages.target()) ? " " : "";
    return ParagraphTranslations.of(
        numbered(texts, number -> "Text " + number),
        splitter,
        sentences -> translate(sentences, number -> "Sentence " + number),
        noGap);
  }

  /** Tokens of a source as a reader of it sees them, without marks of joins, subwords and case. */
  public List<ShownPiece> shownSource(List<String> tokens) {
    return bundles.get(0).pipelines().source().segmenter().shown(tokens);
  }

  /** Tokens of a translation, likewise. */
  public List<ShownPiece> shownTarget(List<String> tokens) {
    return bundles.get(0).pipelines().target().segmenter().shown(tokens);
  }

  /** How many numbers the weights of the model are; of several bundles those of the first. */
  public long parameterCount() {
    return Weights.arrays(bundles.get(0).model().parameters()).values().stream()
        .mapToLong(NDArray::size)
        .sum();
  }

  /** The languages of the bundle, where it says them. */
  public Optional<Languages> languages() {
    return Optional.ofNullable(config.languages());
  }

  /**
   * Whether a model begins a sentence with the state that the one before it in its document left.
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
      requireWeights();
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
    LongFunction<String> name = number -> "The sentence";
    TargetScorer.Pair encoded = references.encode(pair, () -> name.apply(1));
    if (encoded.source().length == 1) {
      throw DragomanException.configuration(
          "The sentence holds no words that the model could read. Give a sentence.");
    }
    TokenDetail detail = members.haveWeights() ? TokenDetail.WEIGHTS : TokenDetail.SCORES;
    CellInspector inspector =
        new CellInspector(torch, bundles.get(0).model(), config.model().encoder().bidirectional());
    return whileOpen(
        () ->
            new Inspection(
                references.tokens(List.of(pair), detail, name).get(0), inspector.traces(encoded)));
  }

  private List<Translation> translate(
      List<TranslationRequest> lines,
      long firstLine,
      LongFunction<String> nameOf,
      DocumentStates states) {
    return whileOpen(() -> batches.translate(lines, firstLine, nameOf, states));
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
            registry) {
          // Closed after the bundles, the last one first, also where another cannot be closed.
          closeAll(bundles);
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static void closeAll(List<Bundle> bundles) {
    if (!bundles.isEmpty()) {
      try (Bundle last = bundles.get(bundles.size() - 1)) {
        closeAll(bundles.subList(0, bundles.size() - 1));
      }
    }
  }

  /** Builds a {@link Translator}; a bundle must be set, the rest has defaults. */
  public static final class Builder {
    private final List<BundleSource> sources = new ArrayList<>();
    private Averaging averaging = Averaging.LOG;
    private String device = "auto";
    private List<Path> plugins = List.of();
    private @Nullable Integer beam;
    private @Nullable String search;
    private Set<SearchFeature> features = Set.of();
    private Shortlist.@Nullable Settings shortlist;
    private TranslationOptions options = TranslationOptions.defaults();
    private LongConsumer progress = lines -> {};

    private Builder() {}

    /** The bundle in a folder, or that of the training run in it. */
    public Builder setBundle(Path folder) {
      return set(BundleSource.folder(folder));
    }

    private Builder set(BundleSource source) {
      sources.clear();
      sources.add(source);
      return this;
    }

    /**
     * One more bundle, which translates together with the others (an ensemble). The bundles must
     * have the same text pipelines and vocabularies; the search is that of the first.
     */
    public Builder addBundle(Path folder) {
      sources.add(BundleSource.folder(folder));
      return this;
    }

    /** How the bundles of an ensemble agree; {@link Averaging#LOG} otherwise. */
    public Builder optAveraging(Averaging value) {
      averaging = value;
      return this;
    }

    /** A bundle on the class path; see {@link Translator#ofResource}. */
    public Builder setResource(String name) {
      return set(BundleSource.classPath(RESOURCES + name));
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

    /**
     * A search in place of the bundle's: its name, or its configuration in YAML, such as {@code
     * {type: sampling, top-k: 10}}.
     */
    public Builder optSearch(String nameOrYaml) {
      search = nameOrYaml;
      return this;
    }

    /**
     * What will be asked of the search by {@link TranslationRequest}s: the search is checked for it
     * when the translator is built. Where no search was chosen and the bundle's is a beam or greedy
     * search that cannot keep it, {@code constrained} takes its place.
     */
    public Builder optFeatures(Set<SearchFeature> wanted) {
      features = Set.copyOf(wanted);
      return this;
    }

    /** What is told of the tokens of candidates; nothing otherwise. */
    public Builder optDetail(TokenDetail detail) {
      options = options.withDetail(detail);
      return this;
    }

    /** What becomes of unknown words in outputs; they are kept otherwise. */
    public Builder optUnknownWords(UnknownWords unknownWords) {
      options = options.withUnknownWords(unknownWords);
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
    public Builder optShortlist(Path table, int frequent, int candidates) {
      shortlist = new Shortlist.Settings(table, frequent, candidates);
      return this;
    }

    /**
     * Is told after each batch how many lines, or pairs that are scored, were done by it. It is
     * called by the thread that translates.
     */
    public Builder optProgress(LongConsumer linesDone) {
      progress = linesDone;
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

    /** An output has at least this many tokens, at most those of {@link #optMaxLength}. */
    public Builder optMinLength(int tokens) {
      options = options.withMinLength(tokens);
      return this;
    }

    /** An output has at least this times the source's tokens. */
    public Builder optMinLengthFactor(double factor) {
      options = options.withMinLengthFactor(factor);
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
      if (sources.isEmpty()) {
        throw new NullPointerException("setBundle or setResource is missing");
      }
      Torch torch = Torch.open(Devices.parse(device));
      try {
        return build(torch, PluginLoader.load(torch.ops(), plugins));
      } catch (Throwable e) {
        try (torch) {
          throw e;
        }
      }
    }

    private Translator build(Torch torch, Registry registry) {
      List<Bundle> bundles = new ArrayList<>();
      try {
        for (BundleSource source : sources) {
          bundles.add(Bundle.open(source, torch, registry));
        }
        Translator translator = new Translator(this, torch, registry, List.copyOf(bundles));
        translator.logStart();
        return translator;
      } catch (Throwable e) {
        try (registry) {
          closeAll(bundles);
          throw e;
        }
      }
    }

    private SearchChoice.Wish wish() {
      Set<SearchFeature> wanted = EnumSet.noneOf(SearchFeature.class);
      wanted.addAll(features);
      if (options.lengths().haveLeast()) {
        wanted.add(SearchFeature.MIN_LENGTH);
      }
      return new SearchChoice.Wish(search, beam, options.nBest(), wanted);
    }

    private NamedSearch requireFeatures(NamedSearch chosen) {
      chosen.require(features);
      return chosen;
    }
  }
}
