package org.dragoman.runtime.text;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registration.Origin;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.Tokenizer;
import org.dragoman.spi.TokenizerFactory;
import org.junit.jupiter.api.Test;

class TextConfigTest {
  @Test
  void namesThePlaceOfStepsThatDoNotGoTogether() {
    ConfigBinder binder =
        new ConfigBinder(
            Registry.of(
                List.of(
                    new Registration(
                        ComponentKind.TOKENIZER,
                        "word",
                        new WordFactory(),
                        new Origin("built in", "1")))));
    ConfigTree tree =
        ConfigTree.parse("source: {}\ntarget: {normalization: [nfc, nfkc]}\n", "text.yaml");
    assertThatThrownBy(() -> binder.bind(TextConfig.class, tree))
        .isInstanceOf(DragomanException.class)
        .hasMessage(
            "text.yaml has 1 problem:\n  target: normalization takes nfc or nfkc, not both (nfkc"
                + " does what nfc does), got [NFC, NFKC]");
  }

  record NoConfig() {}

  private static final class WordFactory implements TokenizerFactory<NoConfig> {
    @Override
    public Class<NoConfig> configType() {
      return NoConfig.class;
    }

    @Override
    public Tokenizer create(NoConfig config) {
      throw new UnsupportedOperationException();
    }
  }
}
