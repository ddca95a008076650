package org.dragoman.plugins.cells;

/** Configurations of cells for tests. */
final class Configs {
  private static final CellDropout DROPOUT = new CellDropout(0.4, 0.3, 0.2);

  private Configs() {}

  static CellConfig gated(int size) {
    return gated(size, RecurrentInit.UNIFORM, CellDropout.NONE);
  }

  static CellConfig gated(int size, RecurrentInit init, CellDropout dropout) {
    return new CellConfig(size, init, dropout);
  }

  static LstmConfig lstm(int size) {
    return lstm(size, CellDropout.NONE);
  }

  static LstmConfig lstm(int size, CellDropout dropout) {
    return new LstmConfig(size, RecurrentInit.UNIFORM, 0, dropout);
  }

  static RnnConfig rnn(int size) {
    return new RnnConfig(size, RecurrentInit.UNIFORM, new RnnConfig.Dropout(0, 0));
  }

  static SruConfig sru(int size) {
    return new SruConfig(size, new SruConfig.Dropout(0, 0));
  }

  /** All that there is is on. */
  static CellConfig gatedWithDropout() {
    return gated(4, RecurrentInit.ORTHOGONAL, DROPOUT);
  }

  static LstmConfig lstmWithDropout() {
    return new LstmConfig(4, RecurrentInit.ORTHOGONAL, 1, DROPOUT);
  }

  static RnnConfig rnnWithDropout() {
    return new RnnConfig(4, RecurrentInit.IDENTITY, new RnnConfig.Dropout(0.4, 0.2));
  }

  static SruConfig sruWithDropout() {
    return new SruConfig(4, new SruConfig.Dropout(0.3, 0.2));
  }
}
