package org.dragoman.runtime.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.SearchFeature;
import org.dragoman.spi.SearchStrategy;

/**
 * A search with the name that messages call it by.
 *
 * @param name it is registered as
 * @param strategy itself
 * @param registry knows which others there are
 */
record NamedSearch(String name, SearchStrategy strategy, Registry registry) {

  static NamedSearch of(ComponentSpec spec, Registry registry) {
    return new NamedSearch(spec.type(), new Components(registry).search(spec), registry);
  }

  /**
   * Checks that the search keeps what is asked.
   *
   * @throws DragomanException of kind CONFIGURATION that names search, feature and the searches
   *     that have it
   */
  void require(Set<SearchFeature> wanted) {
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
        // It needs settings of its own, so it is no answer to name without them.
        continue;
      }
    }
    return having;
  }
}
