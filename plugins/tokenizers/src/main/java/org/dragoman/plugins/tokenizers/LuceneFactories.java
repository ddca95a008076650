package org.dragoman.plugins.tokenizers;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.CharFilterFactory;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.analysis.TokenizerFactory;
import org.apache.lucene.util.ResourceLoaderAware;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/**
 * The factories of one kind that Lucene finds on the class path.
 *
 * @param kind their name in messages
 * @param names all names
 * @param maker creates a factory from a name and arguments, which it may change
 */
record LuceneFactories<F>(
    String kind, Supplier<Set<String>> names, BiFunction<String, Map<String, String>, F> maker) {

  static final LuceneFactories<CharFilterFactory> CHAR_FILTERS =
      new LuceneFactories<>(
          "char filter", CharFilterFactory::availableCharFilters, CharFilterFactory::forName);

  static final LuceneFactories<TokenizerFactory> TOKENIZERS =
      new LuceneFactories<>(
          "tokenizer", TokenizerFactory::availableTokenizers, TokenizerFactory::forName);

  static final LuceneFactories<TokenFilterFactory> FILTERS =
      new LuceneFactories<>(
          "token filter", TokenFilterFactory::availableTokenFilters, TokenFilterFactory::forName);

  /**
   * The only component of Lucene that parses XML. It is refused, because it follows external
   * entities.
   */
  private static final String READS_XML = "hyphenationCompoundWord";

  private static final String UNKNOWN_ARGUMENTS = "Unknown parameters: ";

  /**
   * Creates a factory.
   *
   * @param key of the component in the configuration
   * @throws IllegalArgumentException as {@link Analysis#of}
   */
  F make(String key, LuceneComponent component, InlineFiles files) {
    Set<String> known = new TreeSet<>(names.get());
    if (known.stream().noneMatch(component.name()::equalsIgnoreCase)) {
      throw new IllegalArgumentException(
          "%s.name: Lucene has no %s '%s'.%s"
              .formatted(key, kind, component.name(), choice(component.name(), known)));
    }
    if (component.name().equalsIgnoreCase(READS_XML)) {
      throw new IllegalArgumentException(
          "%s.name: '%s' is not allowed: its file is XML, which may name other files of the machine. The filter dictionaryCompoundWord takes a list of words."
              .formatted(key, component.name()));
    }
    F factory = construct(key, component);
    if (factory instanceof ResourceLoaderAware reader) {
      try {
        reader.inform(files);
      } catch (IOException | RuntimeException e) {
        throw refused(key, component, e);
      }
    }
    return factory;
  }

  private F construct(String key, LuceneComponent component) {
    RecordedArguments arguments = new RecordedArguments(component.arguments());
    F factory;
    try {
      factory = maker.apply(component.name(), arguments);
    } catch (RuntimeException e) {
      // An argument that the factory did not ask for is unknown only if the factory asked for all
      // it knows.
      if (String.valueOf(e.getMessage()).startsWith(UNKNOWN_ARGUMENTS)) {
        requireKnown(key, component, arguments.asked());
      }
      throw refused(key, component, e);
    }
    requireKnown(key, component, arguments.asked());
    return factory;
  }

  private void requireKnown(String key, LuceneComponent component, Set<String> known) {
    for (String name : component.arguments().keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "%s.arguments: Lucene's %s '%s' has no argument '%s'.%s"
                .formatted(key, kind, component.name(), name, choice(name, known)));
      }
    }
  }

  private IllegalArgumentException refused(String key, LuceneComponent component, Exception e) {
    return new IllegalArgumentException(
        "%s.arguments: Lucene's %s '%s' does not take %s (%s)"
            .formatted(key, kind, component.name(), component.arguments(), Reason.of(e)),
        e);
  }

  /** Returns a hint such as {@code " Did you mean 'icu'? Known: icu, thai."}. */
  private static String choice(String given, Collection<String> known) {
    String hint =
        IntStream.rangeClosed(1, LevenshteinAutomata.MAXIMUM_SUPPORTED_DISTANCE)
            .boxed()
            .flatMap(distance -> near(given, known, distance).stream())
            .findFirst()
            .map(name -> " Did you mean '" + name + "'?")
            .orElse("");
    return "%s Known: %s.".formatted(hint, known.isEmpty() ? "none" : String.join(", ", known));
  }

  /** Returns the names within an edit distance (insertions, deletions, replacements and swaps). */
  private static List<String> near(String given, Collection<String> known, int distance) {
    CharacterRunAutomaton automaton =
        new CharacterRunAutomaton(
            new LevenshteinAutomata(given.toLowerCase(Locale.ROOT), true).toAutomaton(distance));
    return known.stream()
        .filter(name -> automaton.run(name.toLowerCase(Locale.ROOT)))
        .collect(Collectors.toList());
  }
}
