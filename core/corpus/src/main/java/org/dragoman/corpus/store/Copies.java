package org.dragoman.corpus.store;

/** Says for each record of a list how many times it is drawn. */
@FunctionalInterface
public interface Copies {
  /** Returns the number for the next record, in the order of the list. */
  int next();
}
