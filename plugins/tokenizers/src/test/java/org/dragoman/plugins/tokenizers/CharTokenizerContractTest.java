package org.dragoman.plugins.tokenizers;

import java.util.List;
import org.dragoman.spi.Tokenizer;
import org.dragoman.testkit.TokenizerContract;

class CharTokenizerContractTest extends TokenizerContract {
  @Override
  protected Tokenizer create() {
    return new CharTokenizerFactory().create(new NoOptions());
  }

  @Override
  protected List<String> marks() {
    return List.of("\u2581", "\uFFEE");
  }
}
