package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.DragomanException;
import org.jspecify.annotations.Nullable;

/** Between the parameters of a model and arrays by name. */
public final class Weights {
  /** How many names a message lists. */
  private static final int LISTED = 5;

  private Weights() {}

  /** The arrays of parameters that are filled or initialized, in their order. */
  public static Map<String, NDArray> arrays(Map<String, Parameter> parameters) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    parameters.forEach((name, parameter) -> arrays.put(name, parameter.getArray()));
    return arrays;
  }

  /**
   * Makes arrays the weights of a model. They then belong to the parameters, which need no
   * gradient; {@code freeze(false)} makes one trainable.
   *
   * @param parameters of {@link Model#parameters()}, not yet filled
   * @param arrays one for each parameter
   * @param file what messages call the place that the arrays come from
   * @throws DragomanException of kind DATA where arrays are missing, unknown, of another shape, of
   *     no float type, or hold NaN or infinities; then nothing was filled
   */
  public static void fill(
      Map<String, Parameter> parameters, Map<String, NDArray> arrays, String file) {
    List<String> missing = new ArrayList<>();
    List<String> differing = new ArrayList<>();
    parameters.forEach(
        (name, parameter) -> {
          NDArray array = arrays.get(name);
          if (array == null) {
            missing.add(name);
          } else if (!array.getShape().equals(parameter.getShape())
              || !array.getDataType().isFloating()) {
            differing.add(
                "%s is %s %s, expected %s"
                    .formatted(name, array.getDataType(), array.getShape(), parameter.getShape()));
          }
        });
    List<String> unknown =
        arrays.keySet().stream().filter(name -> !parameters.containsKey(name)).toList();
    String problems =
        problem("missing", missing)
            + problem("of no part of the model", unknown)
            + problem("of another shape", differing);
    if (!problems.isEmpty()) {
      throw DragomanException.data(
          "The weights in " + file + " do not fit the model's configuration." + problems);
    }
    requireFinite(arrays, file);
    parameters.forEach((name, parameter) -> fill(parameter, arrays.get(name)));
  }

  private static void requireFinite(Map<String, NDArray> arrays, String file) {
    List<String> wrong = new ArrayList<>();
    arrays.forEach(
        (name, array) -> {
          long bad = notFinite(array);
          if (bad > 0) {
            wrong.add("%s (%,d of %,d)".formatted(name, bad, array.size()));
          }
        });
    if (!wrong.isEmpty()) {
      throw DragomanException.data(
          "Weights in "
              + file
              + " are no finite numbers (NaN or infinite): the training diverged, or the file was"
              + " damaged before its hash was taken."
              + problem("not finite", wrong)
              + "\nTake an earlier checkpoint, or copy the file from where it is whole.");
    }
  }

  private static long notFinite(NDArray array) {
    try (NDManager scratch = array.getManager().newSubManager()) {
      NDArray nan = array.isNaN();
      NDArray infinite = array.isInfinite();
      NDArray either = nan.logicalOr(infinite);
      NDArray flags = either.toType(DataType.INT64, true);
      NDArray count = flags.sum();
      new NDList(nan, infinite, either, flags, count).attach(scratch);
      return count.getLong();
    }
  }

  private static void fill(Parameter parameter, @Nullable NDArray array) {
    if (array != null) {
      // DJL takes an array only where no shape was set; the shape was just compared.
      parameter.setShape(null);
      parameter.setArray(array);
      parameter.freeze(true);
    }
  }

  private static String problem(String kind, List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    int more = names.size() - LISTED;
    return "\n  "
        + kind
        + ": "
        + String.join("; ", names.subList(0, Math.min(LISTED, names.size())))
        + (more > 0 ? "; and " + more + " more" : "");
  }
}
