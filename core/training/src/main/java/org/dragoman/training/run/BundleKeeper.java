package org.dragoman.training.run;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleConfig;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.bundle.BundleWriter;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.model.Weights;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.training.config.RunConfig;
import org.dragoman.training.task.Task;
import org.dragoman.training.validation.BestValidation;
import org.dragoman.training.validation.Measure;

/**
 * Writes the best model of a run as a bundle, and adds the final score to its model card.
 *
 * @param config of the run
 * @param folder of the bundle
 * @param registry the installed plugins
 */
record BundleKeeper(RunConfig config, Path folder, Registry registry) {

  /** Writes the bundle; an existing one is replaced. */
  void keep(Map<String, NDArray> weights, Pipelines pipelines, BestValidation best) {
    write(weights, pipelines, best, List.of());
  }

  /**
   * Has the bundle do a test set as a user would, with the search of the configuration, and writes
   * the scores on the model card.
   *
   * @param best validation of the bundle
   */
  List<Measure> test(Torch torch, Task task, List<SentencePair> corpus, BestValidation best) {
    try (Bundle bundle = Bundle.open(BundleSource.folder(folder), torch, registry)) {
      List<Measure> scores = task.test(bundle, corpus);
      write(Weights.arrays(bundle.model().parameters()), bundle.pipelines(), best, scores);
      return scores;
    }
  }

  private void write(
      Map<String, NDArray> weights, Pipelines pipelines, BestValidation best, List<Measure> test) {
    new BundleWriter(registry)
        .write(
            folder,
            new BundleConfig(
                config.name(), config.languages(), config.text(), config.model(), config.search()),
            pipelines,
            weights,
            config.training().checkpoint().precision(),
            ModelCard.of(config, best, test));
  }
}
