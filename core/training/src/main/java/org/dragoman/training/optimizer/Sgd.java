package org.dragoman.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.Map;
import org.dragoman.runtime.engine.Torch;

/**
 * Stochastic gradient descent with momentum (Polyak 1964), in the form {@code v' = m v + g}, {@code
 * w' = w - rate v'}, so that a change of the rate takes effect at once.
 */
final class Sgd extends Optimizer {
  private static final String VELOCITY = "velocity";

  private final double momentum;

  Sgd(Torch torch, OptimizerConfig config, Map<String, Parameter> parameters) {
    super(torch, parameters);
    momentum = config.momentum();
    if (momentum > 0) {
      addState(VELOCITY);
    }
  }

  @Override
  void step(String name, NDArray weight, NDArray gradient, Step step) {
    NDArray hyper = step.constants(step.scale(), momentum, step.rate());
    if (momentum > 0) {
      call("momentum", weight, gradient, state(VELOCITY, name), hyper);
    } else {
      call("sgd", weight, gradient, hyper);
    }
  }
}
