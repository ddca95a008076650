package org.dragoman.training.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import java.util.Map;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.training.optimizer.OptimizerConfig.OptimizerType;

/**
 * Adam (Kingma and Ba 2015, arXiv:1412.6980) with bias correction; as AdamW (Loshchilov and Hutter
 * 2019, arXiv:1711.05101) the weight decay is separate from the gradients.
 */
final class Adam extends Optimizer {
  private static final String MEAN = "mean";
  private static final String VARIANCE = "variance";

  private final OptimizerConfig config;

  Adam(Torch torch, OptimizerConfig config, Map<String, Parameter> parameters) {
    super(torch, parameters);
    this.config = config;
    addState(MEAN);
    addState(VARIANCE);
  }

  @Override
  void step(String name, NDArray weight, NDArray gradient, Step step) {
    if (config.type() == OptimizerType.ADAMW) {
      call("decay", weight, step.constants(step.rate() * config.weightDecay()));
    }
    NDArray hyper =
        step.constants(
            step.scale(),
            config.beta1(),
            config.beta2(),
            config.epsilon(),
            step.rate() / (1 - Math.pow(config.beta1(), step.number())),
            Math.sqrt(1 - Math.pow(config.beta2(), step.number())));
    call("adam", weight, gradient, state(MEAN, name), state(VARIANCE, name), hyper);
  }
}
