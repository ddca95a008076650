package org.dragoman.runtime.inference;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.config.ConfigWriter;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.spi.Option;
import org.jspecify.annotations.Nullable;

/**
 * Which search a translator uses.
 *
 * @param search as configured
 */
record SearchChoice(
    @Option("How translations are looked for.") @Kind(ComponentKind.SEARCH) ComponentSpec search) {
  private static final String BEAM = "beam";
  private static final String GREEDY = "greedy";

  /**
   * The bundle's search, or a beam where the user asks for one. A beam keeps the bundle's other
   * settings of a beam, its length normalisation for example.
   *
   * @param beam hypotheses kept for each sentence; null for what the bundle says, widened to {@code
   *     nBest} where it is a beam, or greedy search, and narrower
   * @throws DragomanException where a beam is narrower than the n-best list asked for
   */
  static ComponentSpec of(
      ComponentSpec bundled, @Nullable Integer beam, int nBest, Registry registry) {
    if (beam != null && beam < nBest) {
      throw DragomanException.configuration(
          "A beam of %d cannot give %d candidates. Take a beam of at least %d."
              .formatted(beam, nBest, nBest));
    }
    if (beam != null) {
      return beam(bundled, beam, registry);
    }
    return nBest > width(bundled) ? beam(bundled, nBest, registry) : bundled;
  }

  /** The most candidates that a search finds; another plugin's is left to judge for itself. */
  private static int width(ComponentSpec search) {
    return switch (search.type()) {
      case BEAM -> tree(search).root().path("search").path("size").asInt();
      case GREEDY -> 1;
      default -> Integer.MAX_VALUE;
    };
  }

  private static ComponentSpec beam(ComponentSpec bundled, int size, Registry registry) {
    List<String> changes = new ArrayList<>();
    if (!bundled.type().equals(BEAM)) {
      changes.add("search={type: " + BEAM + "}");
    }
    changes.add("search.size=" + size);
    return new ConfigBinder(registry)
        .bind(SearchChoice.class, tree(bundled).override(changes))
        .search();
  }

  private static ConfigTree tree(ComponentSpec search) {
    return ConfigTree.parse(ConfigWriter.write(new SearchChoice(search)), "The search");
  }
}
