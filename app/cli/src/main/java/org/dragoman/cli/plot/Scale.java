package org.dragoman.cli.plot;

import java.util.stream.LongStream;

/**
 * A linear axis of a plot.
 *
 * @param least value, at {@code from}
 * @param greatest value, at {@code to}; above the least
 * @param from coordinate
 * @param to coordinate
 */
public record Scale(double least, double greatest, double from, double to) {
  private static final int MOST_TICKS = 5;

  /** Returns the coordinate of a value. */
  public double at(double value) {
    return from + (to - from) * (value - least) / (greatest - least);
  }

  /** Returns evenly spaced round values from 0 to the greatest. */
  public LongStream ticks() {
    long power = (long) Math.pow(10, Math.max(0, Math.floor(Math.log10(greatest / MOST_TICKS))));
    long step =
        LongStream.of(1, 2, 5, 10)
            .map(factor -> factor * power)
            .filter(size -> greatest / size <= MOST_TICKS)
            .findFirst()
            .orElse(10 * power);
    return LongStream.iterate(0, tick -> tick <= greatest, tick -> tick + step);
  }
}
