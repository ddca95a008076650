package org.dragoman.translate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.inference.TextLikelihood;
import org.dragoman.runtime.inference.TextSearch;
import org.dragoman.runtime.model.Generator;
import org.dragoman.runtime.model.GeneratorConfig;
import org.dragoman.runtime.model.LanguageModel;
import org.dragoman.runtime.model.LanguageModelConfig;
import org.dragoman.runtime.model.ModelConfig;
import org.dragoman.runtime.model.Predictor;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.runtime.search.SearchChoice;
import org.dragoman.runtime.search.SearchWidth;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchFeature;
import org.dragoman.spi.SearchRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes texts: a language model goes on from a prompt, a generator writes the text of a vector of
 * numbers. A language model also scores texts.
 *
 * <pre>{@code
 * try (TextGenerator model = TextGenerator.open(Path.of("runs/english"))) {
 *   System.out.println(model.generate(List.of("She reads"), model.options()).get(0).text());
 * }
 * }</pre>
 *
 * <p>Several threads may use it at once.
 */
public final class TextGenerator implements AutoCloseable {
  /** The greatest number of tokens that are written where the options say nothing: 100. */
  public static final int DEFAULT_LENGTH = 100;

  private static final Logger LOG = LoggerFactory.getLogger(TextGenerator.class);

  private final OpenBundle open;
  private final Predictor model;
  private final TextPipeline pipeline;
  // Texts that are scored are cleaned as in training; the end of a prompt stays as it is.
  private final TextPipeline cleaned;

  TextGenerator(DragomanRuntime runtime, boolean ownsRuntime, BundleSource source) {
    open = new OpenBundle(runtime, ownsRuntime, source, "this text generator");
    try {
      Bundle bundle = open.bundle();
      ModelConfig config = bundle.config().model();
      boolean writes = config instanceof LanguageModelConfig || config instanceof GeneratorConfig;
      model =
          writes
              ? bundle.model(Predictor.class, "language model or generator")
              : bundle.model(LanguageModel.class, "language model or generator");
      pipeline = bundle.pipelines().target();
      cleaned = bundle.pipelines().source();
    } catch (RuntimeException e) {
      open.close(Duration.ZERO);
      throw e;
    }
  }

  /**
   * Opens the bundle in a folder, or that of the training run in it, with a {@link DragomanRuntime}
   * of its own.
   *
   * @throws DragomanException where it cannot be opened, or holds a model of another type
   */
  public static TextGenerator open(Path bundle) {
    DragomanRuntime runtime = DragomanRuntime.open();
    try {
      return new TextGenerator(runtime, true, BundleSource.folder(bundle));
    } catch (Throwable e) {
      runtime.close();
      throw e;
    }
  }

  /** Returns whether the model begins with numbers: a generator. Else it begins with a prompt. */
  public boolean readsNumbers() {
    return model instanceof Generator;
  }

  /** Returns whether a line begins with the state that the line before it left. */
  public boolean carriesState() {
    return model.carriesState();
  }

  /**
   * Returns the options to begin with: the bundle's own search, at most {@link #DEFAULT_LENGTH}
   * tokens after the prompt.
   */
  public TranslationOptions options() {
    return TranslationOptions.defaults().withMaxLength(DEFAULT_LENGTH);
  }

  /**
   * Writes texts.
   *
   * @param begins for a language model the prompts, which may be empty; for a generator its
   *     numbers, divided by spaces
   * @param options search, number of candidates, lengths and details; the greatest and least length
   *     count the tokens after the prompt. The other options are of translations.
   * @return for each its candidates, prompt included
   * @throws DragomanException where the numbers are not as they must be, or the search cannot do
   *     what is asked
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public List<Translation> generate(List<String> begins, TranslationOptions options) {
    return generate(begins, 0, options, number -> "Line " + number);
  }

  /**
   * Writes texts that are a part of many.
   *
   * @param first the number of texts before these: a search that samples draws for each text by its
   *     number
   * @param nameOf returns the name of a text in messages, by its number from 1
   */
  public List<Translation> generate(
      List<String> begins, long first, TranslationOptions options, LongFunction<String> nameOf) {
    return open.whileOpen(
        () -> {
          List<TextSearch.Wanted> wanted = new ArrayList<>();
          for (int i = 0; i < begins.size(); i++) {
            wanted.add(wanted(begins.get(i), first + i, options, nameOf.apply(first + i + 1)));
          }
          List<List<Hypothesis>> found =
              search(wanted, options).search(wanted, options.nBest(), open::check);
          List<Translation> texts = new ArrayList<>();
          for (int i = 0; i < found.size(); i++) {
            texts.add(translation(wanted.get(i), found.get(i), options));
          }
          return texts;
        });
  }

