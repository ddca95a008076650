package org.dragoman.training.task;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.Model;
import org.dragoman.runtime.model.Vocabularies;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.Vocabulary;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.objective.CrossEntropy;
import org.dragoman.training.objective.WordWeights;
import org.dragoman.training.validation.Measure;
import org.jspecify.annotations.Nullable;

/**
 * What tasks are made of.
 *
 * @param config of the run
 * @param torch the engine on the device to train on
 */
record Setting(RunConfig config, Torch torch, Components components) {
  /** Assembles the model, of vocabularies that do not matter, and gives it up again. */
  void check() {
    int some = 2 * Vocabulary.SPECIALS.size();
    model(new Vocabularies(some, some, config.text().isShared())).close();
  }

  /** Assembles the model; its weights are not yet filled. */
  Model model(Pipelines pipelines) {
    return model(Vocabularies.of(pipelines));
  }

  private Model model(Vocabularies vocabularies) {
    return config.model().model(torch.ops(), vocabularies, components);
  }

  /** Returns the cross-entropy of tokens, with the weights of the configuration. */
  CrossEntropy ofTokens(Vocabulary vocabulary) {
    return crossEntropy(weights(vocabulary));
  }

  /** Returns the cross-entropy of labels, with the weights of the configuration. */
  CrossEntropy ofLabels(Vocabulary vocabulary) {
    float[] weights = weights(vocabulary);
    return crossEntropy(
        weights == null
            ? null
            : Arrays.copyOfRange(weights, Vocabulary.SPECIALS.size(), weights.length));
  }

  /** Scores a bundle on the test set. */
  List<Measure> test(Bundle bundle, List<SentencePair> corpus) {
    return ModelTest.of(torch, components.registry(), bundle, "data.test", corpus).measures();
  }

  private CrossEntropy crossEntropy(float @Nullable [] weights) {
    return new CrossEntropy(torch, config.training().labelSmoothing(), weights);
  }

  private float @Nullable [] weights(Vocabulary vocabulary) {
    String file = config.training().loss().wordWeights();
    return file == null ? null : WordWeights.read(Path.of(file), vocabulary);
  }
}
