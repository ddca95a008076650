package org.dragoman.runtime.inference;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.inference.SourceLine.Part;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchFeature;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translates lists of raw lines with models in memory: sorts them by length, batches, searches, and
 * puts the translations in the order of the lines. It owns nothing, keeps nothing between calls,
 * and may be used from several threads at once.
 *
 * <p>Which lines share a batch changes a score by rounding only, unless there is a shortlist.
 */
public final class BatchTranslator {
  private static final Logger LOG = LoggerFactory.getLogger(BatchTranslator.class);
  private static final List<Integer> FORBIDDEN = List.of(Vocabulary.PAD, Vocabulary.START);

  private final Torch torch;
  private final Ensemble members;
  private final NamedSearch search;
  private final TranslationOptions options;
  private final @Nullable Shortlist shortlist;
  private final SourceReader reader;
  private final Phrases phrases;
  private final Outputs outputs;
  private final TargetScorer targets;
  private final LongConsumer progress;

  /** A translator of its parts. */
  public BatchTranslator(
      Torch torch,
      EncoderDecoder model,
      Pipelines pipelines,
      SearchStrategy search,
      TranslationOptions options) {
    this(
        torch,
        Ensemble.of(model),
        pipelines,
        new NamedSearch(search.getClass().getSimpleName(), search, Registry.of(List.of())),
        options,
        null,
        lines -> {});
  }

  /**
   * A translator of one model or several.
   *
   * @param shortlist null for the whole vocabulary
   * @param progress is told after each batch how many lines were done
   */
  BatchTranslator(
      Torch torch,
      Ensemble members,
      Pipelines pipelines,
      NamedSearch search,
      TranslationOptions options,
      @Nullable Shortlist shortlist,
      LongConsumer progress) {
    this.progress = progress;
    this.torch = torch;
    this.members = members;
    this.search = search;
    this.options = options;
    this.shortlist = shortlist;
    reader = new SourceReader(pipelines.source(), options.maxSourceTokens());
    phrases = new Phrases(pipelines.target());
    outputs = new Outputs(pipelines, options);
    targets = new TargetScorer(torch, members, options);
    if (options.lengths().haveLeast()) {
      search.require(Set.of(SearchFeature.MIN_LENGTH));
    }
  }

  /**
   * Translates lines. One that is empty or all white space has an empty translation; one of more
   * tokens than the options allow is translated in parts, with a warning in the log, and has one
   * candidate. What holds no words is copied (see {@link org.dragoman.runtime.text.Stretches}),
   * with a warning too.
   *
   * @return a translation for each line, in order
   * @throws DragomanException of kind RUNTIME if the engine has not enough memory for a batch
   */
  public List<Translation> translate(List<String> lines) {
    return translate(
        lines.stream().map(TranslationRequest::of).toList(),
        1,
        BatchTranslator::nameOf,
        newStates());
  }

  /** Returns the states at the beginning of a text. */
  DocumentStates newStates() {
    return targets.newStates();
  }

  /** What a warning calls a line of a text that has no name. */
  static String nameOf(long line) {
    return "Line " + line;
  }

