package org.dragoman.plugins.tokenizers;

import java.util.List;
import java.util.Map;
import org.dragoman.plugins.tokenizers.span.ProtectedPatterns;
import org.dragoman.spi.Tokenizer;
import org.dragoman.spi.TokenizerFactory;

/** Makes {@link LuceneTokenizer}s with the Lucene tokenizer that suits a language. */
public abstract class PresetFactory implements TokenizerFactory<PresetConfig> {
  private final LuceneComponent tokenizer;

  private PresetFactory(String name, Map<String, String> arguments) {
    tokenizer = new LuceneComponent(name, arguments);
  }

  @Override
  public final Class<PresetConfig> configType() {
    return PresetConfig.class;
  }

  @Override
  public final Tokenizer create(PresetConfig config) {
    return new LuceneTokenizer(
        Analysis.of(tokenizer, List.of(), List.of(), Map.of()),
        ProtectedPatterns.of(config.protect(), config.protectPatterns()));
  }

  /**
   * For most languages: Unicode text segmentation (UAX #29), with dictionaries for Chinese,
   * Japanese, Thai, Lao, Khmer and Burmese.
   */
  public static final class Word extends PresetFactory {
    /** Takes {@code icu}. */
    public Word() {
      super("icu", Map.of());
    }
  }

  /** For Korean: Nori, which cuts morphemes; compounds stay whole. */
  public static final class Korean extends PresetFactory {
    /** Takes {@code korean}. */
    public Korean() {
      super("korean", Map.of("decompoundMode", "none"));
    }
  }

  /** For Japanese: Kuromoji, which cuts morphemes; compounds stay whole. */
  public static final class Japanese extends PresetFactory {
    /** Takes {@code japanese}. */
    public Japanese() {
      super("japanese", Map.of("mode", "normal"));
    }
  }

  /** For Chinese in simplified characters: smartcn, a hidden Markov model of words. */
  public static final class Chinese extends PresetFactory {
    /** Takes {@code hmmChinese}. */
    public Chinese() {
      super("hmmChinese", Map.of());
    }
  }
}
