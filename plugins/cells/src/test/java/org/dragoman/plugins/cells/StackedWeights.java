package org.dragoman.plugins.cells;

import java.util.List;

/**
 * Which matrices of a fixture, one a gate, make up each stacked weight of a cell, in its order of
 * gates. A bias that the fixture has once and the cell twice stands in {@code bias_ih}; its twin is
 * zero and has the same gradient.
 */
enum StackedWeights {
  GRU(
      List.of("W_xr", "W_xz", "W_xn"),
      List.of("W_hr", "W_hz", "W_hn"),
      List.of("b_r", "b_z", "b_n"),
      List.of("b_r", "b_z", "b_hn")),
  LSTM(
      List.of("W_xi", "W_xf", "W_xg", "W_xo"),
      List.of("W_hi", "W_hf", "W_hg", "W_ho"),
      List.of("b_i", "b_f", "b_g", "b_o"),
      List.of("b_i", "b_f", "b_g", "b_o"));

  private final List<String> inputWeight;
  private final List<String> hiddenWeight;
  private final List<String> inputBias;
  private final List<String> hiddenBias;

  StackedWeights(
      List<String> inputWeight,
      List<String> hiddenWeight,
      List<String> inputBias,
      List<String> hiddenBias) {
    this.inputWeight = inputWeight;
    this.hiddenWeight = hiddenWeight;
    this.inputBias = inputBias;
    this.hiddenBias = hiddenBias;
  }

  /** The values of a weight of the cell. */
  double[] values(CellFixture fixture, String weight) {
    double[] values = fixture.stacked(names(weight), "parameters");
    if (weight.equals("bias_hh")) {
      int size = fixture.size("hiddenSize");
      for (int gate = 0; gate < inputBias.size(); gate++) {
        if (hiddenBias.get(gate).equals(inputBias.get(gate))) {
          java.util.Arrays.fill(values, gate * size, (gate + 1) * size, 0);
        }
      }
    }
    return values;
  }

  /** The gradient of a weight of the cell. */
  double[] gradient(CellFixture fixture, String weight) {
    return fixture.stacked(names(weight), "gradients", "parameters");
  }

  private List<String> names(String weight) {
    return switch (weight) {
      case "weight_ih" -> inputWeight;
      case "weight_hh" -> hiddenWeight;
      case "bias_ih" -> inputBias;
      case "bias_hh" -> hiddenBias;
      default -> throw new IllegalArgumentException(weight);
    };
  }
}
