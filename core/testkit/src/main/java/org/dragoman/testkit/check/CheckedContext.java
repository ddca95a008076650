package org.dragoman.testkit.check;

import org.dragoman.spi.ContextStrategy;
import org.dragoman.spi.ContextStrategyFactory;
import org.dragoman.spi.Ops;
import org.dragoman.testkit.ContextStrategyContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract, run on the strategy of a {@link ContextStrategyFactory}. */
@ExtendWith(SubjectResolver.class)
final class CheckedContext extends ContextStrategyContract {
  private final Subject subject;

  CheckedContext(Subject subject) {
    this.subject = subject;
  }

  @Override
  protected ContextStrategy create(Ops ops, long memorySize, long querySize) {
    ContextStrategyFactory<Record> factory = subject.makes();
    return factory.create(subject.config(), memorySize, querySize);
  }

  @Override
  protected ContextStrategy createAsUsed(Ops ops, long memorySize, long querySize) {
    ContextStrategyFactory<Record> factory = subject.makes();
    return factory.create(subject.usual(), memorySize, querySize);
  }

  /** Returns the width of an encoder state if the strategy refuses another one. */
  @Override
  protected long querySize() {
    ContextStrategyFactory<Record> factory = subject.makes();
    try {
      factory.create(subject.config(), MEMORY_SIZE, super.querySize());
      return super.querySize();
    } catch (IllegalArgumentException e) {
      return MEMORY_SIZE;
    }
  }
}
