package org.dragoman.training.vocabulary;

import java.io.InputStream;
import org.dragoman.corpus.CorpusScan;
import org.dragoman.corpus.FilteredCorpora;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.training.config.RunConfig;

/**
 * Learns the text pipelines of a configuration without training a model, to inspect what they do.
 */
public final class LearnedText {
  private LearnedText() {}

  /**
   * Learns the pipelines from the configuration's files, as a run does, but from all of the
   * training text: nothing is held out.
   *
   * @param registry the installed plugins
   * @throws DragomanException if a corpus or the configuration is unusable
   */
  public static Pipelines of(RunConfig config, Registry registry) {
    if (config.data().corpora().anyMatch(corpus -> corpus.isOfStandardInput())) {
      throw DragomanException.configuration(
          "A corpus of the configuration is standard input, which only a training reads. Name files"
              + " in data.");
    }
    return of(config, new CorpusScan(InputStream::nullInputStream), registry);
  }

  /** Does the same as {@link #of(RunConfig, Registry)}, with a given scan to read the corpora. */
  public static Pipelines of(RunConfig config, CorpusScan scan, Registry registry) {
    FilteredCorpora train =
        new FilteredCorpora(scan, "data.train", config.data().train(), config::pairFilter);
    return new PipelineLearner(new Components(registry)).learn(config.text(), train::forEach);
  }
}
