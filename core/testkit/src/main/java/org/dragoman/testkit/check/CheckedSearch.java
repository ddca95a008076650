package org.dragoman.testkit.check;

import org.dragoman.spi.SearchStrategy;
import org.dragoman.spi.SearchStrategyFactory;
import org.dragoman.testkit.SearchStrategyContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract, run on the search of a {@link SearchStrategyFactory}. */
@ExtendWith(SubjectResolver.class)
final class CheckedSearch extends SearchStrategyContract {
  private final Subject subject;

  CheckedSearch(Subject subject) {
    this.subject = subject;
  }

  @Override
  protected SearchStrategy create() {
    SearchStrategyFactory<Record> factory = subject.makes();
    return factory.create(subject.config());
  }
}
