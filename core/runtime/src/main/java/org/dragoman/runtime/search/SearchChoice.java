package org.dragoman.runtime.search;

import java.util.Set;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.spi.Option;
import org.dragoman.spi.SearchFeature;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the search for a call.
 *
 * @param search as configured
 */
public record SearchChoice(
    @Option("How translations are looked for.") @Kind(ComponentKind.SEARCH) ComponentSpec search) {

  /**
   * The wishes of a caller.
   *
   * @param search a search's name, or its configuration in YAML; null for the bundle's
   * @param beam the number of hypotheses to keep of each sentence; null for what the search says,
   *     widened to {@code nBest} where it is the bundle's and narrower
   * @param nBest the number of candidates of a sentence
   * @param features what the requests ask of the search
   */
  public record Wish(
      @Nullable String search, @Nullable Integer beam, int nBest, Set<SearchFeature> features) {}

  /**
   * Chooses the bundle's search, or what the caller asks for. Where the caller names no search, the
   * bundle's own says what takes its place: for another width ({@link
   * org.dragoman.spi.SearchStrategyFactory#withWidth}), or for features it lacks ({@link
   * org.dragoman.spi.SearchStrategyFactory#withFeatures}).
   *
   * @throws DragomanException of kind CONFIGURATION where the search is not as it must be, keeps
   *     fewer hypotheses than candidates are wanted, or lacks a feature
   */
  public static NamedSearch of(ComponentSpec bundled, Wish wish, Registry registry) {
    NamedSearch chosen = NamedSearch.of(chosen(bundled, wish, registry), registry);
    requireWidth(chosen.strategy().width(wish.nBest()), wish.nBest());
    chosen.require(wish.features());
    return chosen;
  }

  private static ComponentSpec chosen(ComponentSpec bundled, Wish wish, Registry registry) {
    if (wish.beam() != null && wish.search() != null) {
      throw DragomanException.configuration(
          "A search and the width of a beam were asked for. Give the width as the search's own key,"
              + " such as {type: beam, size: %d}.".formatted(wish.beam()));
    }
    if (wish.search() != null) {
      return parse(wish.search(), registry);
    }
    Components components = new Components(registry);
    ComponentSpec chosen = bundled;
    if (wish.beam() != null) {
      requireWidth(wish.beam(), wish.nBest());
      chosen = widened(bundled, wish.beam(), components);
    } else if (components.search(bundled).width(wish.nBest()) < wish.nBest()) {
      chosen = widened(bundled, wish.nBest(), components);
    }
    return components.search(chosen).features().containsAll(wish.features())
        ? chosen
        : components.withFeatures(chosen, wish.features()).orElse(chosen);
  }

  private static void requireWidth(int width, int nBest) {
    if (width < nBest) {
      throw DragomanException.configuration(
          "A beam of %d cannot give %d candidates. Take a beam of at least %d."
              .formatted(width, nBest, nBest));
    }
  }

  private static ComponentSpec widened(ComponentSpec search, int width, Components components) {
    return components
        .withWidth(search, width)
        .orElseThrow(
            () ->
                DragomanException.configuration(
                    ("The bundle's search '%s' has no width to set, and %d hypotheses of a sentence"
                            + " are wanted. Choose another search, such as {type: beam, size: %d}.")
                        .formatted(search.type(), width, width)));
  }

  /** Returns the search of a name or of YAML. */
  static ComponentSpec parse(String search, Registry registry) {
    ConfigTree tree =
        ConfigTree.parse("{}", "The search").with("search", search, "search '" + search + "'");
    return new ConfigBinder(registry).bind(SearchChoice.class, tree).search();
  }
}
