package org.dragoman.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dragoman.runtime.text.InputFile;
import org.dragoman.spi.SearchFeature;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is asked of the translation of each line, or of all. */
@Command
final class RequestOptions {
  @Option(
      names = "--prefix",
      paramLabel = "FILE",
      description =
          "Line n holds what the translation of line n begins with, in whole words; may be empty.")
  private @Nullable Path prefixes;

  @Option(
      names = "--required",
      paramLabel = "FILE",
      description =
          "Line n holds phrases that the translation of line n must hold, divided by tabs; may be"
              + " empty.")
  private @Nullable Path required;

  @Option(
      names = "--banned",
      paramLabel = "FILE",
      description =
          "Line n holds phrases that the translation of line n must not hold, divided by tabs; may"
              + " be empty.")
  private @Nullable Path banned;

  @Option(
      names = "--require",
      paramLabel = "PHRASE",
      description = "A phrase that every translation must hold. May be given several times.")
  private List<String> requiredOfAll = new ArrayList<>();

  @Option(
      names = "--ban",
      paramLabel = "PHRASE",
      description = "A phrase that no translation may hold. May be given several times.")
  private List<String> bannedOfAll = new ArrayList<>();

  /** What the search must be able to do. */
  Set<SearchFeature> features() {
    Set<SearchFeature> features = EnumSet.noneOf(SearchFeature.class);
    if (prefixes != null) {
      features.add(SearchFeature.PREFIX);
    }
    if (required != null || !requiredOfAll.isEmpty()) {
      features.add(SearchFeature.REQUIRED);
    }
    if (banned != null || !bannedOfAll.isEmpty()) {
      features.add(SearchFeature.BANNED);
    }
    return features;
  }

  /** Fails where a file cannot be read. */
  void requireReadable() {
    for (Path file : new Path[] {prefixes, required, banned}) {
      if (file != null) {
        InputFile.requireReadable(file);
      }
    }
  }

  /** Opens the files. */
  RequestLines open() {
    return new RequestLines(prefixes, required, banned, requiredOfAll, bannedOfAll);
  }
}
