package org.dragoman.cli.doctor;

import java.util.List;
import java.util.stream.Stream;
import org.dragoman.runtime.engine.check.Checked;

/**
 * All results of the doctor.
 *
 * @param version of Dragoman
 * @param machine that it runs on
 * @param startSeconds from the start of the JVM until the engine was there
 * @param operations of the engine
 * @param cells the checks of the cells against their own steps
 * @param rates of products
 */
public record Diagnosis(
    String version,
    Machine machine,
    double startSeconds,
    List<Checked> operations,
    List<Checked> cells,
    List<Rate> rates) {

  /** Returns the failed checks; empty if all is right. */
  public List<Checked> wrong() {
    return Stream.concat(operations.stream(), cells.stream())
        .filter(checked -> !checked.isRight())
        .toList();
  }
}
