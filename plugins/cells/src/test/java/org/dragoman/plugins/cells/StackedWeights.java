package org.dragoman.plugins.cells;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.spi.Ops;
import org.dragoman.spi.RnnCell;

/**
 * The cells and their fixtures: which matrices of a fixture, one a gate, make up each stacked
 * weight of a cell, in its order of gates. A bias that the fixture has once and the cell twice
 * stands in {@code bias_ih}; its twin is zero and has the same gradient.
 */
enum StackedWeights {
  RNN_TANH(
      "rnn-tanh",
      (ops, size, inputSize) -> new RnnTanhCell.Factory(ops).create(Configs.rnn(size), inputSize),
      Map.of("weight_ih", "W_xh", "weight_hh", "W_hh", "bias_ih", "b_h", "bias_hh", "b_h")),
  RNN_RELU(
      "rnn-relu",
      (ops, size, inputSize) -> new RnnReluCell.Factory(ops).create(Configs.rnn(size), inputSize),
      Map.of("weight_ih", "W_xh", "weight_hh", "W_hh", "bias_ih", "b_h", "bias_hh", "b_h")),
  JORDAN(
      "jordan",
      (ops, size, inputSize) -> new JordanCell.Factory(ops).create(new SizeConfig(size), inputSize),
      Map.of("weight_ih", "W_xh", "bias", "b_h")),
  LSTM(
      "lstm",
      (ops, size, inputSize) -> new LstmCell.Factory(ops).create(Configs.lstm(size), inputSize),
      Map.of(
          "weight_ih", "W_xi W_xf W_xg W_xo",
          "weight_hh", "W_hi W_hf W_hg W_ho",
          "bias_ih", "b_i b_f b_g b_o",
          "bias_hh", "b_i b_f b_g b_o")),
  LSTM_PEEPHOLE(
      "lstm-peephole",
      (ops, size, inputSize) ->
          new LstmPeepholeCell.Factory(ops).create(Configs.lstm(size), inputSize),
      Map.of(
          "weight_ih", "W_xi W_xf W_xg W_xo",
          "weight_hh", "W_hi W_hf W_hg W_ho",
          "bias", "b_i b_f b_g b_o",
          "weight_ci", "w_ci",
          "weight_cf", "w_cf",
          "weight_co", "w_co")),
  LSTM_COUPLED(
      "lstm-coupled",
      (ops, size, inputSize) ->
          new LstmCoupledCell.Factory(ops).create(Configs.lstm(size), inputSize),
      Map.of(
          "weight_ih", "W_xf W_xg W_xo",
          "weight_hh", "W_hf W_hg W_ho",
          "bias", "b_f b_g b_o")),
  LSTM_LAYER_NORM(
      "lstm-layer-norm",
      (ops, size, inputSize) ->
          new LstmLayerNormCell.Factory(ops).create(Configs.lstm(size), inputSize),
      Map.of(
          "weight_ih", "W_xi W_xf W_xg W_xo",
          "weight_hh", "W_hi W_hf W_hg W_ho",
          "bias", "b_i b_f b_g b_o",
          "norm_x_gain", "gain_x",
          "norm_x_offset", "bias_x",
          "norm_h_gain", "gain_h",
          "norm_h_offset", "bias_h",
          "norm_c_gain", "gain_c",
          "norm_c_offset", "bias_c")),
  LSTM_MULTIPLICATIVE(
      "lstm-multiplicative",
      (ops, size, inputSize) ->
          new LstmMultiplicativeCell.Factory(ops).create(Configs.lstm(size), inputSize),
      Map.of(
          "weight_ih", "W_xm W_xi W_xf W_xg W_xo",
          "weight_hm", "W_hm",
          "weight_mh", "W_mi W_mf W_mg W_mo",
          "bias", "b_i b_f b_g b_o")),
  GRU(
      "gru-reset-after",
      (ops, size, inputSize) -> new GruCell.Factory(ops).create(Configs.gated(size), inputSize),
      Map.of(
          "weight_ih", "W_xr W_xz W_xn",
          "weight_hh", "W_hr W_hz W_hn",
          "bias_ih", "b_r b_z b_n",
          "bias_hh", "b_r b_z b_hn")),
  GRU_RESET_BEFORE(
      "gru-reset-before",
      (ops, size, inputSize) ->
          new GruResetBeforeCell.Factory(ops).create(Configs.gated(size), inputSize),
      Map.of(
          "weight_ih", "W_xr W_xz W_xn",
          "weight_hh", "W_hr W_hz",
          "weight_hn", "W_hn",
          "bias", "b_r b_z b_n")),
  GRU_LAYER_NORM(
      "gru-layer-norm",
      (ops, size, inputSize) ->
          new GruLayerNormCell.Factory(ops).create(Configs.gated(size), inputSize),
      Map.ofEntries(
          entry("weight_ih", "W_xr W_xz W_xn"),
          entry("weight_hh", "W_hr W_hz W_hn"),
          entry("norm_xg_gain", "gain_xg"),
          entry("norm_xg_offset", "bias_xg"),
          entry("norm_xn_gain", "gain_xn"),
          entry("norm_xn_offset", "bias_xn"),
          entry("norm_hg_gain", "gain_hg"),
          entry("norm_hg_offset", "bias_hg"),
          entry("norm_hn_gain", "gain_hn"),
          entry("norm_hn_offset", "bias_hn"))),
  MGU(
      "mgu",
      (ops, size, inputSize) -> new MguCell.Factory(ops).create(Configs.gated(size), inputSize),
      Map.of(
          "weight_ih", "W_xf W_xn", "weight_hf", "W_hf", "weight_hn", "W_hn", "bias", "b_f b_n")),
  SRU(
      "sru",
      (ops, size, inputSize) -> new SruCell.Factory(ops).create(Configs.sru(size), inputSize),
      Map.of(
          "weight_ih", "W_xc W_xf W_xr W_xs",
          "weight_cf", "w_cf",
          "weight_cr", "w_cr",
          "bias", "b_f b_r"));

