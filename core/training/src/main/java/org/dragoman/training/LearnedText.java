package org.dragoman.training;

import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Pipelines;

/** The text pipelines of a configuration without a training: to look at what they do. */
public final class LearnedText {
  private LearnedText() {}

  /**
   * Learns them from the configuration's training text, as a run does.
   *
   * @param registry the installed plugins
   * @throws org.dragoman.runtime.DragomanException where a corpus or the configuration is of no use
   */
  public static Pipelines of(RunConfig config, Registry registry) {
    Corpora corpora = Corpora.read(config.data(), config.training().seed());
    return new PipelineLearner(new Components(registry)).learn(config.text(), corpora.train());
  }
}
