package org.dragoman.runtime.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.config.ConfigWriter;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.spi.Option;
import org.dragoman.spi.SearchFeature;
import org.jspecify.annotations.Nullable;

/**
 * Which search a translator uses.
 *
 * @param search as configured
 */
public record SearchChoice(
    @Option("How translations are looked for.") @Kind(ComponentKind.SEARCH) ComponentSpec search) {
  private static final String BEAM = "beam";
  private static final String GREEDY = "greedy";
  private static final String CONSTRAINED = "constrained";

  /**
   * The user's choices.
   *
   * @param search a search's name, or its configuration in YAML; null for the bundle's
   * @param beam the number of hypotheses kept for each sentence; null for the search's own {@code
   *     size}, which is raised to {@code nBest} if the search is the bundle's and narrower
   * @param nBest the number of candidates for a sentence
   * @param features the features that the requests will need
   */
  public record Wish(
      @Nullable String search, @Nullable Integer beam, int nBest, Set<SearchFeature> features) {}

  /**
   * Returns the bundle's search, or the one that the user chose. A beam keeps the bundle's other
   * settings of a beam, for example its length normalisation. If the user chose no search, and the
   * bundle's beam or greedy search does not support a feature, the search {@code constrained}
   * replaces it if it supports all.
   *
   * @throws DragomanException if the search is invalid, or the beam is narrower than {@code nBest}
   */
  public static ComponentSpec of(ComponentSpec bundled, Wish wish, Registry registry) {
    if (wish.beam() != null && wish.search() != null) {
      throw DragomanException.configuration(
          "A search and the width of a beam were asked for. Give the width as the search's own key,"
              + " such as {type: beam, size: %d}.".formatted(wish.beam()));
    }
    if (wish.search() != null) {
      ComponentSpec own = parse(wish.search(), registry);
      requireWidth(width(own), wish.nBest());
      return own;
    }
    ComponentSpec chosen = bundled;
    if (wish.beam() != null) {
      requireWidth(wish.beam(), wish.nBest());
      chosen = beam(bundled, wish.beam(), registry);
    } else if (wish.nBest() > width(bundled)) {
      chosen = widened(bundled, wish.nBest(), registry);
    }
    return keeping(chosen, wish.features(), registry);
  }

  private static void requireWidth(int width, int nBest) {
    if (width < nBest) {
      throw DragomanException.configuration(
          "A beam of %d cannot give %d candidates. Take a beam of at least %d."
              .formatted(width, nBest, nBest));
    }
  }

  private static ComponentSpec parse(String search, Registry registry) {
    ConfigTree tree =
        ConfigTree.parse("{}", "The search").with("search", search, "--search '" + search + "'");
    return new ConfigBinder(registry).bind(SearchChoice.class, tree).search();
  }

  /**
   * Returns the greatest number of candidates that a search finds: its key {@code size}; without
   * one the search itself decides.
   */
  private static int width(ComponentSpec search) {
    JsonNode size = tree(search).root().path("search").path("size");
    return search.type().equals(GREEDY) ? 1 : size.asInt(Integer.MAX_VALUE);
  }

  /** Returns the key {@code size} of a search; 1 if it has none. */
  static int size(ComponentSpec search) {
    return tree(search).root().path("search").path("size").asInt(1);
  }

  private static ComponentSpec beam(ComponentSpec bundled, int size, Registry registry) {
    return bundled.type().equals(BEAM)
        ? sized(bundled, size, registry)
        : sized(parse(BEAM, registry), size, registry);
  }

  /** Returns a search with room for so many candidates; greedy search becomes a beam. */
  private static ComponentSpec widened(ComponentSpec bundled, int size, Registry registry) {
    return bundled.type().equals(GREEDY)
        ? beam(bundled, size, registry)
        : sized(bundled, size, registry);
  }

  private static ComponentSpec sized(ComponentSpec search, int size, Registry registry) {
    return new ConfigBinder(registry)
        .bind(SearchChoice.class, tree(search).override(List.of("search.size=" + size)))
        .search();
  }

  /** Returns whether the search needs the attention weights of the model. */
  public static boolean needsWeights(ComponentSpec search) {
    return tree(search).root().path("search").path("coverage-penalty").asDouble(0) != 0;
  }

  /** Returns the search, or {@code constrained} with the settings that it shares with a beam. */
  private static ComponentSpec keeping(
      ComponentSpec chosen, Set<SearchFeature> features, Registry registry) {
    boolean plain = chosen.type().equals(BEAM) || chosen.type().equals(GREEDY);
    if (!plain
        || registry.find(ComponentKind.SEARCH, CONSTRAINED).isEmpty()
        || new Components(registry).search(chosen).features().containsAll(features)) {
      return chosen;
    }
    ComponentSpec constrained = parse(CONSTRAINED, registry);
    if (!new Components(registry).search(constrained).features().containsAll(features)) {
      return chosen;
    }
    JsonNode known = tree(constrained).root().path("search");
    List<String> changes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : tree(chosen).root().path("search").properties()) {
      if (!field.getKey().equals("type") && known.has(field.getKey())) {
        changes.add("search." + field.getKey() + "=" + field.getValue());
      }
    }
    return new ConfigBinder(registry)
        .bind(SearchChoice.class, tree(constrained).override(changes))
        .search();
  }

  private static ConfigTree tree(ComponentSpec search) {
    return ConfigTree.parse(ConfigWriter.write(new SearchChoice(search)), "The search");
  }
}
