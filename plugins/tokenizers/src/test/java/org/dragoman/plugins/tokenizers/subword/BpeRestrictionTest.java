package org.dragoman.plugins.tokenizers.subword;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.dragoman.spi.SubwordModel;

class BpeRestrictionTest {
  private static final List<Merge> MERGES =
      List.of(
          new Merge("l", "o"),
          new Merge("e", "r</w>"),
          new Merge("lo", "w"),
          new Merge("low", "er</w>"),
          new Merge("lo", "w</w>"),
          // Makes "low" another way, and later: what the first one made of it is undone.
          new Merge("o", "w"),
          new Merge("l", "ow"));

  private static SubwordModel model(BpeStyle style) {
    return new Bpe(MERGES, BpeConfigs.of(style, 0));
  }

  private static List<String> pieces(BpeStyle style, Set<String> allowed, String token) {
    return model(style).restrictedTo(allowed).encode(List.of(token));
  }

  @Example
  void cutsWhatIsNotAllowedByTheMergesThatMadeIt() {
    BpeStyle style = BpeStyle.JOINER;
    assertThat(pieces(style, Set.of("lower"), "lower")).containsExactly("lower");
    assertThat(pieces(style, Set.of("low@@", "er"), "lower")).containsExactly("low@@", "er");
    assertThat(pieces(style, Set.of("lo@@", "er"), "lower")).containsExactly("lo@@", "w@@", "er");
    assertThat(pieces(style, Set.of("low@@"), "lower")).containsExactly("low@@", "e@@", "r");
    // A piece is one of its place: "low" at a token's end is none inside of it, nor the reverse.
    assertThat(pieces(style, Set.of("low"), "lower"))
        .containsExactly("l@@", "o@@", "w@@", "e@@", "r");
    assertThat(pieces(style, Set.of("low@@"), "low")).containsExactly("l@@", "o@@", "w");
    assertThat(pieces(style, Set.of(), "xlower"))
        .containsExactly("x@@", "l@@", "o@@", "w@@", "e@@", "r");
    assertThat(pieces(BpeStyle.END_OF_WORD, Set.of("lo", "er</w>"), "lower"))
        .containsExactly("lo", "w", "er</w>");
  }

  @Example
  void goesByTheTokensEndBesideWhatIsProtected() {
    SubwordModel model =
        new Bpe(MERGES, BpeConfigs.protecting(BpeStyle.JOINER, List.of(), "[0-9]+"));
    assertThat(model.encode(List.of("lower12lower"))).containsExactly("lower@@", "12@@", "lower");
    // What stays whole is not cut; the first "lower" is a piece before another.
    assertThat(model.restrictedTo(Set.of("lower", "low@@")).encode(List.of("lower12lower")))
        .containsExactly("low@@", "e@@", "r@@", "12@@", "lower");
  }

  @Example
  void cutsAMergeOfThousandsOfCharacters() {
    List<Merge> merges = new ArrayList<>();
    String symbol = "a";
    for (int i = 0; i < 5000; i++) {
      merges.add(new Merge(symbol, "a"));
      symbol += "a";
    }
    SubwordModel model = new Bpe(merges, BpeConfigs.of(BpeStyle.JOINER, 0));
    List<String> pieces = model.restrictedTo(Set.of()).encode(List.of(symbol + "b"));
    assertThat(pieces).hasSize(5002).startsWith("a@@", "a@@").endsWith("a@@", "b");
  }

  @Provide
  Arbitrary<Map<String, Long>> fewLetters() {
    return Arbitraries.maps(
            Arbitraries.of("a", "b", "c", "@", "@@", "</w>")
                .list()
                .ofMinSize(1)
                .ofMaxSize(7)
                .map(parts -> String.join("", parts)),
            Arbitraries.longs().between(1, 6))
        .ofMaxSize(15);
  }

  /**
   * A vocabulary is counted, cut by a threshold, and counted anew with the model that keeps to it.
   * What is in the end has all that the threshold left, and so the model that keeps to the end's
   * vocabulary cuts the training text alike.
   */
  @Property(tries = 500)
  void keepingToTheVocabularyCountedAnewCutsAlike(
      @ForAll("fewLetters") Map<String, Long> counts,
      @ForAll BpeStyle style,
      @ForAll @IntRange(min = 2, max = 12) int threshold) {
    SubwordModel model = new BpeFactory().learn(BpeConfigs.of(style, 0), counts);
    Map<String, Long> first = pieceCounts(model, counts);
    Set<String> frequent =
        first.keySet().stream().filter(piece -> first.get(piece) >= threshold).collect(toSet());
    SubwordModel restricted = model.restrictedTo(frequent);
    Map<String, Long> anew = pieceCounts(restricted, counts);

    SubwordModel again = model.restrictedTo(anew.keySet());
    List<String> words = new ArrayList<>(counts.keySet());
    Collections.sort(words);
    assertThat(again.encode(words)).isEqualTo(restricted.encode(words));
    assertThat(again.decode(again.encode(words))).isEqualTo(words);
  }

  private static Map<String, Long> pieceCounts(SubwordModel model, Map<String, Long> words) {
    Map<String, Long> counts = new HashMap<>();
    words.forEach(
        (word, n) ->
            model.encode(List.of(word)).forEach(piece -> counts.merge(piece, n, Long::sum)));
    return counts;
  }
}