  /**
   * Translates lines of whose translations something is asked; else as {@link #translate(List)}.
   *
   * @param firstLine the number of the first line
   * @param nameOf returns the name of a line in warnings, by its number
   * @param states the states after the previous lines of the text
   * @throws DragomanException if the search does not support a constraint, the vocabulary cannot
   *     spell a phrase, or a line contains a line break
   */
  List<Translation> translate(
      List<TranslationRequest> requests,
      long firstLine,
      LongFunction<String> nameOf,
      DocumentStates states) {
    List<SourceLine> lines = new ArrayList<>(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      lines.add(read(requests.get(i), firstLine + i, nameOf));
    }
    if (states.areCarried()) {
      states.read(documents(lines));
    }
    List<Part> parts = lines.stream().flatMap(line -> line.parts().stream()).toList();
    progress.accept(lines.stream().filter(line -> line.parts().isEmpty()).count());
    try (GradMode mode = GradMode.off()) {
      for (List<Part> batch : batches(parts)) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("interrupted between two batches");
        }
        search(batch, nameOf, states);
        // A line in parts counts with its first.
        progress.accept(batch.stream().filter(Part::isFirst).count());
      }
    }
    return lines.stream().map(this::translation).toList();
  }

  /** The sources of documents, each of which ends where a line is blank. */
  private static List<List<int[]>> documents(List<SourceLine> lines) {
    List<List<int[]>> documents = new ArrayList<>();
    documents.add(new ArrayList<>());
    for (SourceLine line : lines) {
      if (line.parts().isEmpty()) {
        documents.add(new ArrayList<>());
      } else {
        line.parts().forEach(part -> documents.get(documents.size() - 1).add(part.source()));
      }
    }
    return documents;
  }

  /** Why a line cannot be asked what it is; empty where it can, or is blank. */
  Optional<String> problem(TranslationRequest request, String name) {
    Optional<String> broken = brokenLine(request, name);
    if (broken.isPresent()
        || SourceReader.isBlank(request.text())
        || request.features().isEmpty()) {
      return broken;
    }
    try {
      phrases.asked(request, name, SearchRequest.Sentence.of(0, 0, 0));
      return Optional.empty();
    } catch (DragomanException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /** A line feed would be white space to the model, and what stands after it often lost. */
  private static Optional<String> brokenLine(TranslationRequest request, String name) {
    return request
        .brokenPart()
        .map(
            part ->
                name
                    + ": "
                    + part
                    + " has a line break within it. Give each line on its own, or whole texts to"
                    + " Translator.translateTexts.");
  }

  private SourceLine read(TranslationRequest request, long number, LongFunction<String> nameOf) {
    if (request.brokenPart().isPresent()) {
      throw DragomanException.data(brokenLine(request, nameOf.apply(number)).orElseThrow());
    }
    List<EncodedStretch> stretches = reader.read(request.text());
    List<List<int[]>> sources = stretches.stream().map(reader::parts).toList();
    boolean asks = !request.features().isEmpty();
    if (asks) {
      search.require(request.features());
    }
    Optional<String> copied = EncodedStretch.copied(stretches);
    boolean isLong = sources.stream().anyMatch(parts -> parts.size() > 1);
    String name = asks || isLong || copied.isPresent() ? nameOf.apply(number) : "";
    copied.ifPresent(
        what -> LOG.warn("{} has {}, which are copied and not translated.", name, what));
    if (isLong) {
      LOG.warn(
          "{} has more than {} tokens and is translated in {} parts, each on its own. Put"
              + " one sentence on a line.",
          name,
          options.maxSourceTokens(),
          sources.stream().mapToInt(List::size).sum());
    }
    List<SourceLine.Section> sections = new ArrayList<>(stretches.size());
    int before = 0;
    for (int i = 0; i < stretches.size(); i++) {
      List<Part> parts = new ArrayList<>();
      for (int[] source : sources.get(i)) {
        boolean first = before++ == 0;
        parts.add(new Part(source, asked(request, source.length - 1, number, name, first), first));
      }
      EncodedStretch stretch = stretches.get(i);
      sections.add(new SourceLine.Section(stretch.text(), stretch.copied(), parts));
    }
    return new SourceLine(request, name, sections);
  }

  /** What the search is asked of a part of so many tokens. */
  private SearchRequest.Sentence asked(
      TranslationRequest request, int length, long number, String name, boolean first) {
    SearchRequest.Sentence plain =
        new SearchRequest.Sentence(
            number - 1,
            length,
            options.lengths().least(length),
            options.lengths().greatest(length),
            List.of(),
            List.of(),
            List.of());
    return request.features().isEmpty() ? plain : phrases.asked(of(request, first), name, plain);
  }

  /** What of a request is asked of a part: of all but the first only what must not occur. */
  private static TranslationRequest of(TranslationRequest request, boolean first) {
    return first
        ? request
        : new TranslationRequest(request.text(), "", List.of(), request.banned());
  }

  /** Batches of like length, the longest first: what needs most memory fails at once. */
  private List<List<Part>> batches(List<Part> parts) {
    List<Part> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparingInt(Part::length).reversed());
    List<List<Part>> batches = new ArrayList<>();
    for (int from = 0, to; from < sorted.size(); from = to) {
      int fitting = options.batchTokens() / sorted.get(from).length();
      int size = Math.max(1, Math.min(options.batchSentences(), fitting));
      to = Math.min(sorted.size(), from + size);
      batches.add(sorted.subList(from, to));
    }
    return batches;
  }

  private void search(List<Part> batch, LongFunction<String> nameOf, DocumentStates states) {
    List<int[]> sources = batch.stream().map(Part::source).toList();
    List<SearchRequest.Sentence> asked = batch.stream().map(Part::asked).toList();
    VocabularySubset tokens = shortlist == null ? null : shortlist.of(sources, spelled(asked));
    SearchRequest request =
        new SearchRequest(
            tokens == null ? asked : asked.stream().map(one -> among(tokens, one)).toList(),
            options.nBest(),
            Vocabulary.START,
            Vocabulary.END,
            FORBIDDEN);
    try (OpenScorer scorer = members.open(torch.manager(), sources, tokens, states)) {
      List<List<Hypothesis>> found = search.search(scorer, request, nameOf);
      for (int i = 0; i < batch.size(); i++) {
        batch
            .get(i)
            .found(
                tokens == null
                    ? found.get(i)
                    : found.get(i).stream().map(one -> plain(tokens, one)).toList());
      }
    } catch (EngineException e) {
      throw Torch.isOutOfMemory(e) ? outOfMemory(batch, e) : e;
    }
    scoreTokens(batch, tokens, states);
  }

  /** The tokens that outputs must hold. */
  private static List<Integer> spelled(List<SearchRequest.Sentence> asked) {
    return asked.stream()
        .flatMap(
            one ->
                Stream.concat(
                    one.prefix().stream(),
                    one.required().stream()
                        .flatMap(List::stream)
                        .flatMap(spelling -> spelling.tokens().stream())))
        .toList();
  }

  /** The same by the numbers of a choice; what it cannot spell cannot occur. */
  private static SearchRequest.Sentence among(
      VocabularySubset tokens, SearchRequest.Sentence asked) {
    return new SearchRequest.Sentence(
        asked.number(),
        asked.sourceLength(),
        asked.minLength(),
        asked.maxLength(),
        tokens.numbers(asked.prefix()),
        asked.required().stream()
            .map(phrase -> phrase.stream().map(one -> among(tokens, one)).toList())
            .toList(),
        asked.banned().stream()
            .filter(phrase -> tokens.hasAll(phrase.tokens()))
            .map(phrase -> among(tokens, phrase))
            .toList());
  }

  private static SearchRequest.Phrase among(VocabularySubset tokens, SearchRequest.Phrase phrase) {
    return new SearchRequest.Phrase(
        tokens.numbers(phrase.tokens()),
        tokens.numbersAmong(phrase.notAfter()),
        tokens.numbersAmong(phrase.notBefore()));
  }

  private static Hypothesis plain(VocabularySubset tokens, Hypothesis hypothesis) {
    return new Hypothesis(
        tokens.ids(hypothesis.tokens()),
        hypothesis.logProbability(),
        hypothesis.score(),
        hypothesis.finished());
  }

  /** Scores the tokens of what was found, in one more pass, where something of them is wanted. */
  private void scoreTokens(
      List<Part> batch, @Nullable VocabularySubset tokens, DocumentStates states) {
    List<TargetScorer.Pair> pairs = new ArrayList<>();
    for (Part part : batch) {
      for (Hypothesis found : part.hypotheses()) {
        if (outputs.needsTokens(found)) {
          pairs.add(new TargetScorer.Pair(part.source(), found.tokens(), found.finished()));
        }
      }
    }
    if (pairs.isEmpty()) {
      return;
    }
    boolean weights = options.detail() == TokenDetail.WEIGHTS || !options.unknownWords().areKept();
    List<TargetScorer.Scored> scored = targets.score(pairs, weights, tokens, states);
    int next = 0;
    for (Part part : batch) {
      for (int i = 0; i < part.hypotheses().size(); i++) {
        if (outputs.needsTokens(part.hypotheses().get(i))) {
          part.scored(i, scored.get(next++));
        }
      }
    }
  }

  private DragomanException outOfMemory(List<Part> batch, EngineException e) {
    return DragomanException.runtime(
        ("The engine has not enough memory for a batch of %d sentences of up to %d tokens. Lower"
                + " the batch size: at most %d sentences and %d tokens are allowed now.")
            .formatted(
                batch.size(),
                batch.get(0).length() - 1,
                options.batchSentences(),
                options.batchTokens()),
        e);
  }

  private Translation translation(SourceLine line) {
    Translation translation = outputs.translation(line);
    TranslationRequest request = line.request();
    if (!line.sections().isEmpty()) {
      List<String> kept = phrases.found(request.required(), translation.text());
      request.required().stream()
          .filter(phrase -> !kept.contains(phrase))
          .forEach(
              phrase -> LOG.warn("{}: the translation does not hold '{}'.", line.name(), phrase));
      phrases
          .found(request.banned(), translation.text())
          .forEach(phrase -> LOG.warn("{}: the translation holds '{}'.", line.name(), phrase));
    }
    return translation;
  }
}
