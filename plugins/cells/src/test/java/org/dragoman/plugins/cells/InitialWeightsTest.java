package org.dragoman.plugins.cells;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.UniformInitializer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dragoman.spi.RnnCell;
import org.dragoman.testkit.TestEngine;
import org.dragoman.testkit.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InitialWeightsTest {
  private static final int SIZE = 6;
  private static final int INPUT_SIZE = 3;

  private final TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  private Map<String, NDArray> weights(RnnCell cell, DataType type) {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    NDManager manager = engine.manager().newSubManager();
    for (Parameter parameter : cell.parameters()) {
      parameter.initialize(manager, type);
      weights.put(parameter.getName(), parameter.getArray());
    }
    return weights;
  }

  private RnnCell gru(RecurrentInit init) {
    return new GruCell.Factory(engine.ops())
        .create(Configs.gated(SIZE, init, CellDropout.NONE), INPUT_SIZE);
  }

  private RnnCell lstm(double forgetBias) {
    return new LstmCell.Factory(engine.ops())
        .create(
            new LstmConfig(SIZE, RecurrentInit.UNIFORM, forgetBias, CellDropout.NONE), INPUT_SIZE);
  }

  @Test
  void aGruBeginsAsPyTorchsDoesWeightByWeight() {
    UniformInitializer uniform = new UniformInitializer((float) (1 / Math.sqrt(SIZE)));
    engine.reseed();
    Map<String, NDArray> weights = weights(gru(RecurrentInit.UNIFORM), DataType.FLOAT32);

    assertThat(weights).containsOnlyKeys("weight_ih", "weight_hh", "bias_ih", "bias_hh");
    engine.reseed();
    weights.forEach(
        (name, array) ->
            assertThat(array.toFloatArray())
                .as(name)
                .isEqualTo(
                    uniform
                        .initialize(engine.manager(), array.getShape(), DataType.FLOAT32)
                        .toFloatArray()));
  }

  @Test
  void orthogonalMatricesAreSoGateByGate() {
    for (DataType type : new DataType[] {DataType.FLOAT64, DataType.FLOAT32}) {
      NDArray weight = weights(gru(RecurrentInit.ORTHOGONAL), type).get("weight_hh");
      double tolerance = type == DataType.FLOAT64 ? 1e-12 : 1e-5;
      double[] identity = Values.of(engine.manager().eye(SIZE).toType(type, true));

      assertThat(weight.getShape()).isEqualTo(new Shape(3 * SIZE, SIZE));
      for (int gate = 0; gate < 3; gate++) {
        NDArray block = weight.get(new NDIndex("{}:{}", gate * SIZE, (gate + 1) * SIZE));
        Values.assertClose(
            "W W^T", Values.of(block.matMul(block.transpose())), identity, tolerance);
      }
      assertThat(Values.of(weight.get(new NDIndex("0:{}", SIZE))))
          .isNotEqualTo(Values.of(weight.get(new NDIndex("{}:{}", SIZE, 2 * SIZE))));
    }
  }

  @Test
  void orthogonalMatricesFollowFromTheSeed() {
    engine.reseed();
    double[] one = Values.of(Orthogonal.draw(engine.manager(), 40, DataType.FLOAT64));
    engine.reseed();
    double[] same = Values.of(Orthogonal.draw(engine.manager(), 40, DataType.FLOAT64));
    double[] other = Values.of(Orthogonal.draw(engine.manager(), 40, DataType.FLOAT64));

    assertThat(same).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
    assertThat(Arrays.stream(one).sum()).isBetween(-30.0, 30.0);
  }

  @Test
  void identityIsSoGateByGate() {
    NDArray weight = weights(gru(RecurrentInit.IDENTITY), DataType.FLOAT32).get("weight_hh");

    assertThat(weight.toFloatArray())
        .isEqualTo(engine.manager().eye(SIZE).tile(new long[] {3, 1}).toFloatArray());
  }

  @ParameterizedTest
  @EnumSource(
      value = StackedWeights.class,
      names = {"LSTM", "LSTM_PEEPHOLE", "LSTM_COUPLED", "LSTM_LAYER_NORM", "LSTM_MULTIPLICATIVE"})
  void theForgetBiasRaisesTheForgetGatesBlockAlone(StackedWeights kind) {
    String bias = kind == StackedWeights.LSTM ? "bias_ih" : "bias";
    engine.reseed();
    double[] plain =
        Values.of(weights(kind.lstm(engine.ops(), SIZE, 0), DataType.FLOAT64).get(bias));
    engine.reseed();
    double[] raised =
        Values.of(weights(kind.lstm(engine.ops(), SIZE, 1.5), DataType.FLOAT64).get(bias));
    int forget = kind == StackedWeights.LSTM_COUPLED ? 0 : 1;

    for (int k = 0; k < plain.length; k++) {
      assertThat(raised[k] - plain[k])
          .as("row %d", k)
          .isCloseTo(k / SIZE == forget ? 1.5 : 0, org.assertj.core.data.Offset.offset(1e-6));
    }
  }

  @Test
  void anSruBeginsAsThePaperSays() {
    RnnCell learned = new SruCell.Factory(engine.ops()).create(Configs.sru(40), 30);
    Map<String, NDArray> weights = weights(learned, DataType.FLOAT64);
    double range = Math.sqrt(3.0 / 30);
    NDArray matrix = weights.get("weight_ih");

    assertThat(Values.of(weights.get("bias"))).containsOnly(0);
    assertThat(matrix.getShape()).isEqualTo(new Shape(160, 30));
    assertThat(Values.of(matrix.get(new NDIndex("0:120")).abs().max())[0])
        .isBetween(0.95 * range, range + 1e-6);
    assertThat(Values.of(matrix.get(new NDIndex("120:160")).abs().max())[0])
        .isBetween(0.95 * Math.sqrt(3) * range, Math.sqrt(3) * range + 1e-6);
    assertThat(
            weights(new SruCell.Factory(engine.ops()).create(Configs.sru(5), 5), DataType.FLOAT64)
                .get("weight_ih")
                .getShape())
        .isEqualTo(new Shape(15, 5));
  }
}
