package org.dragoman.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.nn.Parameter;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.MatmulPrecision;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.training.backprop.Backpropagation;
import org.dragoman.training.batch.CarriedState;
import org.dragoman.training.batch.Pair;
import org.dragoman.training.batch.PairBatch;
import org.dragoman.training.batch.TrainingBatch;
import org.dragoman.training.objective.LossConfig.MeanOf;
import org.dragoman.training.optimizer.ClippedStep;
import org.dragoman.training.optimizer.Gradients;
import org.dragoman.training.optimizer.Optimizer;
import org.dragoman.training.optimizer.OptimizerConfig;
import org.dragoman.training.optimizer.OptimizerConfig.OptimizerType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class UpdateStepTest {
  private static final Torch TORCH = Torch.open(Device.cpu());

  /** Of 3 and 2 tokens, and of 5. */
  private static final List<Pair> FIRST =
      List.of(new Pair(new int[] {4, 3}, new int[] {5, 6}), new Pair(new int[] {3}, new int[] {7}));

  private static final List<Pair> SECOND =
      List.of(new Pair(new int[] {4, 4, 4, 3}, new int[] {5, 6, 7, 8}));

  @AfterAll
  static void close() {
    TORCH.close();
  }

  /** A step of SGD at rate 1 by a regime whose gradient is 6 for each token. */
  private static double weightAfter(MeanOf mean, List<List<Pair>> batches) {
    Parameter weight = Weight.of(TORCH, "w", 0);
    Backpropagation regime =
        (examples, update) -> {
          int tokens = TrainingBatch.of(examples).targetTokens();
          Weight.addGradient(TORCH, weight, 6f * tokens);
          return new Backpropagation.BatchLoss(2 * tokens, tokens, tokens - 1, null);
        };
    Map<String, Parameter> weights = Map.of("w", weight);
    OptimizerConfig config = new OptimizerConfig(OptimizerType.SGD, 1, 0.9, 0.9, 1, 0, 0);
    try (Optimizer optimizer = Optimizer.of(TORCH, config, weights);
        GradMode off = GradMode.off()) {
      UpdateStep step =
          new UpdateStep(
              TORCH,
              regime,
              mean,
              MatmulPrecision.FLOAT32,
              new ClippedStep(new Gradients(TORCH, weights), optimizer, 0, 0),
              new CarriedState(TORCH.manager()));
      UpdateStep.Result result = step.learn(batches.stream().map(PairBatch::of).toList(), 1, 1);
      assertThat(result.tokens()).isEqualTo(10);
      assertThat(result.loss()).isEqualTo(20);
      assertThat(result.modelFed()).isEqualTo(10 - batches.size());
      return weight.getArray().getFloat();
    }
  }

  @Test
  void severalBatchesAreAsOne() {
    List<Pair> joined = List.of(FIRST.get(0), FIRST.get(1), SECOND.get(0));
    for (List<List<Pair>> batches : List.of(List.of(FIRST, SECOND), List.of(joined))) {
      assertThat(weightAfter(MeanOf.TOKEN, batches)).isEqualTo(-6);
      assertThat(weightAfter(MeanOf.SENTENCE, batches)).isEqualTo(-20);
    }
  }

  @Test
  void tooLittleMemoryNamesTheBatchAndWhatToSet() {
    Backpropagation hungry =
        (batch, update) -> {
          throw new EngineException("DefaultCPUAllocator: can't allocate memory");
        };
    Parameter weight = Weight.of(TORCH, "w", 0);
    Map<String, Parameter> weights = Map.of("w", weight);
    OptimizerConfig config = new OptimizerConfig(OptimizerType.SGD, 1, 0.9, 0.9, 1, 0, 0);
    try (Optimizer optimizer = Optimizer.of(TORCH, config, weights)) {
      UpdateStep step =
          new UpdateStep(
              TORCH,
              hungry,
              MeanOf.TOKEN,
              MatmulPrecision.FLOAT32,
              new ClippedStep(new Gradients(TORCH, weights), optimizer, 0, 0),
              new CarriedState(TORCH.manager()));
      assertThatThrownBy(() -> step.rehearse(FIRST))
          .isInstanceOf(DragomanException.class)
          .hasMessage(
              "There is too little memory to learn from a batch of 2 sentence pairs, with padding of 2 source and 3 target positions each. Set training.batch.size lower (and training.accumulate higher, for updates of as many sentences), or training.max-length, now 2 pieces at most here, or training.regime to truncated-bptt.");
    }
  }
}
