package org.dragoman.training.optimizer;

import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;

/** Separates the weights to train from the frozen ones. */
public final class Trainable {
  private Trainable() {}

  /**
   * Returns the weights to train; the others get no gradients from now on.
   *
   * @param all by name
   * @param frozen names of weights to freeze; {@code *} matches anything, as in {@code encoder.*}
   * @throws DragomanException of kind CONFIGURATION if one of them matches no weight, or no weight
   *     is left to train
   */
  public static Map<String, Parameter> of(Map<String, Parameter> all, List<String> frozen) {
    Map<String, Parameter> trained = new LinkedHashMap<>(all);
    for (String name : frozen) {
      Pattern pattern = pattern(name);
      List<String> found =
          all.keySet().stream().filter(key -> pattern.matcher(key).matches()).toList();
      if (found.isEmpty()) {
        throw DragomanException.configuration(
            "training.freeze: no weight is called '%s'. There are: %s."
                .formatted(name, String.join(", ", new ArrayList<>(all.keySet()))));
      }
      trained.keySet().removeAll(found);
    }
    if (trained.isEmpty()) {
      throw DragomanException.configuration(
          "training.freeze: nothing is left to train. Leave one of the names out.");
    }
    all.forEach((name, parameter) -> parameter.freeze(!trained.containsKey(name)));
    return trained;
  }

  private static Pattern pattern(String name) {
    return Pattern.compile(
        Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }
}
