package org.dragoman.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.inference.EncodedStretch;
import org.dragoman.runtime.inference.SourceReader;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.spi.SearchFeature;
import org.dragoman.spi.SearchRequest;
import org.dragoman.translate.SourceLine.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads requests: from text to the sentences of ids that a search takes. */
final class RequestReader {
  // The log's name is that of the class that users know.
  private static final Logger LOG = LoggerFactory.getLogger(Translator.class);

  private final Pipelines pipelines;
  private final Phrases phrases;
  private final UnaryOperator<String> recaser;

  RequestReader(Pipelines pipelines) {
    this(pipelines, UnaryOperator.identity());
  }

  /**
   * Creates a reader.
   *
   * @param recaser the last step of an output, which restores capitals
   */
  RequestReader(Pipelines pipelines, UnaryOperator<String> recaser) {
    this.recaser = recaser;
    this.pipelines = pipelines;
    phrases = new Phrases(pipelines.target());
  }

  /**
   * The settings by which the requests of a call are read.
   *
   * @param options of the call
   * @param plans returns the plan for a sentence, by the features that its request asks for
   * @param nameOf returns the name of a line in messages, by its number from 1
   */
  record Call(
      TranslationOptions options,
      Function<Set<SearchFeature>, SearchPlan> plans,
      LongFunction<String> nameOf) {}

  /** Returns the name in messages of a line that the caller gave no name. */
  static String nameOf(long line) {
    return "Line " + line;
  }

  /**
   * Reads requests. A warning in the log names each line that is translated in parts, or of which
   * something is copied.
   *
   * @param firstLine the number of the first, from 1
   * @throws DragomanException where the search cannot keep what is asked, the vocabulary cannot
   *     spell it, or a line holds a line break
   */
  ReadLines read(List<TranslationRequest> requests, long firstLine, Call call) {
    SourceReader source = new SourceReader(pipelines.source(), call.options().maxSourceTokens());
    List<SourceLine> lines = new ArrayList<>(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      lines.add(read(requests.get(i), firstLine + i, source, call));
    }
    return new ReadLines(lines, new Outputs(pipelines, call.options(), recaser), phrases);
  }

  /** Returns why a request cannot be met; empty if it can, or if its line is blank. */
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

  private SourceLine read(TranslationRequest request, long number, SourceReader source, Call call) {
    if (request.brokenPart().isPresent()) {
      throw DragomanException.data(brokenLine(request, call.nameOf().apply(number)).orElseThrow());
    }
    List<EncodedStretch> stretches = source.read(request.text());
    List<List<int[]>> sources = stretches.stream().map(source::parts).toList();
    Optional<String> copied = EncodedStretch.copied(stretches);
    boolean isLong = sources.stream().anyMatch(parts -> parts.size() > 1);
    boolean named = !request.features().isEmpty() || isLong || copied.isPresent();
    String name = named ? call.nameOf().apply(number) : "";
    copied.ifPresent(
        what -> LOG.warn("{} has {}, which are copied and not translated.", name, what));
    if (isLong) {
      LOG.warn(
          "{} has more than {} tokens and is translated in {} parts, each on its own. Put"
              + " one sentence on a line.",
          name,
          call.options().maxSourceTokens(),
          sources.stream().mapToInt(List::size).sum());
    }
    return new SourceLine(request, name, sections(request, number, name, stretches, sources, call));
  }

  private List<SourceLine.Section> sections(
      TranslationRequest request,
      long number,
      String name,
      List<EncodedStretch> stretches,
      List<List<int[]>> sources,
      Call call) {
    List<SourceLine.Section> sections = new ArrayList<>(stretches.size());
    boolean first = true;
    for (int i = 0; i < stretches.size(); i++) {
      List<Part> parts = new ArrayList<>();
      for (int[] ids : sources.get(i)) {
        // If a line is in parts, only the first part gets its prefix and required phrases.
        TranslationRequest own = first ? request : request.withBannedOnly();
        parts.add(
            new Part(
                ids,
                asked(own, ids.length - 1, number, name, call.options().lengths()),
                call.plans().apply(own.features()),
                call.nameOf(),
                first));
        first = false;
      }
      EncodedStretch stretch = stretches.get(i);
      sections.add(new SourceLine.Section(stretch.text(), stretch.copied(), parts));
    }
    return sections;
  }

  /** Returns the limits and constraints of the search for a part with {@code length} tokens. */
  private SearchRequest.Sentence asked(
      TranslationRequest request, int length, long number, String name, OutputLengths lengths) {
    SearchRequest.Sentence plain =
        new SearchRequest.Sentence(
            number - 1,
            length,
            lengths.least(length),
            lengths.greatest(length),
            List.of(),
            List.of(),
            List.of());
    return request.features().isEmpty() ? plain : phrases.asked(request, name, plain);
  }
}
