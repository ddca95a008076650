package org.dragoman.corpus.store;

/** How often each record of a list is drawn. */
@FunctionalInterface
public interface Copies {
  /** Of the next record, in the order of the list. */
  int next();
}
