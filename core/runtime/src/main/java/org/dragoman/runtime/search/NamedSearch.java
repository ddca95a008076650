package org.dragoman.runtime.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Hypothesis;
import org.dragoman.spi.Scorer;
import org.dragoman.spi.SearchFeature;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.SearchStrategy;

/**
 * A search with its name for messages.
 *
 * @param name the registered name
 * @param strategy the search
 * @param registry lists the other searches
 */
public record NamedSearch(String name, SearchStrategy strategy, Registry registry) {
  private static final int NAMED_LINES = 5;

  public static NamedSearch of(ComponentSpec spec, Registry registry) {
    return new NamedSearch(spec.type(), new Components(registry).search(spec), registry);
  }

  /**
   * Checks that the search supports the wanted features.
   *
   * @throws DragomanException of kind CONFIGURATION if it does not; the message names the search,
   *     the feature and the searches that have it
   */
  public void require(Set<SearchFeature> wanted) {
    for (SearchFeature feature : wanted) {
      if (!strategy.features().contains(feature)) {
        List<String> others = having(feature);
        throw DragomanException.configuration(
                "The search '%s' cannot keep %s. %s"
                    .formatted(
                        name,
                        feature.label(),
                        others.isEmpty()
                            ? "No search that is installed can."
                            : "Searches that can: "
                                + String.join(", ", others)
                                + ". Choose one of these."))
            .about("search");
      }
    }
  }

  /**
   * Searches for a batch.
   *
   * @param nameOf returns the name of a sentence in messages, by its index in the batch
   * @throws DragomanException of kind CONFIGURATION, naming search and lines, if the search refuses
   *     the request
   */
  public List<List<Hypothesis>> search(
      Scorer scorer, SearchRequest request, IntFunction<String> nameOf) {
    try {
      return strategy.search(scorer, request);
    } catch (IllegalArgumentException e) {
      throw DragomanException.configuration(
          "The search '%s' cannot translate %s: %s."
              .formatted(
                  name,
                  lines(request, nameOf),
                  String.valueOf(e.getMessage()).replaceFirst("\\.$", "")),
          e);
    }
  }

  private static String lines(SearchRequest request, IntFunction<String> nameOf) {
    List<SearchRequest.Sentence> sentences = request.sentences();
    String all =
        IntStream.range(0, sentences.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> sentences.get(i).number()))
            .map(nameOf::apply)
            .distinct()
            .limit(NAMED_LINES)
            .collect(Collectors.joining(", "));
    if (sentences.size() == 1) {
      return all;
    }
    String more = sentences.size() > NAMED_LINES ? ", ..." : "";
    return "a batch of %d sentences (%s%s)".formatted(sentences.size(), all, more);
  }

  private List<String> having(SearchFeature feature) {
    List<String> having = new ArrayList<>();
    for (String other : registry.names(ComponentKind.SEARCH)) {
      try {
        ComponentSpec spec = SearchChoice.parse(other, registry);
        if (new Components(registry).search(spec).features().contains(feature)) {
          having.add(other);
        }
      } catch (DragomanException e) {
        // It needs settings of its own, so its name alone would not help.
        continue;
      }
    }
    return having;
  }
}
