package org.dragoman.spi;

import ai.djl.nn.Parameter;
import java.util.List;

/** A part of a model with weights of its own. */
public interface Component {
  /**
   * Returns the weights with their names, shapes and initializers, always in the same order. A name
   * is unique within the component and consists of letters, digits and underscores ({@code \w+});
   * others are refused. If PyTorch has the same component, use its names, such as {@code
   * weight_ih}. The caller initializes or fills them before the component is used, in any float
   * type and on any device.
   */
  List<Parameter> parameters();
}
