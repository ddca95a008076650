package org.dragoman.testkit.check;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.dragoman.spi.SubwordModel;
import org.dragoman.spi.SubwordModelFactory;
import org.dragoman.testkit.SubwordModelContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract, run on the model of a {@link SubwordModelFactory}. */
@ExtendWith(SubjectResolver.class)
final class CheckedSubword extends SubwordModelContract {
  private final Subject subject;

  CheckedSubword(Subject subject) {
    this.subject = subject;
  }

  @Override
  protected SubwordModel learn(Map<String, Long> tokenCounts) {
    SubwordModelFactory<Record> factory = subject.makes();
    return factory.learn(subject.config(), tokenCounts);
  }

  @Override
  protected SubwordModel load(InputStream in) throws IOException {
    SubwordModelFactory<Record> factory = subject.makes();
    return factory.load(subject.config(), in);
  }
}