  private TextSearch.Wanted wanted(
      String begin, long number, TranslationOptions options, String name) {
    List<Integer> prefix = readsNumbers() ? List.of() : prompt(begin, name);
    List<Float> numbers = readsNumbers() ? numbers(begin, name) : List.of();
    OutputLengths lengths = options.lengths();
    int greatest =
        lengths.greatest() == OutputLengths.DEFAULTS.greatest()
            ? DEFAULT_LENGTH
            : lengths.greatest();
    return new TextSearch.Wanted(
        new SearchRequest.Sentence(
            number,
            prefix.size(),
            lengths.least() == 0 ? 0 : prefix.size() + lengths.least(),
            prefix.size() + greatest,
            prefix,
            List.of(),
            List.of()),
        numbers,
        name);
  }

  private List<Integer> prompt(String text, String name) {
    List<Integer> ids = ids(pipeline, text);
    long unknown = ids.stream().filter(id -> id == Vocabulary.UNK).count();
    if (unknown > 0) {
      LOG.warn(
          "{}: the model does not know {} of the prompt's {} tokens, and reads <unk> for them",
          name,
          unknown,
          ids.size());
    }
    return ids;
  }

  private static List<Integer> ids(TextPipeline pipeline, String text) {
    return Arrays.stream(pipeline.encode(text)).boxed().toList();
  }

  private List<Float> numbers(String line, String name) {
    try {
      float[] numbers = ((Generator) model).numbers().read(line);
      return IntStream.range(0, numbers.length).mapToObj(i -> numbers[i]).toList();
    } catch (DragomanException e) {
      throw DragomanException.data(name + ": " + e.getMessage(), e);
    }
  }

  private TextSearch search(List<TextSearch.Wanted> wanted, TranslationOptions options) {
    Set<SearchFeature> features = EnumSet.noneOf(SearchFeature.class);
    wanted.forEach(text -> features.addAll(text.asked().features()));
    Bundle bundle = open.bundle();
    NamedSearch search =
        SearchChoice.of(
            bundle.config().search(),
            new SearchChoice.Wish(options.search(), options.beam(), options.nBest(), features),
            open.runtime().registry());
    if (search.strategy().needsAttention()) {
      throw DragomanException.configuration(
          "The search '%s', as it is set, reads attention weights, and %s has none. Choose another search."
              .formatted(search.name(), "a " + bundle.config().model().inWords()));
    }
    SearchWidth width =
        SearchWidth.of(search.strategy(), options.nBest(), pipeline.vocabulary().size()).require();
    BatchLimits limits = BatchLimits.DEFAULTS;
    return new TextSearch(
        open.runtime().torch(),
        model,
        search,
        limits.withSentences(width.sentences(limits.sentences())));
  }

  private Translation translation(
      TextSearch.Wanted wanted, List<Hypothesis> found, TranslationOptions options) {
    List<TokenScores> tokens =
        options.detail() == TokenDetail.NONE ? List.of() : tokens(wanted, found);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Hypothesis one = found.get(i);
      candidates.add(
          new Candidate(
              pipeline.decode(one.tokens()),
              one.score(),
              one.logProbability(),
              tokens.isEmpty() ? null : tokens.get(i)));
    }
    return new Translation(candidates);
  }

  private List<TokenScores> tokens(TextSearch.Wanted wanted, List<Hypothesis> found) {
    List<TextLikelihood.Text> texts =
        found.stream()
            .map(one -> new TextLikelihood.Text(wanted.numbers(), one.tokens(), one.finished()))
            .toList();
    return tokens(texts, likelihood().score(texts));
  }

  private List<TokenScores> tokens(List<TextLikelihood.Text> texts, List<List<Double>> scores) {
    List<TokenScores> tokens = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      tokens.add(
          new TokenScores(
              List.of(), pipeline.pieces(texts.get(i).ids()), scores.get(i), List.of()));
    }
    return tokens;
  }

  private TextLikelihood likelihood() {
    return new TextLikelihood(open.runtime().torch(), model, BatchLimits.DEFAULTS);
  }

  /**
   * Scores texts under a language model, each with its end mark. A blank line has no tokens, and
   * ends a document where the model carries its state from line to line.
   *
   * @return the tokens of each text, and their log-probabilities
   * @throws DragomanException of kind CONFIGURATION for a generator
   */
  public List<TokenScores> score(List<String> lines) {
    if (readsNumbers()) {
      throw DragomanException.configuration(
          "%s holds a generator, and a language model is needed here. Give the bundle of a language model."
              .formatted(open.bundle().config().name()));
    }
    return open.whileOpen(
        () -> {
          List<TextLikelihood.Text> texts =
              lines.stream()
                  .map(line -> ids(cleaned, line))
                  .map(ids -> new TextLikelihood.Text(List.of(), ids, !ids.isEmpty()))
                  .toList();
          return tokens(
              texts,
              carriesState() ? likelihood().scoreDocuments(texts) : likelihood().score(texts));
        });
  }

  /** As {@link #close(Duration)} with {@link Translator#PATIENCE}. */
  @Override
  public void close() {
    close(Translator.PATIENCE);
  }

  /**
   * Takes no more calls, lets those under way go on for a while, cancels what is left, and frees
   * the model.
   *
   * @param patience how long calls under way may go on
   */
  public void close(Duration patience) {
    open.close(patience);
  }
}
