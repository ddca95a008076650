package org.dragoman.plugins.search;

import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;

/** The names that searches are registered as, and specs of the beams that stand in for others. */
final class Names {
  static final String GREEDY = "greedy";
  static final String BEAM = "beam";
  static final String DIVERSE_BEAM = "diverse-beam";
  static final String CONSTRAINED = "constrained";
  static final String SAMPLING = "sampling";
  static final String FORCED = "forced";

  private Names() {}

  /** A beam. */
  static ComponentSpec beam(BeamConfig config) {
    return new ComponentSpec(ComponentKind.SEARCH, BEAM, config);
  }

  /** A beam that can keep required phrases. */
  static ComponentSpec constrained(BeamConfig config) {
    return new ComponentSpec(ComponentKind.SEARCH, CONSTRAINED, config);
  }
}
