package org.dragoman.testkit.check;

import org.dragoman.spi.Tokenizer;
import org.dragoman.spi.TokenizerFactory;
import org.dragoman.testkit.Speed;
import org.dragoman.testkit.TokenizerContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract, run on the tokenizer of a {@link TokenizerFactory}. */
@ExtendWith(SubjectResolver.class)
final class CheckedTokenizer extends TokenizerContract {
  private final Subject subject;

  CheckedTokenizer(Subject subject) {
    this.subject = subject;
  }

  @Override
  protected Tokenizer create() {
    TokenizerFactory<Record> factory = subject.makes();
    return factory.create(subject.config());
  }

  @Test
  void theSpeedIsReported(TestReporter reporter) {
    reporter.publishEntry("characters/s", Speed.inWords(Speed.of(create())));
  }
}
