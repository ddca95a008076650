package org.dragoman.cli.option;

import java.nio.file.Path;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.translate.UnknownWords;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options for unknown words in translations. */
@Command
public final class UnknownOptions {
  /** How unknown words in outputs are treated. */
  private enum Unknown {
    KEEP,
    COPY,
    DICTIONARY
  }

  @Option(
      names = "--unknown",
      defaultValue = "keep",
      paramLabel = "keep|copy|dictionary",
      description =
          "An unknown word in a translation stays <unk>, or becomes the source word that the model"
              + " looked at most, or that word's entry in --dictionary. Default: ${DEFAULT-VALUE}.")
  private Unknown unknown = Unknown.KEEP;

  @Option(
      names = "--dictionary",
      paramLabel = "FILE",
      description =
          "For --unknown dictionary: lines of SOURCE_WORD<tab>TRANSLATION. A word that is not there"
              + " is copied.")
  private @Nullable Path dictionary;

  /** Adds the input files. */
  public void addTo(FileRoles roles) {
    roles.reads("--dictionary", dictionary);
  }

  public UnknownWords words() {
    if ((unknown == Unknown.DICTIONARY) != (dictionary != null)) {
      throw DragomanException.configuration(
          "--unknown dictionary and --dictionary FILE go together. Give both.");
    }
    if (dictionary != null) {
      return UnknownWords.dictionary(dictionary);
    }
    return unknown == Unknown.COPY ? UnknownWords.copy() : UnknownWords.KEEP;
  }
}
