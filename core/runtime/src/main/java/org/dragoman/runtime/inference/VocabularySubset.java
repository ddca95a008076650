package org.dragoman.runtime.inference;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A subset of a vocabulary's tokens, numbered from 0 in the order of their ids. The special entries
 * are always in it, so their numbers equal their ids.
 */
public final class VocabularySubset {
  private final int[] ids;

  /** Creates a subset of ids in rising order, each once, including the special ones. */
  public VocabularySubset(int[] ids) {
    this.ids = ids;
  }

  /** How many tokens there are. */
  int size() {
    return ids.length;
  }

  /** The ids as the engine takes them. */
  public long[] toLongs() {
    return Arrays.stream(ids).asLongStream().toArray();
  }

  /** The id of a number. */
  int id(int number) {
    return ids[number];
  }

  /** The ids of numbers. */
  public List<Integer> ids(List<Integer> numbers) {
    return numbers.stream().map(this::id).toList();
  }

  /** Whether all of the ids are among the tokens. */
  public boolean hasAll(Collection<Integer> wanted) {
    return wanted.stream().allMatch(id -> Arrays.binarySearch(ids, id) >= 0);
  }

  /**
   * The number of an id.
   *
   * @throws IllegalArgumentException where it is not among the tokens
   */
  int number(int id) {
    int number = Arrays.binarySearch(ids, id);
    if (number < 0) {
      throw new IllegalArgumentException("token " + id + " is not among those to choose from");
    }
    return number;
  }

  /** The numbers of ids, each of which is among the tokens. */
  public List<Integer> numbers(List<Integer> wanted) {
    return wanted.stream().map(this::number).toList();
  }

  /** The numbers of those of the ids that are among the tokens. */
  public Set<Integer> numbersAmong(Set<Integer> wanted) {
    return IntStream.range(0, ids.length)
        .filter(number -> wanted.contains(ids[number]))
        .boxed()
        .collect(Collectors.toSet());
  }

  /** The ids of numbers. */
  public int[] ids(int[] numbers) {
    return IntStream.of(numbers).map(this::id).toArray();
  }
}
