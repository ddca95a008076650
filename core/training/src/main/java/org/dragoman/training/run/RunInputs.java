package org.dragoman.training.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.corpus.Corpus;
import org.dragoman.corpus.FilteredCorpora;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.InputFile;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.training.config.RunConfig;
import org.jspecify.annotations.Nullable;

/** The input files that the configuration of a run names. */
record RunInputs(RunConfig config) {
  /**
   * A file.
   *
   * @param key of the configuration, such as {@code data.train}
   */
  record Input(String key, Path file) {}

  /** Returns the files of the corpora, without standard input. */
  List<Input> corpora() {
    List<Input> inputs = new ArrayList<>();
    List<Corpus> train = config.data().train();
    for (int i = 0; i < train.size(); i++) {
      add(inputs, FilteredCorpora.nameOf("data.train", i, train.size()), train.get(i));
    }
    add(inputs, "data.dev", config.data().dev());
    add(inputs, "data.test", config.data().test());
    return inputs;
  }

  private static void add(List<Input> inputs, String key, @Nullable Corpus corpus) {
    if (corpus == null) {
      return;
    }
    for (String file : corpus.files()) {
      if (!file.equals("-")) {
        inputs.add(new Input(key, Path.of(file)));
      }
    }
    add(inputs, key, corpus.alignment());
  }

  private static void add(List<Input> inputs, String key, @Nullable String file) {
    if (file != null) {
      inputs.add(new Input(key, Path.of(file)));
    }
  }

  /** Returns all files. */
  List<Input> all() {
    List<Input> inputs = new ArrayList<>(corpora());
    config.text().sides().forEach((key, side) -> add(inputs, "text." + key, side));
    config.training().inputs().forEach((key, file) -> inputs.add(new Input(key, file)));
    return inputs;
  }

  private static void add(List<Input> inputs, String key, TextConfig.SideConfig side) {
    add(inputs, key + ".subword-file", side.subwordFile());
    add(inputs, key + ".vocabulary.file", side.vocabulary().file());
  }

  /**
   * Checks that all can be read.
   *
   * @throws DragomanException of kind DATA that names the key and the file, if one cannot be read
   */
  static void requireReadable(List<Input> inputs) {
    for (Input input : inputs) {
      try {
        InputFile.requireReadable(input.file());
      } catch (DragomanException e) {
        throw DragomanException.data(input.key() + ": " + e.getMessage(), e);
      }
    }
  }
}
