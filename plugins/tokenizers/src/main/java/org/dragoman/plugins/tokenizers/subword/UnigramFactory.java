package org.dragoman.plugins.tokenizers.subword;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.SubwordModelFactory;

/**
 * The unigram language model (Kudo 2018, "Subword Regularization: Improving Neural Network
 * Translation Models with Multiple Subword Candidates"): each piece has a probability, and a token
 * is cut to the pieces that are most probable together, or, in training, to ones drawn by their
 * probability. A token's first piece begins with {@code ▁}, as SentencePiece writes it.
 */
public final class UnigramFactory implements SubwordModelFactory<UnigramConfig> {
  @Override
  public Class<UnigramConfig> configType() {
    return UnigramConfig.class;
  }

  /**
   * Learns pieces by EM; tokens with a tab or a line break, which the file cannot hold, are left
   * out.
   *
   * @throws IllegalArgumentException where the tokens have more different characters than pieces
   *     are asked for
   */
  @Override
  public SubwordModel learn(UnigramConfig config, Map<String, Long> tokenCounts) {
    return new Unigram(new UnigramTrainer(config, tokenCounts).train(), config);
  }

  /** Reads all pieces of a file, however many the configuration asks to learn. */
  @Override
  public SubwordModel load(UnigramConfig config, InputStream in) throws IOException {
    return new Unigram(UnigramFile.read(in), config);
  }
}
