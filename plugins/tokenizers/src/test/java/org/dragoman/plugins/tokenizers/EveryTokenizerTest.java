package org.dragoman.plugins.tokenizers;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.lucene.analysis.CharFilterFactory;
import org.apache.lucene.analysis.TokenizerFactory;
import org.dragoman.spi.Tokenizer;
import org.dragoman.testkit.TokenizerContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of tokenizers, for every one that is registered, and of {@code lucene} for every
 * tokenizer and char filter that there is in Lucene, and for some token filters.
 */
@ParameterizedClass
@MethodSource("configurations")
class EveryTokenizerTest extends TokenizerContract {
  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "pattern", "{pattern: '[,;]+'}",
          "simplePattern", "{pattern: '[A-Za-z]+'}",
          "simplePatternSplit", "{pattern: '[ _]'}",
          "patternReplace", "{pattern: '[a-z]', replacement: '\ud83d\ude00x'}",
          "nGram", "{minGramSize: 1, maxGramSize: 3}");

  @Parameter String configuration;

  static Stream<String> configurations() {
    List<String> configurations = new ArrayList<>(Tokenizers.registered().keySet());
    configurations.remove("lucene");
    for (String name : new TreeSet<>(TokenizerFactory.availableTokenizers())) {
      configurations.add("{type: lucene, tokenizer: %s}".formatted(component(name)));
    }
    for (String name : new TreeSet<>(CharFilterFactory.availableCharFilters())) {
      configurations.add(
          "{type: lucene, tokenizer: {name: standard}, char-filters: %s}"
              .formatted(component(name)));
    }
    for (String name : List.of("cjkBigram", "nGram", "shingle", "stop", "wordDelimiterGraph")) {
      configurations.add(
          "{type: lucene, tokenizer: {name: icu}, filters: %s}".formatted(component(name)));
    }
    configurations.add(
        "{type: word, protect: [url, email, number, tag, placeholder], protect-patterns: ['\\S\\s+\\S']}");
    return configurations.stream();
  }

  private static String component(String name) {
    return "{name: %s, arguments: %s}".formatted(name, ARGUMENTS.getOrDefault(name, "{}"));
  }

  @Override
  protected Tokenizer create() {
    return Tokenizers.make(configuration);
  }

  @Override
  protected List<String> marks() {
    return List.of("\uFFED", "\uFFEE", "\u2581");
  }

  @Test
  void refusesHalfACharacter() {
    for (String text : List.of("ab\ud83d", "ab\ude00", "ab\ud83dc", "ab\ude00\ud83d")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> create().encode(text))
          .withMessageStartingWith("half a surrogate pair (U+D")
          .withMessageContaining("at position 2");
    }
  }
}
