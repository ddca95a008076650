package org.dragoman.runtime.inspect;

import org.dragoman.runtime.model.ClassifierConfig;
import org.dragoman.runtime.model.ModelConfig;
import org.dragoman.runtime.model.TaggerConfig;
import org.dragoman.runtime.model.TranslatorConfig.EncoderConfig;

/** Names cells as their weights are named in a bundle. */
public final class CellNames {
  private CellNames() {}

  /**
   * Returns the name of a cell of a language model, classifier, tagger or generator.
   *
   * @param place its place, from 0, in the order in which the cells are run
   */
  public static String of(ModelConfig config, int place) {
    if (config instanceof ClassifierConfig classifier && classifier.encoder() != null) {
      return ofEncoder(classifier.encoder(), place);
    }
    return config instanceof TaggerConfig tagger
        ? ofEncoder(tagger.encoder(), place)
        : "network." + place;
  }

  /**
   * Returns the name of a cell of an encoder.
   *
   * @param place its place, from 0, in the order in which the cells are run
   */
  public static String ofEncoder(EncoderConfig encoder, int place) {
    boolean bothWays = encoder.bidirectional();
    int layer = bothWays ? place / 2 : place;
    String direction = bothWays && place % 2 == 1 ? "backward" : "forward";
    return "encoder.%d.%s".formatted(layer, direction);
  }
}
