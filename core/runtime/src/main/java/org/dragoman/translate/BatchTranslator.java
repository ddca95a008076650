package org.dragoman.translate;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.LongFunction;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.Internal;
import org.dragoman.runtime.batch.BatchLimits;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.inference.DocumentStates;
import org.dragoman.runtime.inference.Ensemble;
import org.dragoman.runtime.inference.Shortlist;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.search.NamedSearch;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.spi.SearchFeature;
import org.dragoman.spi.SearchStrategy;
import org.dragoman.translate.SourceLine.Part;
import org.jspecify.annotations.Nullable;

/**
 * Translates lists of lines with a model in memory, in the caller's thread and with one search: for
 * the validations of a training. Other programs use {@link Translator}. It owns nothing, keeps
 * nothing between calls, and may be used from several threads at once.
 */
@Internal
public final class BatchTranslator {
  private final NamedSearch search;
  private final TranslationOptions options;
  private final BatchLimits limits;
  private final RequestReader reader;
  private final PartSearch parts;
  private final SearchPlan plan;

  /**
   * Creates a translator of one model.
   *
   * @throws DragomanException of kind CONFIGURATION where outputs have a least length and the
   *     search cannot keep one
   */
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
        BatchLimits.DEFAULTS,
        null);
  }

  /**
   * Creates a translator of one model or several.
   *
   * @param shortlist null for the whole vocabulary
   */
  public BatchTranslator(
      Torch torch,
      Ensemble members,
      Pipelines pipelines,
      NamedSearch search,
      TranslationOptions options,
      BatchLimits limits,
      @Nullable Shortlist shortlist) {
    this.search = search;
    this.options = options;
    this.limits = limits;
    reader = new RequestReader(pipelines);
    parts = new PartSearch(torch, members, limits, shortlist, null);
    boolean replaces = !options.unknownWords().areKept();
    plan = new SearchPlan(search, options.nBest(), options.detail(), replaces, 0, limits);
    if (options.lengths().haveLeast()) {
      search.require(Set.of(SearchFeature.MIN_LENGTH));
    }
  }

  /**
   * Translates lines; see {@link Translator#translate(List)}.
   *
   * @return a translation for each line, in order
   * @throws DragomanException of kind RUNTIME where the engine has not enough memory for a batch
   * @throws CancellationException where the thread is interrupted
   */
  public List<Translation> translate(List<String> lines) {
    return translate(TranslationRequest.of(lines), 1, RequestReader::nameOf, newStates());
  }

  /** States of a text that begins. */
  DocumentStates newStates() {
    return parts.newStates();
  }

  /**
   * Translates lines of whose translations something is asked.
   *
   * @param firstLine the number of the first line
   * @param nameOf what a warning calls a line, by its number
   * @param states of the text that these lines go on with
   * @throws DragomanException where the search cannot keep what is asked, the vocabulary cannot
   *     spell it, or a line holds a line break
   */
  List<Translation> translate(
      List<TranslationRequest> requests,
      long firstLine,
      LongFunction<String> nameOf,
      DocumentStates states) {
    ReadLines lines =
        reader.read(requests, firstLine, new RequestReader.Call(options, this::planFor, nameOf));
    lines.readInto(states);
    for (List<Part> batch : limits.cut(lines.parts(), Part::length)) {
      parts.search(batch, states, BatchTranslator::requireNotInterrupted);
    }
    return lines.translations();
  }

  private SearchPlan planFor(Set<SearchFeature> features) {
    search.require(features);
    return plan;
  }

  private static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted while translating");
    }
  }
}
