package org.dragoman.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.text.Casing;
import org.dragoman.runtime.text.Normalizer;
import org.dragoman.runtime.text.TextPipeline;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.spi.SearchRequest;
import org.dragoman.spi.Tokenizer;
import org.junit.jupiter.api.Test;

/** Phrases as words of their own, however a pipeline marks where words begin and end. */
class PhrasesTest {
  private static final SearchRequest.Sentence PLAIN = SearchRequest.Sentence.of(0, 3, 20);

  /** Cuts to the longest of given pieces; how they are joined is left to be said. */
  private abstract static class Pieces implements Tokenizer {
    private final List<String> pieces;

    Pieces(String pieces) {
      this.pieces = List.of(pieces.split(" "));
    }

    List<String> cut(String word) {
      List<String> found = new ArrayList<>();
      for (int from = 0; from < word.length(); ) {
        String rest = word.substring(from);
        String best = rest.substring(0, 1);
        for (String piece : pieces) {
          best = rest.startsWith(piece) && piece.length() > best.length() ? piece : best;
        }
        found.add(best);
        from += best.length();
      }
      return found;
    }
  }

  /** The mark is at the beginning of a word. */
  private static final class Unigram extends Pieces {
    Unigram(String pieces) {
      super(pieces);
    }

    @Override
    public List<String> encode(String text) {
      return cut("▁" + text.strip().replace(' ', '▁'));
    }

    @Override
    public String decode(List<String> tokens) {
      return String.join("", tokens).replace('▁', ' ').strip();
    }
  }

  /** The mark is at the end of a word, as in byte pair encoding. */
  private static final class EndOfWord extends Pieces {
    EndOfWord(String pieces) {
      super(pieces);
    }

    @Override
    public List<String> encode(String text) {
      return cut(text.strip().replace(' ', '_') + "_");
    }

    @Override
    public String decode(List<String> tokens) {
      return String.join("", tokens).replace('_', ' ').strip();
    }
  }

  /** The mark is at a piece that stands after another without a space. */
  private static final class Joined extends Pieces {
    Joined(String pieces) {
      super(pieces);
    }

    @Override
    public List<String> encode(String text) {
      List<String> tokens = new ArrayList<>();
      for (String word : text.strip().split(" ")) {
        List<String> cut = cut(word);
        for (int i = 0; i < cut.size(); i++) {
          tokens.add(i == 0 ? cut.get(0) : "￭" + cut.get(i));
        }
      }
      return tokens;
    }

    @Override
    public String decode(List<String> tokens) {
      return String.join(" ", tokens).replace(" ￭", "").replace("￭", "");
    }
  }

  /** Characters, a space among them. */
  private static final class Characters extends Pieces {
    Characters() {
      super("-");
    }

    @Override
    public List<String> encode(String text) {
      return cut(text);
    }

    @Override
    public String decode(List<String> tokens) {
      return String.join("", tokens);
    }
  }

  private static TextPipeline pipeline(Tokenizer tokenizer, String... vocabulary) {
    Map<String, Long> counts = new HashMap<>();
    for (String piece : vocabulary) {
      counts.put(piece, 1000L - counts.size());
    }
    return new TextPipeline(Normalizer.IDENTITY, tokenizer, null, Vocabulary.build(counts));
  }

  private static List<SearchRequest.Phrase> required(TextPipeline target, String phrase) {
    return asked(target, List.of(phrase), List.of()).required().get(0);
  }

  private static List<SearchRequest.Phrase> banned(TextPipeline target, String phrase) {
    return asked(target, List.of(), List.of(phrase)).banned();
  }

  private static SearchRequest.Sentence asked(
      TextPipeline target, List<String> required, List<String> banned) {
    TranslationRequest request = new TranslationRequest("x", "", required, banned);
    return new Phrases(target).asked(request, "Line 1", PLAIN);
  }

  /** Whether one of the phrases occurs in an output of pieces. */
  private static boolean occurs(
      List<SearchRequest.Phrase> phrases, TextPipeline target, String... pieces) {
    List<Integer> ids = Arrays.stream(pieces).map(target.vocabulary()::id).toList();
    assertThat(ids).doesNotContain(Vocabulary.UNK);
    return phrases.stream().anyMatch(phrase -> phrase.occursIn(ids));
  }

  @Test
  void marksAtTheBeginningOfWords() {
    String pieces = "▁Haus tür ▁Nachbar haus Haus ▁ist . ▁Haus. ▁( ( )";
    TextPipeline target = pipeline(new Unigram(pieces), (pieces + " ▁ a ▁a").split(" "));
    for (List<SearchRequest.Phrase> phrases :
        List.of(required(target, "Haus"), banned(target, "Haus"))) {
      assertThat(occurs(phrases, target, "▁ist", "▁Haus", "▁ist")).isTrue();
      assertThat(occurs(phrases, target, "▁Haus", ".")).isTrue();
      assertThat(occurs(phrases, target, "▁Haus")).isTrue();
      assertThat(occurs(phrases, target, "▁Haus", "tür", ".")).isFalse();
      assertThat(occurs(phrases, target, "▁Nachbar", "Haus")).isFalse();
      assertThat(occurs(phrases, target, "▁Nachbar", "haus")).isFalse();
    }
    assertThat(occurs(banned(target, "Haus"), target, "▁(", "Haus", ")")).isTrue();
  }

