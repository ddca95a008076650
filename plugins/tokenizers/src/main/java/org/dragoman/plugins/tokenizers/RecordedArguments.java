package org.dragoman.plugins.tokenizers;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The arguments for a factory of Lucene, which removes those that it knows. Lucene's API does not
 * list the known arguments, so this map records what the factory asks for.
 */
final class RecordedArguments extends HashMap<String, String> {
  private static final long serialVersionUID = 1L;

  /** Every factory removes these; they are for configurations of Solr. */
  private static final Set<String> IGNORED = Set.of("class", "name");

  private final Set<String> asked = new TreeSet<>();

  RecordedArguments(Map<String, String> arguments) {
    super(arguments);
  }

  /** The names that the factory asked for, sorted. */
  Set<String> asked() {
    Set<String> names = new TreeSet<>(asked);
    names.removeAll(IGNORED);
    return names;
  }

  private void note(Object name) {
    if (name instanceof String text) {
      asked.add(text);
    }
  }

  @Override
  public @Nullable String get(Object name) {
    note(name);
    return super.get(name);
  }

  @Override
  public @Nullable String remove(Object name) {
    note(name);
    return super.remove(name);
  }

  @Override
  public boolean containsKey(Object name) {
    note(name);
    return super.containsKey(name);
  }
}
