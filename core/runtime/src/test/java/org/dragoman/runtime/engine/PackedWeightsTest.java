package org.dragoman.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedWeightsTest {
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
      try (Packing frozen = torch.pack(List.of(weight))) {
        assertThat(torch.ops().linear(x, weight, null).allClose(plain, 1e-5, 1e-5, false)).isTrue();
        NDArray withBias = torch.ops().linear(sequence, weight, bias);
        assertThat(withBias.getShape()).isEqualTo(new Shape(1, rows, 70));
        assertThat(withBias.allClose(plainWithBias, 1e-5, 1e-5, false)).isTrue();
      }
    }
  }

  /** The engine's packing, of other values where the weight has fewer rows than {@code wrongTo}. */
  private static PackedWeight.Packer wrong(int wrongTo) {
    return (kernels, weight) -> {
      if (weight.getShape().get(0) >= wrongTo) {
        return PackedWeight.pack(kernels, weight);
      }
      NDArray other = weight.duplicate();
      other.set(new NDIndex("-1, -1"), 7);
      return PackedWeight.pack(kernels, other);
    };
  }

  /** Products of one and of many axes, with and without a bias, are those of the plain weight. */
  private void productsAreRight(PackedWeights weights) {
    NDArray x = manager.randomNormal(new Shape(3, 4, 33));
    NDArray product = weights.linear(x, weight, null);
    assertThat(product.getShape()).isEqualTo(new Shape(3, 4, 70));
    assertThat(product.allClose(torch.ops().linear(x, weight, null), 1e-5, 1e-5, false)).isTrue();
    NDArray row = x.get("0, 0");
    NDArray withBias = weights.linear(row, weight, bias);
    assertThat(withBias.getShape()).isEqualTo(new Shape(70));
    assertThat(withBias.toFloatArray())
        .containsExactly(torch.ops().linear(row, weight, bias).toFloatArray(), within(1e-4f));
  }

  private void assumePacking() {
    try (PackedWeights weights = new PackedWeights(manager);
        Packing frozen = weights.pack(List.of(weight))) {
      assumeTrue(
          weights.linear(manager.ones(new Shape(1, 33)), weight, null) != null,
          "no packed products on this processor");
    }
  }

  @Test
  void aPackingThatIsWrongIsWorkedRoundByRowsOfZeros() {
    assumePacking();
    List<Long> packedRows = new ArrayList<>();
    PackedWeight.Packer packer =
        (kernels, array) -> {
          packedRows.add(array.getShape().get(0));
          return wrong(192).pack(kernels, array);
        };
    try (GradMode off = GradMode.off();
        PackedWeights weights = new PackedWeights(manager, packer);
        Packing frozen = weights.pack(List.of(weight))) {
      productsAreRight(weights);
      productsAreRight(weights);
    }
    assertThat(packedRows).containsExactly(70L, 192L);
  }

  @Test
  void aWeightThatCannotBePackedStaysPlain() {
    assumePacking();
    try (GradMode off = GradMode.off();
        PackedWeights weights = new PackedWeights(manager, wrong(Integer.MAX_VALUE));
        Packing frozen = weights.pack(List.of(weight))) {
      assertThat(weights.linear(manager.ones(new Shape(1, 33)), weight, bias)).isNull();
      NDArray whole = manager.randomNormal(new Shape(192, 33));
      try (Packing other = weights.pack(List.of(whole))) {
        assertThat(weights.linear(manager.ones(new Shape(1, 33)), whole, null)).isNull();
      }
    }
  }

  @Test
  void aPropertySwitchesPackingOff() {
    System.setProperty(PackedWeights.PACKING, "false");
    try (GradMode off = GradMode.off();
        PackedWeights weights = new PackedWeights(manager);
        Packing frozen = weights.pack(List.of(weight))) {
      assertThat(weights.linear(manager.ones(new Shape(1, 33)), weight, null)).isNull();
    } finally {
      System.clearProperty(PackedWeights.PACKING);
    }
  }

  /** Products at sizes of partial blocks are right, however the engine packs them here. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 17, 33, 40, 48, 63, 65, 72, 100, 127, 129, 193, 200, 300, 1032})
  void productsOfAllSizesAreRight(int rows) {
    NDArray odd = manager.randomNormal(new Shape(rows, 37));
    NDArray x = manager.randomNormal(new Shape(5, 37));
    try (GradMode off = GradMode.off();
        Packing frozen = torch.pack(List.of(odd))) {
      float[] product = torch.ops().linear(x, odd, null).toFloatArray();
      double[] exact = product(x.toFloatArray(), odd.toFloatArray(), 5, rows, 37);
      for (int i = 0; i < exact.length; i++) {
        assertThat((double) product[i]).isCloseTo(exact[i], within(1e-4));
      }
    }
  }

  private static double[] product(float[] x, float[] w, int m, int n, int k) {
    double[] y = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int l = 0; l < k; l++) {
          y[i * n + j] += (double) x[i * k + l] * w[j * k + l];
        }
      }
    }
    return y;
  }

  @Test
  void aWeightWithoutColumnsGivesZeros() {
    NDArray empty = manager.zeros(new Shape(70, 0));
    try (GradMode off = GradMode.off();
        Packing frozen = torch.pack(List.of(empty))) {
      NDArray product = torch.ops().linear(manager.zeros(new Shape(4, 0)), empty, null);
      assertThat(product).isEqualTo(manager.zeros(new Shape(4, 70)));
    }
  }

  @Test
  void aWeightThatIsFrozenNoMoreMayChange() {
    NDArray x = manager.randomNormal(new Shape(4, 33));
    try (GradMode off = GradMode.off()) {
      try (Packing frozen = torch.pack(List.of(weight))) {
        torch.ops().linear(x, weight, null);
      }
      weight.muli(0);
      assertThat(torch.ops().linear(x, weight, null).abs().sum().getFloat()).isZero();
      try (Packing frozen = torch.pack(List.of(weight))) {
        assertThat(torch.ops().linear(x, weight, null).abs().sum().getFloat()).isZero();
      }
    }
  }

  @Test
  void aWeightThatIsFrozenTwiceThawsWithTheFirstPromise() {
    NDArray x = manager.randomNormal(new Shape(4, 33));
    try (GradMode off = GradMode.off()) {
      try (Packing first = torch.pack(List.of(weight))) {
        float[] product = torch.ops().linear(x, weight, null).toFloatArray();
        // The promise is broken to see whether the copy is taken.
        weight.muli(0);
        float[] ofCopy = torch.ops().linear(x, weight, null).toFloatArray();
        assumeTrue(Arrays.equals(ofCopy, product), "no packed products on this processor");

        torch.pack(List.of(weight)).close();

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
        Packing frozen = torch.pack(List.of(weight))) {
      NDArray y = torch.ops().linear(x, weight, null);
      torch.backward(y, y.onesLike());
    }
    NDArray expected = x.sum(new int[] {0});
    assertThat(weight.getGradient().get(0).allClose(expected, 1e-5, 1e-5, false)).isTrue();
  }
}