  @Test
  void marksAtTheEndOfWords() {
    String pieces = "haus_ haus Haus_ Haus Nachbar tür_ ist_ . , ( ) a_ a \" _";
    TextPipeline target = pipeline(new EndOfWord(pieces), pieces.split(" "));
    for (List<SearchRequest.Phrase> phrases :
        List.of(required(target, "Haus"), banned(target, "Haus"))) {
      assertThat(occurs(phrases, target, "ist_", "Haus_", "tür_")).isTrue();
      assertThat(occurs(phrases, target, "Haus", "tür_")).isFalse();
      assertThat(occurs(phrases, target, "Nachbar", "Haus_")).isFalse();
      assertThat(occurs(phrases, target, "haus_")).isFalse();
    }
    assertThat(occurs(banned(target, "Haus"), target, "ist_", "Haus", ".")).isTrue();
    assertThat(occurs(banned(target, "Haus"), target, "ist_", "Haus", "tür_")).isFalse();
  }

  @Test
  void charactersAndTheirSpaces() {
    TextPipeline target = pipeline(new Characters(), "e", " ", "i", "n", ".", "r", "a", "(", ")");
    for (List<SearchRequest.Phrase> phrases :
        List.of(required(target, "in"), banned(target, "in"))) {
      assertThat(occurs(phrases, target, "e", " ", "i", "n", " ", "e")).isTrue();
      assertThat(occurs(phrases, target, "i", "n", ".")).isTrue();
      assertThat(occurs(phrases, target, "e", "i", "n")).isFalse();
      assertThat(occurs(phrases, target, "i", "n", "n", "e")).isFalse();
    }
    assertThat(occurs(banned(target, "."), target, "n", ".")).isTrue();
  }

  @Test
  void wordsOfScriptsWithoutSpacesHaveASpellingForEachPlace() {
    TextPipeline target =
        pipeline(
            new Joined("東京 京都 私 は に 行 。"), "は", "￭は", "￭に", "東京", "￭東京", "私", "￭行", "京都", "￭。");
    assertThat(occurs(required(target, "。"), target, "東京", "￭。")).isTrue();
    assertThat(occurs(banned(target, "。"), target, "東京", "￭。")).isTrue();
    List<SearchRequest.Phrase> required = required(target, "東京");
    assertThat(required).hasSize(2);
    assertThat(occurs(required, target, "東京", "￭に")).isTrue();
    assertThat(occurs(required, target, "私", "￭は", "￭東京", "￭に", "￭行")).isTrue();
    // A space would stand before it.
    assertThat(occurs(required, target, "私", "￭は", "東京", "￭に")).isFalse();

    List<SearchRequest.Phrase> banned = banned(target, "東京");
    assertThat(occurs(banned, target, "私", "￭は", "￭東京")).isTrue();
    assertThat(occurs(banned, target, "私", "東京")).isTrue();
    // No piece for the middle of a line: the one that there is must do.
    assertThat(occurs(required(target, "京都"), target, "私", "京都")).isTrue();
  }

  @Test
  void marksOfCaseBelongToTheWord() {
    Tokenizer words =
        new Tokenizer() {
          @Override
          public List<String> encode(String text) {
            return List.of(text.strip().split(" "));
          }

          @Override
          public String decode(List<String> tokens) {
            return String.join(" ", tokens);
          }
        };
    TextPipeline target = pipeline(Casing.MARK.of(words), "haus", "￪", "￫", "das", "a");
    for (List<SearchRequest.Phrase> phrases :
        List.of(required(target, "haus"), banned(target, "haus"))) {
      assertThat(occurs(phrases, target, "das", "haus")).isTrue();
      assertThat(occurs(phrases, target, "das", "￪", "haus")).isFalse();
      assertThat(occurs(phrases, target, "￫", "haus")).isFalse();
    }
    for (List<SearchRequest.Phrase> phrases :
        List.of(required(target, "Haus"), banned(target, "Haus"))) {
      assertThat(occurs(phrases, target, "das", "￪", "haus")).isTrue();
      assertThat(occurs(phrases, target, "das", "haus")).isFalse();
    }
  }

  @Test
  void whatMustOccurMayNotHoldWhatMustNot() {
    TextPipeline target = pipeline(new Characters(), "e", " ", "i", "n");
    assertThatThrownBy(() -> asked(target, List.of("ein in"), List.of("in")))
        .isInstanceOf(DragomanException.class)
        .hasMessage("Line 1: 'ein in' must occur, and 'in' must not. Take one of them away.");
    assertThat(asked(target, List.of("ein"), List.of("in")).required()).hasSize(1);
  }
}
