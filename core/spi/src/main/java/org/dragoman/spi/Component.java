package org.dragoman.spi;

import ai.djl.nn.Parameter;
import java.util.List;

/** A part of a model with weights of its own. */
public interface Component {
  /**
   * The weights, in a fixed order, with names that are unique within the component (the ones that
   * PyTorch uses where it has the same component, {@code weight_ih} for example), shapes and
   * initializers. A name is of letters, digits and underscores ({@code \w+}); others are refused.
   * The caller initializes or fills them before the component is used, in any float type and on any
   * device.
   */
  List<Parameter> parameters();
}
