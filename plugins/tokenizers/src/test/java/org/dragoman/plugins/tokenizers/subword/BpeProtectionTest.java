package org.dragoman.plugins.tokenizers.subword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import org.dragoman.plugins.tokenizers.span.NamedPattern;
import org.dragoman.spi.SubwordModel;

class BpeProtectionTest {
  private static final BpeConfig CONFIG =
      BpeConfigs.protecting(BpeStyle.JOINER, List.of(NamedPattern.NUMBER, NamedPattern.TAG), "USA");

  @Example
  void aMatchIsAPieceOfItsOwn() {
    SubwordModel model = new BpeFactory().learn(CONFIG, Map.of("inner", 9L));
    assertThat(model.encode(List.of("1,000.50", "<b>", "innerUSAinner", "x<b>USA")))
        .containsExactly("1,000.50", "<b>", "inner@@", "USA@@", "inner", "x@@", "<b>@@", "USA");
  }

  @Example
  void aMatchStaysWholeInASample() {
    SubwordModel model =
        new Bpe(
            List.of(),
            new BpeConfig(1, 2, BpeStyle.END_OF_WORD, 0.9, List.of(), List.of("USA|inner")));
    assertThat(model.sample(List.of("innerUSA"), new Random(1)))
        .containsExactly("inner", "USA</w>");
  }

  @Example
  void mergesAreLearnedBesideMatchesOnly() throws IOException {
    // Of "12ab12" only "ab" is learned from, as a word; and of "USA" nothing is.
    ByteArrayOutputStream codes = new ByteArrayOutputStream();
    new BpeFactory().learn(CONFIG, Map.of("<i>ab<i>", 5L, "USA", 9L, "1212", 9L)).save(codes);
    assertThat(codes.toString(StandardCharsets.UTF_8)).isEqualTo("#version: 0.2\na b</w>\n");
  }

  @Example
  void aPatternThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BpeConfigs.protecting(BpeStyle.JOINER, List.of(), "a", "(b"))
        .withMessageContaining("protect-patterns[1]")
        .withMessageContaining("'(b'");
  }
}
