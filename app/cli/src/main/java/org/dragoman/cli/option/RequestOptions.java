package org.dragoman.cli.option;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dragoman.cli.io.InputLines;
import org.dragoman.cli.io.RequestLines;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.InputFile;
import org.dragoman.runtime.file.TextInput;
import org.dragoman.runtime.text.Cleaner;
import org.dragoman.spi.SearchFeature;
import org.dragoman.translate.Translator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options with constraints for the translation of each line, or of all lines. */
@Command
public final class RequestOptions {
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

  /** Returns the features that the search must have. */
  public Set<SearchFeature> features() {
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

  /** Checks that the files can be read, and that no phrase for all lines is empty. */
  public void requireReadable() {
    requirePhrases("--require", requiredOfAll);
    requirePhrases("--ban", bannedOfAll);
    files().forEach(InputFile::requireReadable);
  }

  private static void requirePhrases(String option, List<String> phrases) {
    if (phrases.stream().anyMatch(Cleaner::isBlank)) {
      throw DragomanException.configuration(
          "%s: the phrase is empty. Give a word, or leave the option out.".formatted(option));
    }
  }

  /** Adds the input files. */
  public void addTo(FileRoles roles) {
    roles.reads("--prefix", prefixes).reads("--required", required).reads("--banned", banned);
  }

  private List<Path> files() {
    return Stream.of(prefixes, required, banned).flatMap(Stream::ofNullable).toList();
  }

  /**
   * Checks the constraints of all lines in advance, before hours of work are lost: fails if the
   * model cannot output one, or if a file is longer or shorter than the input. Files that can be
   * read only once, such as pipes, are not checked.
   *
   * @param input the input files; none for standard input
   * @param texts opens them
   */
  public void check(Translator translator, List<Path> input, TextInput texts) {
    if (files().isEmpty() || !files().stream().allMatch(Files::isRegularFile)) {
      return;
    }
    boolean knowsInput = !input.isEmpty() && input.stream().allMatch(Files::isRegularFile);
    try (RequestLines lines = open(texts);
        InputLines read = new InputLines(input, InputStream.nullInputStream(), texts)) {
      translator.check(knowsInput ? lines.beside(read.stream()) : lines.alone());
    }
  }

  /** Opens the files by {@code texts}. */
  public RequestLines open(TextInput texts) {
    return new RequestLines(texts, prefixes, required, banned, requiredOfAll, bannedOfAll);
  }
}
