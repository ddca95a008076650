package org.dragoman.runtime.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
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
                            + ". Choose one by --search."));
      }
    }
  }

  /**
   * Searches for a batch.
   *
   * @param nameOf returns the name of a line in messages, by its number from 1
   * @throws DragomanException of kind CONFIGURATION, naming search and lines, if the search refuses
   *     the request
   */
  public List<List<Hypothesis>> search(
      Scorer scorer, SearchRequest request, LongFunction<String> nameOf) {
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

  private static String lines(SearchRequest request, LongFunction<String> nameOf) {
    List<SearchRequest.Sentence> sentences = request.sentences();
    String all =
        sentences.stream()
            .mapToLong(SearchRequest.Sentence::number)
            .distinct()
            .sorted()
            .limit(NAMED_LINES)
            .mapToObj(number -> nameOf.apply(number + 1))
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
        ConfigTree tree = ConfigTree.parse("search: " + other, "The search");
        ComponentSpec spec = new ConfigBinder(registry).bind(SearchChoice.class, tree).search();
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
