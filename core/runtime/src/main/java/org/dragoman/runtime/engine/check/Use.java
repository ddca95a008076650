package org.dragoman.runtime.engine.check;

/** What Dragoman uses an operation for, and so what it means to a user that it is wrong. */
public enum Use {
  /** Everything that a model computes. */
  EVERYTHING(
      "All that a model computes here is wrong: translations, scores and training. Trust none of"
          + " them."),
  /** Products with weights that do not change, in translating and scoring. */
  PACKED_PRODUCTS(
      "Translations and scores are wrong here: Dragoman compares each packed weight before it uses"
          + " it, and that has missed this. DRAGOMAN_OPTS=-Ddragoman.packing=false takes plain"
          + " products, slower and right. Updates of a training are not affected."),
  /** How a decoder looks at the source. */
  ATTENTION(
      "Models with attention are not to be trusted here, neither in training nor in translating."
          + " Those with the contexts last, mean or max are not affected."),
  /** What translating and scoring do with a model's output. */
  SEARCH(
      "Translations and scores are not to be trusted here. Training's updates are not affected."),
  /** Models with the cells of that name, and the states that they pass on. */
  CELL(
      "Models with this cell are not to be trusted here, neither in training nor in translating."
          + " Models with other cells are not affected."),
  /** Training alone. */
  TRAINING("Training is not to be trusted here. Translating and scoring are not affected."),
  /** Training with {@code training.products: bfloat16}. */
  BFLOAT16(
      "Training with training.products: bfloat16 is not to be trusted here. Set float32, the"
          + " default.");

  private final String meaning;

  Use(String meaning) {
    this.meaning = meaning;
  }

  /** A sentence or two for the user. */
  public String meaning() {
    return meaning;
  }
}
