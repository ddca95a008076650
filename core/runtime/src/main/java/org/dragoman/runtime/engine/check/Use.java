package org.dragoman.runtime.engine.check;

/** The purpose of an operation, which tells what is affected if the operation is wrong. */
public enum Use {
  /** All computations of a model. */
  EVERYTHING(
      "All that a model computes here is wrong: translations, scores and training. Trust none of"
          + " them."),
  /** Products with constant weights, in translation and scoring. */
  PACKED_PRODUCTS(
      "Translations and scores are wrong here: Dragoman compares each packed weight before it uses"
          + " it, and that has missed this. DRAGOMAN_OPTS=-Ddragoman.packing=false takes plain"
          + " products, slower and right. Updates of a training are not affected."),
  /** Attention to the source. */
  ATTENTION(
      "Models with attention are not to be trusted here, neither in training nor in translating."
          + " Those with the contexts last, mean or max are not affected."),
  /** The search, in translation and scoring. */
  SEARCH(
      "Translations and scores are not to be trusted here. Training's updates are not affected."),
  /** Cells of that name, and the states that they pass on. */
  CELL(
      "Models with this cell are not to be trusted here, neither in training nor in translating."
          + " Models with other cells are not affected."),
  /** Training only. */
  TRAINING("Training is not to be trusted here. Translating and scoring are not affected."),
  /** Training with {@code training.products: bfloat16}. */
  BFLOAT16(
      "Training with training.products: bfloat16 is not to be trusted here. Set float32, the"
          + " default.");

  private final String meaning;

  Use(String meaning) {
    this.meaning = meaning;
  }

  /** Explains in a sentence or two what is affected. */
  public String meaning() {
    return meaning;
  }
}
