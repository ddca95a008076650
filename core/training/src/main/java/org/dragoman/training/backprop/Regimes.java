package org.dragoman.training.backprop;

import java.nio.file.Path;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.training.objective.CrossEntropy;
import org.dragoman.training.objective.LossConfig;
import org.dragoman.training.objective.TokenLoss;
import org.dragoman.training.objective.WordWeights;
import org.jspecify.annotations.Nullable;

/** Makes the regime that a configuration asks for. */
public final class Regimes {
  private Regimes() {}

  /**
   * What of a configuration a regime follows from.
   *
   * @param labelSmoothing probability mass spread evenly over the vocabulary
   */
  public record Settings(
      RegimeConfig regime, TeacherForcingConfig forcing, LossConfig loss, double labelSmoothing) {}

  /**
   * The regime.
   *
   * @param target the vocabulary whose tokens may have weights
   * @throws DragomanException where the weights cannot be read, or an alignment has nothing to
   *     guide
   */
  public static Regime of(Torch torch, EncoderDecoder model, Settings settings, Vocabulary target) {
    @Nullable String file = settings.loss().wordWeights();
    float[] weights = file == null ? null : WordWeights.read(Path.of(file), target);
    double guided = settings.loss().guidedAlignment();
    if (guided > 0 && !model.hasWeights()) {
      throw DragomanException.configuration(
          "training.loss.guided-alignment: the context strategy has no weights that an alignment could guide. Take another model.context, such as general, or 0.");
    }
    TokenLoss loss =
        new TokenLoss(
            torch.ops(),
            model,
            new CrossEntropy(torch, settings.labelSmoothing(), weights),
            guided);
    return switch (settings.regime().type()) {
      case BPTT -> new Bptt(torch, model, loss, settings.forcing());
      case TRUNCATED_BPTT -> new TruncatedBptt(torch, model, loss, settings.regime().windows());
    };
  }
}