  private final String fixtures;
  private final Maker maker;
  private final Map<String, String> parts;

  private interface Maker {
    RnnCell make(Ops ops, int size, int inputSize);
  }

  StackedWeights(String fixtures, Maker maker, Map<String, String> parts) {
    this.fixtures = fixtures;
    this.maker = maker;
    this.parts = parts;
  }

  /** A cell of the LSTM family. */
  RnnCell lstm(Ops ops, int size, double forgetBias) {
    LstmConfig config = new LstmConfig(size, RecurrentInit.UNIFORM, forgetBias, CellDropout.NONE);
    CellFactory<LstmConfig> factory =
        switch (this) {
          case LSTM -> new LstmCell.Factory(ops);
          case LSTM_PEEPHOLE -> new LstmPeepholeCell.Factory(ops);
          case LSTM_COUPLED -> new LstmCoupledCell.Factory(ops);
          case LSTM_LAYER_NORM -> new LstmLayerNormCell.Factory(ops);
          case LSTM_MULTIPLICATIVE -> new LstmMultiplicativeCell.Factory(ops);
          default -> throw new IllegalArgumentException(this + " has no forget bias");
        };
    return factory.create(config, 3);
  }

  /** The fixtures of the cell. */
  List<CellFixture> fixtures() {
    return CellFixture.of(fixtures);
  }

  /** A cell without values. */
  RnnCell cell(Ops ops, int size, int inputSize) {
    return maker.make(ops, size, inputSize);
  }

  /** The values of a weight of the cell. */
  double[] values(CellFixture fixture, String weight) {
    Map<String, double[]> blocks = new LinkedHashMap<>();
    names(fixture, weight)
        .forEach(name -> blocks.put(name, fixture.stacked(List.of(name), "parameters")));
    if (weight.equals("bias_hh")) {
      names(fixture, "bias_ih").stream()
          .filter(blocks::containsKey)
          .forEach(twin -> Arrays.fill(blocks.get(twin), 0));
    }
    return blocks.values().stream().flatMapToDouble(Arrays::stream).toArray();
  }

  /** The gradient of a weight of the cell. */
  double[] gradient(CellFixture fixture, String weight) {
    return fixture.stacked(names(fixture, weight), "gradients", "parameters");
  }

  private List<String> names(CellFixture fixture, String weight) {
    List<String> names = new ArrayList<>(List.of(parts.get(weight).split(" ")));
    if (fixture.size("inputSize") == fixture.size("hiddenSize")) {
      // The highway of such an SRU has no weights.
      names.remove("W_xs");
    }
    return names;
  }
}
