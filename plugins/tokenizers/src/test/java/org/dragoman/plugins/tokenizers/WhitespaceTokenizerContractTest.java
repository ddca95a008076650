package org.dragoman.plugins.tokenizers;

import java.util.List;
import org.dragoman.spi.Tokenizer;
import org.dragoman.testkit.TokenizerContract;

class WhitespaceTokenizerContractTest extends TokenizerContract {
  @Override
  protected Tokenizer create() {
    return new WhitespaceTokenizerFactory().create(new NoOptions());
  }

  @Override
  protected List<String> marks() {
    return List.of("\uFFED", "\uFFEE");
  }
}
