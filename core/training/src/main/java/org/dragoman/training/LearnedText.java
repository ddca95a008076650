package org.dragoman.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dragoman.runtime.DragomanException;
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
   * @param registry the installed plugins
   * @throws DragomanException where a corpus or the configuration is of no use
   */
  public static Pipelines of(RunConfig config, Registry registry) {
    if (config.data().corpora().anyMatch(corpus -> corpus.isOfStandardInput())) {
      throw DragomanException.configuration(
          "A corpus of the configuration is standard input, which only a training reads. Name files"
              + " in data.");
    }
    try (RecordStore store = new RecordStore(temporaryFolder(), config.data().heapLimit())) {
      Corpora corpora = new CorporaReader(config, InputStream.nullInputStream(), store).read();
      try (TrainingText text = corpora.train()) {
        return new PipelineLearner(new Components(registry)).learn(config.text(), text::forEach);
      }
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("dragoman-");
    } catch (IOException e) {
      throw DragomanException.runtime("Cannot make a temporary folder (" + e + ").", e);
    }
  }
}
