package org.dragoman.plugins.tokenizers.subword;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.SubwordModelFactory;

/**
 * The unigram language model (Kudo 2018, "Subword Regularization: Improving Neural Network
 * Translation Models with Multiple Subword Candidates"): each piece has a probability, and a token
 * is cut into the most probable sequence of pieces or, in training, into one drawn by its
 * probability. A token's first piece begins with {@code ▁}, as SentencePiece writes it.
 */
public final class UnigramFactory implements SubwordModelFactory<UnigramConfig> {
  @Override
  public Class<UnigramConfig> configType() {
    return UnigramConfig.class;
  }

  /**
   * Learns pieces by EM. Tokens with a tab or a line break are left out, because the file cannot
   * contain them.
   *
   * @throws IllegalArgumentException if the tokens have more different characters than the
   *     configured number of pieces
   */
  @Override
  public SubwordModel learn(UnigramConfig config, Map<String, Long> tokenCounts) {
    return new Unigram(new UnigramTrainer(config, tokenCounts).train(), config);
  }

  /** Reads all pieces of a file, even if the configuration asks for fewer. */
  @Override
  public SubwordModel load(UnigramConfig config, InputStream in) throws IOException {
    return new Unigram(UnigramFile.read(in), config);
  }
}
