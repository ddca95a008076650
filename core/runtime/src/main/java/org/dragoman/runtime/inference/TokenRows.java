package org.dragoman.runtime.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows that a model puts out for a batch, text by text.
 *
 * @param texts for each text {@code [T][L]}, its rows in their order; {@code [1][L]} if each text
 *     has one row
 */
public record TokenRows(List<double[][]> texts) {

  /**
   * Takes the rows of each text apart.
   *
   * @param rows {@code [N, L]}, time-major: the first tokens of all texts, then the second tokens
   *     of those that have one, and so on
   * @param tokens the texts, which give the numbers of their tokens
   * @param eachToken whether each token has a row; else each text has one
   */
  public static TokenRows of(NDArray rows, List<int[]> tokens, boolean eachToken) {
    int width = Math.toIntExact(rows.getShape().get(1));
    double[] values = rows.toType(DataType.FLOAT64, false).toDoubleArray();
    List<List<double[]>> apart = new ArrayList<>();
    tokens.forEach(text -> apart.add(new ArrayList<>()));
    int longest = eachToken ? tokens.stream().mapToInt(text -> text.length).max().orElse(0) : 1;
    int row = 0;
    for (int t = 0; t < longest; t++) {
      for (int b = 0; b < tokens.size(); b++) {
        if (!eachToken || t < tokens.get(b).length) {
          apart.get(b).add(Arrays.copyOfRange(values, row * width, (row + 1) * width));
          row++;
        }
      }
    }
    return new TokenRows(apart.stream().map(text -> text.toArray(double[][]::new)).toList());
  }
}
