package org.dragoman.training;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.UUID;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.training.store.RecordStore;

/** The text pipelines of a configuration without a training: to look at what they do. */
public final class LearnedText {
  private LearnedText() {}

  /**
   * Learns them from the configuration's training text, as a run does.
   *
   * @param standardInput what a file called {@code -} stands for
   * @param registry the installed plugins
   * @throws org.dragoman.runtime.DragomanException where a corpus or the configuration is of no use
   */
  public static Pipelines of(RunConfig config, InputStream standardInput, Registry registry) {
    Path scratch =
        Path.of(System.getProperty("java.io.tmpdir"), "dragoman-text-" + UUID.randomUUID());
    try (RecordStore store = new RecordStore(scratch, config.data().heapLimit());
        TrainingText text = new CorporaReader(config, standardInput, store).read().train()) {
      return new PipelineLearner(new Components(registry)).learn(config.text(), text::forEach);
    }
  }
}
