package org.dragoman.plugins.tokenizers.subword;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dragoman.spi.SubwordModel;

/**
 * An escaped character is one character to a subword model: nothing is learned from its digits, and
 * no piece holds a part of it.
 */
class EscapedCharactersTest {
  private static final BpeConfig BPE = BpeConfigs.of(BpeStyle.JOINER, 0);

  /** In which the digits of spaces would be worth a merge, and those of numbers are not. */
  private static final Map<String, Long> TOKENS =
      Map.of(
          "\uffed\uffee202F\uffee", 1000L,
          "\uffed\uffeeA0\uffee\uffed", 1000L,
          "a\uffee20\uffeeb", 500L,
          "low", 10L,
          "lower", 8L,
          "ab", 6L);

  private static final List<SubwordModel> MODELS = models();

  private static List<SubwordModel> models() {
    List<SubwordModel> models = new ArrayList<>();
    for (BpeStyle style : BpeStyle.values()) {
      models.add(new BpeFactory().learn(BpeConfigs.of(style, 0), TOKENS));
      models.add(new BpeFactory().learn(BpeConfigs.of(style, 0.3), TOKENS));
    }
    models.add(new UnigramFactory().learn(new UnigramConfig(30, 8, 2, 0.75, 0, 0), TOKENS));
    models.add(new UnigramFactory().learn(new UnigramConfig(30, 8, 2, 0.75, 0.3, 0), TOKENS));
    models.add(new UnigramFactory().learn(new UnigramConfig(30, 8, 2, 0.75, 0.3, 8), TOKENS));
    return models;
  }

  private static String saved(SubwordModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    model.save(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Example
  void nothingIsLearnedFromTheDigits() throws IOException {
    for (SubwordModel model : MODELS) {
      assertThat(saved(model).lines().filter(line -> !line.startsWith("#")))
          .allSatisfy(
              line ->
                  assertThat(line.split("\t")[0].replaceAll("\uffee[0-9A-F]+\uffee", "").chars())
                      .noneMatch(c -> c == '\uffee' || c == 'F' || Character.isDigit(c)));
    }
  }

  @Property(tries = 300)
  void noPieceHoldsAPartOfOne(
      @ForAll @IntRange(max = 0xFFFF) int character, @ForAll @IntRange(max = 5) int form) {
    String escaped = "\uffee%X\uffee".formatted(character);
    String token =
        List.of(
                escaped,
                "\uffed" + escaped,
                "\uffed" + escaped + "\uffed",
                "lower" + escaped + "20" + escaped,
                escaped.toLowerCase(java.util.Locale.ROOT) + "ab",
                "a" + escaped + escaped)
            .get(form);
    for (SubwordModel model : MODELS) {
      for (List<String> pieces :
          List.of(
              model.encode(List.of(token)),
              model.sample(List.of(token), new Random(character)),
              model.restrictedTo(Set.of("low@@", "\u2581low")).encode(List.of(token)))) {
        assertThat(model.decode(pieces)).containsExactly(token);
        assertThat(pieces)
            .allSatisfy(
                piece ->
                    assertThat(piece.replaceAll("(?i)\uffee[0-9A-F]+\uffee", ""))
                        .doesNotContain("\uffee"));
      }
    }
  }

  @Example
  void aPatternThatCutsOneHoldsAllOfIt() {
    SubwordModel model =
        new BpeFactory()
            .learn(BpeConfigs.protecting(BpeStyle.JOINER, List.of(), "[0-9]+", "w."), TOKENS);
    assertThat(model.encode(List.of("12\uffee20\uffee34", "low\uffee20\uffeer")))
        .containsExactly("12@@", "\uffee20\uffee@@", "34", "lo@@", "w\uffee20\uffee@@", "r");
  }

  /** Its merges make the escape, with the marks around it, one piece: it still is that piece. */
  @Example
  void aModelOfBeforeHasThePiecesThatItsVocabularyHas() throws IOException {
    String codes =
        "#version: 0.2\n\uffed \uffee\n\uffed\uffee A\n\uffed\uffeeA 0\n\uffed\uffeeA0 \uffee</w>\n"
            + "2 0\n20 2\n";
    SubwordModel model =
        new BpeFactory()
            .load(BPE, new ByteArrayInputStream(codes.getBytes(StandardCharsets.UTF_8)));
    assertThat(model.encode(List.of("\uffed\uffeeA0\uffee", "\uffed\uffee202F\uffee", "2020")))
        .containsExactly("\uffed\uffeeA0\uffee", "\uffed\uffee202F\uffee", "202@@", "0");

    Map<String, Double> pieces = new HashMap<>();
    pieces.put("\u2581\uffed\uffeeA0\uffee", -1.0);
    pieces.put("\uffeeA", -1.5);
    StringBuilder vocab = new StringBuilder();
    pieces.forEach((piece, score) -> vocab.append(piece).append('\t').append(score).append('\n'));
    SubwordModel unigram =
        new UnigramFactory()
            .load(
                new UnigramConfig(30, 8, 2, 0.75, 0, 0),
                new ByteArrayInputStream(vocab.toString().getBytes(StandardCharsets.UTF_8)));
    assertThat(unigram.encode(List.of("\uffed\uffeeA0\uffee", "\uffeeA1\uffee")))
        .containsExactly("\u2581\uffed\uffeeA0\uffee", "\u2581", "\uffeeA1\uffee");
  }
}
