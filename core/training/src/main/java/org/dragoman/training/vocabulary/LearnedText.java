package org.dragoman.training.vocabulary;

import java.io.InputStream;
import org.dragoman.corpus.CorpusScan;
import org.dragoman.corpus.FilteredCorpora;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.training.config.RunConfig;

/** The text pipelines of a configuration without a training: to look at what they do. */
public final class LearnedText {
  private LearnedText() {}

  /**
   * Learns them from the configuration's files, as a run does, but from all of its training text:
   * nothing is held out.
   *
   * @param registry the installed plugins
   * @throws DragomanException where a corpus or the configuration is of no use
   */
  public static Pipelines of(RunConfig config, Registry registry) {
    if (config.data().corpora().anyMatch(corpus -> corpus.isOfStandardInput())) {
      throw DragomanException.configuration(
          "A corpus of the configuration is standard input, which only a training reads. Name files"
              + " in data.");
    }
    return of(config, new CorpusScan(InputStream::nullInputStream), registry);
  }

  /** As {@link #of(RunConfig, Registry)}, with what reads the corpora. */
  public static Pipelines of(RunConfig config, CorpusScan scan, Registry registry) {
    FilteredCorpora train =
        new FilteredCorpora(
            scan, "data.train", config.data().train(), config.data().filters(), config.languages());
    return new PipelineLearner(new Components(registry)).learn(config.text(), train::forEach);
  }
}
