package org.dragoman.runtime.network;

import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.dragoman.runtime.DragomanException;
import org.dragoman.spi.Component;

/** Collects weights under the names they have in a bundle, such as {@code decoder.0.weight_hh}. */
public final class NamedParameters {
  /** DJL would take a name such as {@code a.b} for a place in a dictionary of arrays. */
  private static final Pattern NAME = Pattern.compile("\\w+");

  private final Map<String, Parameter> all = new LinkedHashMap<>();

  public void add(String prefix, Component component) {
    for (Parameter parameter : component.parameters()) {
      String name = parameter.getName();
      if (!NAME.matcher(name).matches()) {
        throw DragomanException.configuration(
            "%s (%s) has a weight with the name '%s'. A weight's name is of letters, digits and underscores; get another version of the plugin, or rename it there."
                .formatted(prefix, component.getClass().getName(), name));
      }
      add(prefix + "." + name, parameter);
    }
  }

  public void add(String name, Parameter parameter) {
    if (all.put(name, parameter) != null) {
      throw new IllegalArgumentException("two weights are called " + name);
    }
  }

  public Map<String, Parameter> all() {
    return all;
  }
}
