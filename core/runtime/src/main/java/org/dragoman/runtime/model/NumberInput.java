package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.text.NumberVector;

/**
 * The numbers that a generator begins with. A quantity goes into the network as it is; a category
 * becomes a one-hot vector.
 *
 * @param numbers how many there are, D
 * @param categories for each the number of its values, from 0 on, if it is a category; 0 for a
 *     quantity; empty if all are quantities
 */
public record NumberInput(int numbers, List<Integer> categories) {
  /** Copies the list. */
  public NumberInput {
    categories = List.copyOf(categories);
  }

  private int values(int place) {
    return categories.isEmpty() ? 0 : categories.get(place);
  }

  /** Returns the width of what the network reads. */
  public int width() {
    int width = 0;
    for (int i = 0; i < numbers; i++) {
      width += Math.max(1, values(i));
    }
    return width;
  }

  /**
   * Reads the numbers of a line.
   *
   * @throws DragomanException of kind DATA if one is no number, there are more or fewer, or a
   *     category is not among its values
   */
  public float[] read(String line) {
    float[] read = NumberVector.parse(line, numbers);
    for (int i = 0; i < numbers; i++) {
      int values = values(i);
      boolean known = read[i] >= 0 && read[i] < values && read[i] == Math.rint(read[i]);
      if (values > 0 && !known) {
        throw DragomanException.data(
            "'%s': number %d is a category, a whole number from 0 to %d. Mend the line."
                .formatted(line, i + 1, values - 1));
      }
    }
    return read;
  }

  /**
   * Returns what the network reads.
   *
   * @param given {@code [B, D]}
   * @return {@code [B, W]}
   */
  NDArray vectors(NDArray given) {
    if (categories.isEmpty()) {
      return given;
    }
    NDList parts = new NDList();
    for (int i = 0; i < numbers; i++) {
      NDArray column = given.get(":, {}:{}", i, i + 1);
      parts.add(
          values(i) == 0
              ? column
              : column
                  .toType(DataType.INT64, false)
                  .flatten()
                  .oneHot(values(i))
                  .toType(given.getDataType(), false));
    }
    return NDArrays.concat(parts, 1);
  }
}
