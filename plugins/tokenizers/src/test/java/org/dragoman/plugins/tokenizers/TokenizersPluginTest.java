package org.dragoman.plugins.tokenizers;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.util.Map;
import java.util.ServiceLoader;
import org.dragoman.plugins.tokenizers.subword.BpeConfig;
import org.dragoman.spi.Plugin;
import org.dragoman.spi.SubwordModelFactory;
import org.junit.jupiter.api.Test;

class TokenizersPluginTest {
  @Test
  void isFoundAndRegistersItsParts() {
    Plugin plugin =
        ServiceLoader.load(Plugin.class).stream()
            .filter(p -> p.type() == TokenizersPlugin.class)
            .findFirst()
            .orElseThrow()
            .get();
    assertThat(plugin.spiVersion()).isEqualTo(Plugin.SPI_VERSION);
    assertThat(Tokenizers.registered())
        .containsOnlyKeys("whitespace", "char", "lucene", "word", "ko", "ja", "zh");
    Map<String, SubwordModelFactory<?>> subwords =
        Guice.createInjector(plugin)
            .getInstance(Key.get(new TypeLiteral<Map<String, SubwordModelFactory<?>>>() {}));
    assertThat(subwords).containsOnlyKeys("bpe", "unigram");
    assertThat(subwords.get("bpe").configType()).isEqualTo(BpeConfig.class);
  }
}
