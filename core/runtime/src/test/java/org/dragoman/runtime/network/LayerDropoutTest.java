package org.dragoman.runtime.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.HashSet;
import java.util.Set;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.spi.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LayerDropoutTest {
  private final Torch torch = Torch.open(ai.djl.Device.cpu());
  private final NDArray ones = torch.manager().ones(new Shape(50, 20, 10), DataType.FLOAT32);

  @AfterEach
  void close() {
    torch.close();
  }

  @Test
  void aLockedMaskIsTheSameAtEveryStep() {
    LayerDropout.Run run = new LayerDropout(0.4, true).open(Mode.TRAINING);

    float[] sequence = run.apply(ones).toFloatArray();

    float[] step = run.apply(ones.get(0)).toFloatArray();
    for (int i = 0; i < sequence.length; i++) {
      assertThat(sequence[i]).isEqualTo(step[i % step.length]);
    }
    assertThat(values(step)).containsExactlyInAnyOrder(0f, (float) (1 / 0.6));
  }

  @Test
  void anotherBatchHasAnotherLockedMask() {
    LayerDropout dropout = new LayerDropout(0.4, true);
    assertThat(dropout.open(Mode.TRAINING).apply(ones.get(0)))
        .isNotEqualTo(dropout.open(Mode.TRAINING).apply(ones.get(0)));
  }

  @Test
  void withoutALockEachStepHasAMaskOfItsOwn() {
    NDArray dropped = new LayerDropout(0.4, false).open(Mode.TRAINING).apply(ones);
    assertThat(dropped.get(0)).isNotEqualTo(dropped.get(1));
    assertThat(dropped.mean().getFloat()).isCloseTo(1, within(0.05f));
  }

  @Test
  void aDroppedWordLosesItsWholeVector() {
    float[] values = LayerDropout.droppedWords(ones, 0.3, Mode.TRAINING).toFloatArray();

    int dropped = 0;
    for (int word = 0; word < 1000; word++) {
      for (int i = 1; i < 10; i++) {
        assertThat(values[word * 10 + i]).isEqualTo(values[word * 10]);
      }
      dropped += values[word * 10] == 0 ? 1 : 0;
    }
    assertThat(dropped).isBetween(220, 380);
  }

  @Test
  void nothingIsDroppedInInference() {
    assertThat(new LayerDropout(0.4, true).open(Mode.INFERENCE).apply(ones)).isSameAs(ones);
    assertThat(new LayerDropout(0.4, false).open(Mode.INFERENCE).apply(ones)).isSameAs(ones);
    assertThat(LayerDropout.droppedWords(ones, 0.4, Mode.INFERENCE)).isSameAs(ones);
  }

  private static Set<Float> values(float[] array) {
    Set<Float> values = new HashSet<>();
    for (float value : array) {
      values.add(value);
    }
    return values;
  }
}
