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
 * A search with the name that messages call it by.
 *
 * @param name it is registered as
 * @param strategy itself
 * @param registry knows which others there are
 */
public record NamedSearch(String name, SearchStrategy strategy, Registry registry) {
  private static final int NAMED_LINES = 5;

  public static NamedSearch of(ComponentSpec spec, Registry registry) {
    return new NamedSearch(spec.type(), new Components(registry).search(spec), registry);
  }

  /**
   * Checks that the search keeps what is asked.
   *
   * @throws DragomanException of kind CONFIGURATION that names search, feature and the searches
   *     that have it
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
   * @param nameOf what messages call a sentence, by its place in the batch
   * @throws DragomanException of kind CONFIGURATION, naming search and lines, where the search does
   *     not take what it is asked
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
        // It needs settings of its own, so it is no answer to name without them.
        continue;
      }
    }
    return having;
  }
}
