package org.dragoman.training.regime;

import java.nio.file.Path;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.TranslationModel;
import org.dragoman.runtime.text.Vocabulary;
import org.jspecify.annotations.Nullable;

/** Makes the regime that a configuration asks for. */
public final class Regimes {
  private Regimes() {}

  /**
   * What of a configuration a regime follows from.
   *
   * @param labelSmoothing probability mass spread evenly over the vocabulary
   * @param seed of what is drawn
   */
  public record Settings(
      RegimeConfig regime,
      TeacherForcingConfig forcing,
      LossConfig loss,
      double labelSmoothing,
      long seed) {}

  /**
   * The regime.
   *
   * @param target the vocabulary whose tokens may have weights
   * @throws org.dragoman.runtime.DragomanException of kind DATA where the weights cannot be read
   */
  public static Regime of(
      Torch torch, TranslationModel model, Settings settings, Vocabulary target) {
    @Nullable String file = settings.loss().wordWeights();
    float[] weights = file == null ? null : WordWeights.read(Path.of(file), target);
    CrossEntropy loss = new CrossEntropy(torch, settings.labelSmoothing(), weights);
    return switch (settings.regime().type()) {
      case BPTT -> new Bptt(torch, model, loss, settings.forcing(), settings.seed());
      case TRUNCATED_BPTT -> new TruncatedBptt(torch, model, loss, settings.regime().windows());
    };
  }
}
