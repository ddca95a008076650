package org.dragoman.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrozenWeightsTest {
  private final Torch torch = Torch.open(Device.cpu());
  private final NDManager manager = torch.manager();
  private NDArray weight;
  private NDArray bias;

  @BeforeEach
  void draw() {
    torch.seed(3);
    weight = manager.randomNormal(new Shape(70, 33));
    bias = manager.randomNormal(new Shape(70));
  }

  @AfterEach
  void close() {
    torch.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 64, 300})
  void productsAreTheSameToRounding(int rows) {
    NDArray x = manager.randomNormal(new Shape(rows, 33));
    NDArray sequence = x.reshape(rows, 1, 33).transpose(1, 0, 2);
    try (GradMode off = GradMode.off()) {
      NDArray plain = torch.ops().linear(x, weight, null);
      NDArray plainWithBias = torch.ops().linear(sequence, weight, bias);
      try (Frozen frozen = torch.freeze(List.of(weight))) {
        assertThat(torch.ops().linear(x, weight, null).allClose(plain, 1e-5, 1e-5, false)).isTrue();
        NDArray withBias = torch.ops().linear(sequence, weight, bias);
        assertThat(withBias.getShape()).isEqualTo(new Shape(1, rows, 70));
        assertThat(withBias.allClose(plainWithBias, 1e-5, 1e-5, false)).isTrue();
      }
    }
  }

  @Test
  void aWeightWithoutColumnsGivesZeros() {
    NDArray empty = manager.zeros(new Shape(70, 0));
    try (GradMode off = GradMode.off();
        Frozen frozen = torch.freeze(List.of(empty))) {
      NDArray product = torch.ops().linear(manager.zeros(new Shape(4, 0)), empty, null);
      assertThat(product).isEqualTo(manager.zeros(new Shape(4, 70)));
    }
  }

  @Test
  void aWeightThatIsFrozenNoMoreMayChange() {
    NDArray x = manager.randomNormal(new Shape(4, 33));
    try (GradMode off = GradMode.off()) {
      try (Frozen frozen = torch.freeze(List.of(weight))) {
        torch.ops().linear(x, weight, null);
      }
      weight.muli(0);
      assertThat(torch.ops().linear(x, weight, null).abs().sum().getFloat()).isZero();
      try (Frozen frozen = torch.freeze(List.of(weight))) {
        assertThat(torch.ops().linear(x, weight, null).abs().sum().getFloat()).isZero();
      }
    }
  }

  @Test
  void aWeightThatIsFrozenTwiceThawsWithTheFirstPromise() {
    NDArray x = manager.randomNormal(new Shape(4, 33));
    try (GradMode off = GradMode.off()) {
      try (Frozen first = torch.freeze(List.of(weight))) {
        float[] product = torch.ops().linear(x, weight, null).toFloatArray();
        // The promise is broken to see whether the copy is taken.
        weight.muli(0);
        float[] ofCopy = torch.ops().linear(x, weight, null).toFloatArray();
        assumeTrue(Arrays.equals(ofCopy, product), "no packed products on this processor");

        torch.freeze(List.of(weight)).close();

        assertThat(torch.ops().linear(x, weight, null).toFloatArray()).isEqualTo(product);
      }
      assertThat(torch.ops().linear(x, weight, null).abs().sum().getFloat()).isZero();
    }
  }

  @Test
  void aFrozenWeightCanStillBeDifferentiatedWith() {
    NDArray x = manager.randomNormal(new Shape(4, 33));
    weight.setRequiresGradient(true);
    try (GradMode on = GradMode.on();
        Frozen frozen = torch.freeze(List.of(weight))) {
      NDArray y = torch.ops().linear(x, weight, null);
      torch.backward(y, y.onesLike());
    }
    NDArray expected = x.sum(new int[] {0});
    assertThat(weight.getGradient().get(0).allClose(expected, 1e-5, 1e-5, false)).isTrue();
  }
}
