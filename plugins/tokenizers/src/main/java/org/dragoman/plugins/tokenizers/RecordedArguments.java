package org.dragoman.plugins.tokenizers;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Arguments for a factory of Lucene's, which takes those out that it knows. No list of these is in
 * Lucene's API, and so it is noted here what the factory asks for.
 */
final class RecordedArguments extends HashMap<String, String> {
  private static final long serialVersionUID = 1L;

  /** Taken out by every factory: they are for configurations of Solr. */
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
