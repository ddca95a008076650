package org.dragoman.plugins.search;

import java.util.List;

/** What steers the beam of a sentence beside the model. */
interface Guide {
  /** What may follow a prefix. */
  NextToken next(Prefix prefix);

  /** The prefix that a branch makes, in the state that it brings. */
  default Prefix grow(Branch branch) {
    return branch.grown();
  }

  /**
   * Which continuations survive.
   *
   * @param branches all, best first
   * @param size how many may survive
   */
  default List<Branch> select(List<Branch> branches, int size) {
    return branches.subList(0, Math.min(size, branches.size()));
  }
}
