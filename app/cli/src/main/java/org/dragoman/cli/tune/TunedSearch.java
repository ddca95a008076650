package org.dragoman.cli.tune;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.BundleFolder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.translate.TranslationOptions;
import org.jspecify.annotations.Nullable;

/**
 * A search whose keys are set.
 *
 * @param search holds the configuration of the search before as its key {@code search}
 * @param keys which are set
 */
public record TunedSearch(ConfigTree search, List<TriedKey> keys) {

  /**
   * Reads the configuration of the search.
   *
   * @param bundle the folder of the bundle
   * @param own the search in place of the bundle's, its name or YAML; null for the bundle's
   */
  public static TunedSearch of(Path bundle, @Nullable String own, List<TriedKey> keys) {
    ConfigTree tree =
        own == null
            ? ConfigTree.load(BundleFolder.config(bundle))
            : ConfigTree.parse("{}", "--search").with("search", own, "--search '" + own + "'");
    if (tree.root().get("search") instanceof TextNode name) {
      tree = tree.override(List.of("search={type: " + name.textValue() + "}"));
    }
    return new TunedSearch(tree, List.copyOf(keys));
  }

  /** Returns whether the configuration before has a key. */
  public boolean has(String key) {
    return search.root().path("search").has(key);
  }

  /**
   * Returns options of a translation with other values.
   *
   * @param values one for each key
   */
  public TranslationOptions options(TranslationOptions base, List<String> values) {
    TranslationOptions options = base;
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).isWeight()) {
        options = options.withLanguageModelWeight(TriedKey.weight(values.get(i)));
      }
    }
    return setsSearch() ? options.withSearch(yaml(values)) : options;
  }

  /** Returns whether a key of the search is set. */
  private boolean setsSearch() {
    return keys.stream().anyMatch(key -> !key.isWeight());
  }

  private String yaml(List<String> values) {
    List<String> overrides = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!keys.get(i).isWeight()) {
        overrides.add("search.%s=%s".formatted(keys.get(i).name(), values.get(i)));
      }
    }
    if (!(search.override(overrides).root().get("search") instanceof ObjectNode set)) {
      throw DragomanException.configuration(
          "%s: search is no configuration of a search.".formatted(search.name()));
    }
    return set.properties().stream()
        .map(
            entry ->
                entry.getKey()
                    + ": "
                    + (entry.getValue() instanceof TextNode text
                        ? text.textValue()
                        : entry.getValue().toString()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** Returns the flags of the command line that set these values. */
  public String flags(List<String> values) {
    List<String> flags = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).isWeight()) {
        flags.add("--lm-weight " + values.get(i));
      }
    }
    if (setsSearch()) {
      flags.add("--search '" + yaml(values) + "'");
    }
    return String.join(" ", flags);
  }
}
