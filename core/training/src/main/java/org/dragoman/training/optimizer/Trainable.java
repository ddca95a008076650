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

/** Tells the weights that are trained from those that stay as they are. */
public final class Trainable {
  private Trainable() {}

  /**
   * The weights that are trained; the others get no gradient from now on.
   *
   * @param all by name
   * @param frozen names of weights that stay, where {@code *} stands for anything: {@code
   *     encoder.*}
   * @throws DragomanException of kind CONFIGURATION where one of them is the name of no weight, or
   *     nothing is left to train
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
