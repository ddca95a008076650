package org.dragoman.cli.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dragoman.evaluation.analysis.LengthStatistics;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.FileRoles;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.file.TextInput;
import org.jspecify.annotations.Nullable;

/** Reads the lines of files one after the other, or of standard input, as they are needed. */
public final class InputLines implements AutoCloseable {
  /** The name that stands for standard input. */
  public static final Path STANDARD_INPUT = Path.of("-");

  /** Files up to this size are read once in advance to count their lines. */
  private static final long COUNTED_BYTES = 1L << 28;

  private final Iterator<Path> files;
  private final boolean isOne;
  // The current text and the ones before it, by the number of their first line.
  private final NavigableMap<Long, String> texts = new TreeMap<>();
  private final InputStream standardInput;
  private final TextInput input;
  private final Consumer<LineReader> check;
  private @Nullable LineReader reader;
  private long lines;
  private long words;
  private boolean isOpen; // whether the last line had no end

  /**
   * @param files the files; none for standard input, or {@code -} for it among others
   * @param input opens them
   */
  public InputLines(List<Path> files, InputStream standardInput, TextInput input) {
    this(files, standardInput, input, reader -> {});
  }

  /**
   * Creates the lines, as the other constructor does.
   *
   * @param check receives each text before its first line is read
   */
  public InputLines(
      List<Path> files, InputStream standardInput, TextInput input, Consumer<LineReader> check) {
    this.input = input;
    this.check = check;
    this.files = (files.isEmpty() ? List.of(STANDARD_INPUT) : files).iterator();
    isOne = files.size() <= 1;
    this.standardInput = standardInput;
  }

  /** Adds the files to the inputs, including standard input if it is a file. */
  public static void addTo(FileRoles roles, List<Path> files) {
    if (files.isEmpty() || files.contains(STANDARD_INPUT)) {
      roles.reads("standard input", StandardFiles.INPUT);
    }
    files.stream()
        .filter(file -> !file.equals(STANDARD_INPUT))
        .forEach(file -> roles.reads("FILE", file));
  }

  /** Returns the lines without their ends; can be called once. */
  public Stream<String> stream() {
    return stream(line -> line);
  }

  /**
   * Returns the lines with their ends; can be called once. If the last line of a file has no end
   * and another file follows, the first line of that file begins with a line end.
   */
  public Stream<String> streamWithEnds() {
    return stream(
        line -> {
          String begin = isOpen ? "\n" : "";
          String end = Objects.requireNonNull(reader).lineEnd();
          isOpen = end.isEmpty();
          return begin + line + end;
        });
  }

  private Stream<String> stream(UnaryOperator<String> form) {
    return StreamSupport.stream(
        new Spliterators.AbstractSpliterator<String>(Long.MAX_VALUE, Spliterator.ORDERED) {
          @Override
          public boolean tryAdvance(Consumer<? super String> action) {
            String line = next();
            if (line == null) {
              return false;
            }
            action.accept(form.apply(line));
            return true;
          }
        },
        false);
  }

  private @Nullable String next() {
    while (true) {
      if (reader == null) {
        if (!files.hasNext()) {
          return null;
        }
        reader = open(files.next());
        check.accept(reader);
        texts.put(lines + 1, reader.name());
      }
      String line = reader.readLine();
      if (line != null) {
        lines++;
        words += LengthStatistics.words(line);
        return line;
      }
      close();
    }
  }

  private LineReader open(Path file) {
    return file.equals(STANDARD_INPUT)
        ? input.of(standardInput, "standard input")
        : input.open(file);
  }

  /**
   * Counts the lines of files; -1 if that is impossible before reading, or takes long.
   *
   * @param input opens them
   */
  public static long count(List<Path> files, TextInput input) {
    long count = 0;
    try {
      if (files.isEmpty() || !files.stream().allMatch(Files::isRegularFile)) {
        return -1;
      }
      long size = 0;
      for (Path file : files) {
        size += Files.size(file);
      }
      if (size > COUNTED_BYTES) {
        return -1;
      }
      for (Path file : files) {
        try (LineReader reader = input.open(file)) {
          while (reader.readLine() != null) {
            count++;
          }
        }
      }
      return count;
    } catch (IOException | DragomanException e) {
      return -1; // whoever reads the lines will tell
    }
  }

  /**
   * Returns the name of a line in messages, with its file if there are several.
   *
   * @param line counted from 1 over all files
   */
  public String nameOf(long line) {
    Map.Entry<Long, String> text = texts.floorEntry(line);
    return isOne || text == null
        ? "Line " + line
        : text.getValue() + ", line " + (line - text.getKey() + 1);
  }

  /** Returns the number of lines read. */
  public long lines() {
    return lines;
  }

  /** Returns the number of words, separated by white space, that were read. */
  public long words() {
    return words;
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
