package org.dragoman.plugins.tokenizers.subword;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.dragoman.plugins.tokenizers.span.ProtectedPatterns;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.SubwordModelFactory;

/**
 * Byte pair encoding (Sennrich, Haddow, Birch 2016, "Neural Machine Translation of Rare Words with
 * Subword Units"), with the algorithm and the files of subword-nmt.
 */
public final class BpeFactory implements SubwordModelFactory<BpeConfig> {
  @Override
  public Class<BpeConfig> configType() {
    return BpeConfig.class;
  }

  /**
   * Learns merges. Tokens with a space or a line break are left out, because the file cannot
   * contain them.
   */
  @Override
  public SubwordModel learn(BpeConfig config, Map<String, Long> tokenCounts) {
    Map<String, Long> words = words(tokenCounts, config.protection());
    return new Bpe(new BpeLearner(words).learn(config.merges(), config.minFrequency()), config);
  }

  /** Counts the words to learn from: the parts of tokens outside of protected texts. */
  private static Map<String, Long> words(
      Map<String, Long> tokenCounts, ProtectedPatterns protection) {
    Map<String, Long> words = new HashMap<>(2 * tokenCounts.size());
    tokenCounts.forEach(
        (token, count) ->
            Segment.of(token, protection).stream()
                .filter(segment -> !segment.isProtected())
                .forEach(segment -> words.merge(segment.text(), count, Long::sum)));
    return words;
  }

  /** Reads all merges of a file, even if the configuration asks for fewer. */
  @Override
  public SubwordModel load(BpeConfig config, InputStream in) throws IOException {
    return new Bpe(BpeFile.read(in), config);
  }
}
