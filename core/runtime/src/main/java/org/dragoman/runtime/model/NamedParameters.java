package org.dragoman.runtime.model;

import ai.djl.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dragoman.spi.Component;

/** Collects weights under the names they have in a bundle, such as {@code decoder.0.weight_hh}. */
final class NamedParameters {
  private final Map<String, Parameter> all = new LinkedHashMap<>();

  void add(String prefix, Component component) {
    for (Parameter parameter : component.parameters()) {
      add(prefix + "." + parameter.getName(), parameter);
    }
  }

  void add(String name, Parameter parameter) {
    if (all.put(name, parameter) != null) {
      throw new IllegalArgumentException("two weights are called " + name);
    }
  }

  Map<String, Parameter> all() {
    return all;
  }
}
