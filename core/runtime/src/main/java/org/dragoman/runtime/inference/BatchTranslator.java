package org.dragoman.runtime.inference;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongFunction;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.TranslationModel;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translates lists of raw lines with a model in memory: sorts them by length, batches, searches,
 * and puts the translations in the order of the lines. It owns nothing, keeps nothing between
 * calls, and may be used from several threads at once.
 *
 * <p>Which lines share a batch changes a score by rounding only.
 */
public final class BatchTranslator {
  private static final Logger LOG = LoggerFactory.getLogger(BatchTranslator.class);
  private static final List<Integer> FORBIDDEN = List.of(Vocabulary.PAD, Vocabulary.START);

  private final Torch torch;
  private final TranslationModel model;
  private final Pipelines pipelines;
  private final SearchStrategy search;
  private final TranslationOptions options;
  private final SourceReader reader;

  /** A translator of its parts. */
  public BatchTranslator(
      Torch torch,
      TranslationModel model,
      Pipelines pipelines,
      SearchStrategy search,
      TranslationOptions options) {
    this.torch = torch;
    this.model = model;
    this.pipelines = pipelines;
    this.search = search;
    this.options = options;
    reader = new SourceReader(pipelines.source(), options.maxSourceTokens());
  }

  /**
   * Translates lines. One that is empty or all white space has an empty translation; one of more
   * tokens than the options allow is translated in parts, with a warning in the log, and has one
   * candidate.
   *
   * @return a translation for each line, in order
   * @throws DragomanException of kind RUNTIME where the engine has not enough memory for a batch
   */
  public List<Translation> translate(List<String> lines) {
    return translate(lines, 1, BatchTranslator::nameOf);
  }

  /** What a warning calls a line of a text that has no name. */
  static String nameOf(long line) {
    return "Line " + line;
  }

  /**
   * As {@link #translate(List)}.
   *
   * @param firstLine the number of the first line
   * @param nameOf what a warning calls a line, by its number
   */
  List<Translation> translate(List<String> lines, long firstLine, LongFunction<String> nameOf) {
    List<Part> parts = new ArrayList<>();
    List<List<Part>> partsOfLines = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      List<Part> partsOfLine = reader.read(lines.get(i)).stream().map(Part::new).toList();
      if (partsOfLine.size() > 1) {
        LOG.warn(
            "{} has more than {} tokens and is translated in {} parts, each on its own. Put"
                + " one sentence on a line.",
            nameOf.apply(firstLine + i),
            options.maxSourceTokens(),
            partsOfLine.size());
      }
      partsOfLines.add(partsOfLine);
      parts.addAll(partsOfLine);
    }
    try (GradMode mode = GradMode.off()) {
      for (List<Part> batch : batches(parts)) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("interrupted between two batches");
        }
        search(batch);
      }
    }
    return partsOfLines.stream().map(this::translation).toList();
  }

  /** A line or a part of one, and what the search found for it. */
  private static final class Part {
    private final int[] source;
    private List<Hypothesis> hypotheses = List.of();

    Part(int[] source) {
      this.source = source;
    }

    int length() {
      return source.length;
    }
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

  private void search(List<Part> batch) {
    List<int[]> sources = batch.stream().map(part -> part.source).toList();
    SearchRequest request =
        new SearchRequest(
            batch.stream().map(this::asked).toList(),
            options.nBest(),
            Vocabulary.START,
            Vocabulary.END,
            FORBIDDEN);
    try (ModelScorer scorer = new ModelScorer(torch.manager(), model, sources)) {
      List<List<Hypothesis>> found = search.search(scorer, request);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).hypotheses = found.get(i);
      }
    } catch (EngineException e) {
      throw Torch.isOutOfMemory(e) ? outOfMemory(batch, e) : e;
    }
  }

  private SearchRequest.Sentence asked(Part part) {
    int length = part.length() - 1;
    return SearchRequest.Sentence.of(0, length, options.maxLength(length));
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

  private Translation translation(List<Part> parts) {
    if (parts.isEmpty()) {
      return Translation.EMPTY;
    }
    if (parts.size() > 1) {
      return new Translation(List.of(joined(parts)));
    }
    return new Translation(
        parts.get(0).hypotheses.stream()
            .map(h -> new Candidate(decode(h.tokens()), h.score(), h.logProbability()))
            .toList());
  }

  /** The best outputs of all parts as one; the score is their mean. */
  private Candidate joined(List<Part> parts) {
    List<Hypothesis> best = parts.stream().map(part -> part.hypotheses.get(0)).toList();
    return new Candidate(
        decode(best.stream().flatMap(h -> h.tokens().stream()).toList()),
        best.stream().mapToDouble(Hypothesis::score).average().orElseThrow(),
        best.stream().mapToDouble(Hypothesis::logProbability).sum());
  }

  private String decode(List<Integer> tokens) {
    return pipelines.target().decode(tokens);
  }
}
