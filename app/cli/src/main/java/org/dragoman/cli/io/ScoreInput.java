package org.dragoman.cli.io;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.file.TextInput;
import org.jspecify.annotations.Nullable;

/**
 * The texts to score, in memory.
 *
 * @param systems the translations of each system
 * @param references reference streams with one line per segment; null if a segment has fewer
 *     references than others
 */
public record ScoreInput(List<Text> systems, List<List<@Nullable String>> references) {
  /** If this many lines end in a separate period, the file looks tokenized. */
  private static final int TOKENIZED_LINES = 100;

  private static final double ODD_RATIO = 2;

  /**
   * The lines of a file.
   *
   * @param name its name in messages
   */
  public record Text(String name, List<String> lines) {}

  /**
   * Reads all files.
   *
   * @param hypotheses the files of translations; none for standard input
   * @param references one or more files
   * @param columns if above 1, the number of tab-separated references in each line of the only
   *     file; a line may have fewer
   * @param texts opens them
   * @throws DragomanException of kind DATA if a file cannot be read or the numbers of lines differ
   */
  public static ScoreInput read(
      List<Path> hypotheses,
      List<Path> references,
      int columns,
      InputStream standardInput,
      TextInput texts) {
    List<Text> systems = new ArrayList<>();
    for (Path file : hypotheses) {
      systems.add(new Text(file.toString(), texts.readAll(file)));
    }
    if (systems.isEmpty()) {
      systems.add(standardInput(standardInput, texts));
    }
    List<Text> streams =
        references.stream().map(file -> new Text(file.toString(), texts.readAll(file))).toList();
    check(systems, streams);
    if (columns > 1) {
      return new ScoreInput(systems, columns(streams.get(0), columns));
    }
    List<List<@Nullable String>> lines = new ArrayList<>();
    streams.forEach(stream -> lines.add(new ArrayList<>(stream.lines())));
    return new ScoreInput(systems, lines);
  }

  private static Text standardInput(InputStream in, TextInput texts) {
    try (LineReader reader = texts.of(in, "standard input")) {
      return new Text(reader.name(), reader.readLines());
    }
  }

  private static void check(List<Text> systems, List<Text> streams) {
    Text reference = streams.get(0);
    List<Text> all = new ArrayList<>(systems);
    all.addAll(streams);
    for (Text text : all) {
      if (text.lines().size() != reference.lines().size()) {
        throw DragomanException.data(
            "%s has %d lines, but %s has %d; each must have a line for each segment."
                .formatted(
                    text.name(), text.lines().size(), reference.name(), reference.lines().size()));
      }
    }
    if (reference.lines().isEmpty()) {
      throw DragomanException.data(
          systems.get(0).name()
              + " and "
              + reference.name()
              + " have no lines; there is nothing to score.");
    }
  }

  private static List<List<@Nullable String>> columns(Text table, int columns) {
    List<List<@Nullable String>> streams = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      streams.add(new ArrayList<>());
    }
    for (int row = 0; row < table.lines().size(); row++) {
      String[] cells = table.lines().get(row).split("\t", -1);
      if (cells.length > columns) {
        throw DragomanException.data(
            "%s, line %d: %d columns, but --num-refs says %d."
                .formatted(table.name(), row + 1, cells.length, columns));
      }
      @Nullable String[] padded = Arrays.copyOf(cells, columns);
      for (int i = 0; i < columns; i++) {
        streams.get(i).add(padded[i]);
      }
    }
    return streams;
  }

  /** Returns warnings about a system's lines, each with advice. */
  public List<String> warnings(Text system, boolean mayBeTokenized) {
    List<String> warnings = new ArrayList<>();
    List<String> lines = system.lines();
    long tokenized = lines.stream().filter(line -> line.endsWith(" .")).count();
    if (!mayBeTokenized && (tokenized >= TOKENIZED_LINES || 2 * tokenized > lines.size())) {
      warnings.add(
          "%d of %d lines of %s end in ' .', as tokenized text does. Score raw text: scores of"
                  .formatted(tokenized, lines.size(), system.name())
              + " tokenized text compare with no others. (--tokenize none is for text that cannot be"
              + " had otherwise; --force silences this.)");
    }
    addOneSided(warnings, system);
    addOddLength(warnings, system);
    return warnings;
  }

  private void addOddLength(List<String> warnings, Text system) {
    double wanted = 0;
    for (int i = 0; i < system.lines().size(); i++) {
      wanted += texts(i).mapToInt(String::length).average().orElse(0);
    }
    double length =
        system.lines().stream().filter(line -> !line.isBlank()).mapToInt(String::length).sum();
    if (wanted == 0 && length == 0) {
      warnings.add(
          "All lines of %s and of the reference are blank, so the score means nothing. Are these the right files?"
              .formatted(system.name()));
    } else if (wanted == 0 || length == 0) {
      warnings.add(
          "All lines of %s are blank. Are these the right files?"
              .formatted(wanted == 0 ? "the reference" : system.name()));
    } else if (length > ODD_RATIO * wanted || ODD_RATIO * length < wanted) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%s is %.2f times as long as the reference. Are these the right files?",
              system.name(),
              length / wanted));
    }
  }

  private void addOneSided(List<String> warnings, Text system) {
    int emptyHypotheses = 0;
    int emptyReferences = 0;
    int first = 0;
    for (int i = 0; i < system.lines().size(); i++) {
      boolean hypothesis = system.lines().get(i).isBlank();
      boolean reference = texts(i).findAny().isEmpty();
      emptyHypotheses += hypothesis && !reference ? 1 : 0;
      emptyReferences += reference && !hypothesis ? 1 : 0;
      first = first == 0 && hypothesis != reference ? i + 1 : first;
    }
    if (first > 0) {
      warnings.add(
          "%d lines are empty in %s and not in the reference, %d the other way round; the first is"
                  .formatted(emptyHypotheses, system.name(), emptyReferences)
              + " line "
              + first
              + ". They count as they are; look whether the files are out of step.");
    }
  }

  /** Returns the references of a segment that have text. */
  private Stream<String> texts(int segment) {
    return references.stream()
        .map(stream -> stream.get(segment))
        .flatMap(Stream::ofNullable)
        .filter(line -> !line.isBlank());
  }
}
