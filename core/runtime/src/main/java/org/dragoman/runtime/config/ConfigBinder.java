package org.dragoman.runtime.config;

import java.util.List;
import java.util.stream.Collectors;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.plugin.Registry;

/**
 * Binds configurations to records, as {@link org.dragoman.spi.Option} describes them. A component
 * is written {@code {type: NAME, ...}}, or just {@code NAME} if all its options are defaults.
 */
public final class ConfigBinder {
  private final Registry registry;

  /**
   * Creates a binder.
   *
   * @param registry knows the components that a configuration may name, and their records
   */
  public ConfigBinder(Registry registry) {
    this.registry = registry;
  }

  /**
   * Binds a whole configuration.
   *
   * @throws DragomanException that lists every problem by its path: unknown keys, missing ones,
   *     values of another type, components that are not installed, and values that a record refuses
   * @throws IllegalStateException if a record lacks annotations
   */
  public <C extends Record> C bind(Class<C> type, ConfigTree tree) {
    Binding binding = new Binding(registry);
    C bound = binding.bind(type, tree.root());
    if (bound == null) {
      List<String> problems = binding.problems();
      throw DragomanException.configuration(
          problems.stream()
              .map(problem -> "\n  " + problem)
              .collect(
                  Collectors.joining(
                      "",
                      "%s has %d problem%s:"
                          .formatted(tree.name(), problems.size(), problems.size() == 1 ? "" : "s"),
                      "")));
    }
    return bound;
  }
}
