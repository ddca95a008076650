package org.dragoman.testkit.check;

import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.ContextStrategyFactory;
import org.dragoman.spi.Ops;
import org.dragoman.testkit.ContextStrategyContract;
import org.dragoman.testkit.Speed;
import org.dragoman.testkit.TestEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract of what a {@link ContextStrategyFactory} makes. */
@ExtendWith(SubjectResolver.class)
final class CheckedContext extends ContextStrategyContract {
  private static final long WIDTH = 512;

  private final Subject subject;

  CheckedContext(Subject subject) {
    this.subject = subject;
  }

  @Override
  protected ContextStrategy create(Ops ops, long memorySize, long querySize) {
    ContextStrategyFactory<Record> factory = subject.makes();
    return factory.create(subject.config(), memorySize, querySize);
  }

  @Test
  void theSpeedIsReported(TestReporter reporter) {
    try (TestEngine engine = new TestEngine()) {
      ContextStrategyFactory<Record> factory = subject.makes();
      ContextStrategy strategy = factory.create(subject.usual(), WIDTH, WIDTH);
      reporter.publishEntry("queries/s", Speed.inWords(Speed.of(engine, strategy, WIDTH, WIDTH)));
    }
  }
}
