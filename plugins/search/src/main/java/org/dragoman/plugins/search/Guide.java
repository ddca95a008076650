package org.dragoman.plugins.search;

import java.util.List;

/** Steers the beam of a sentence, in addition to the model. */
interface Guide {
  /** Returns which tokens may follow a prefix. */
  NextToken next(Prefix prefix);

  /** Returns the prefix of a branch, with its new state. */
  default Prefix grow(Branch branch) {
    return branch.grown();
  }

  /**
   * Chooses the continuations that survive.
   *
   * @param branches all continuations, best first
   * @param size the greatest number that may survive
   */
  default List<Branch> select(List<Branch> branches, int size) {
    return branches.subList(0, Math.min(size, branches.size()));
  }
}
