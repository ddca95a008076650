package org.dragoman.testkit.check;

import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;
import org.dragoman.spi.RnnCellFactory;
import org.dragoman.testkit.RnnCellContract;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract, run on the cell of a {@link RnnCellFactory}. */
@ExtendWith(SubjectResolver.class)
final class CheckedCell extends RnnCellContract {
  private final Subject subject;

  CheckedCell(Subject subject) {
    this.subject = subject;
  }

  @Override
  protected RnnCell create(Ops ops, long inputSize) {
    RnnCellFactory<Record> factory = subject.makes();
    return factory.create(subject.config(), inputSize);
  }

  @Override
  protected RnnCell createAsUsed(Ops ops, long inputSize) {
    RnnCellFactory<Record> factory = subject.makes();
    return factory.create(subject.usual(), inputSize);
  }
}
