package org.dragoman.cli.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.file.TextInput;
import org.dragoman.runtime.text.Cleaner;
import org.dragoman.translate.TranslationRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads files beside the input: line n of a file gives the prefix or the phrases for line n of the
 * input.
 */
public final class RequestLines implements AutoCloseable {
  private final List<LineReader> open = new ArrayList<>();
  private final @Nullable LineReader prefixes;
  private final @Nullable LineReader required;
  private final @Nullable LineReader banned;
  private final List<String> requiredOfAll;
  private final List<String> bannedOfAll;

  /** Opens files by {@code input}; null for none. */
  public RequestLines(
      TextInput input,
      @Nullable Path prefixes,
      @Nullable Path required,
      @Nullable Path banned,
      List<String> requiredOfAll,
      List<String> bannedOfAll) {
    this.requiredOfAll = requiredOfAll;
    this.bannedOfAll = bannedOfAll;
    try {
      this.prefixes = open(input, prefixes);
      this.required = open(input, required);
      this.banned = open(input, banned);
    } catch (DragomanException e) {
      close();
      throw e;
    }
  }

  private @Nullable LineReader open(TextInput input, @Nullable Path file) {
    if (file == null) {
      return null;
    }
    LineReader reader = input.open(file);
    open.add(reader);
    return reader;
  }

  /**
   * Returns the lines of the input with their constraints; can be called once.
   *
   * @throws DragomanException of kind DATA if a file has more or fewer lines; thrown when the
   *     stream gets there
   */
  public Stream<TranslationRequest> beside(Stream<String> input) {
    Iterator<String> lines = input.iterator();
    return StreamSupport.stream(
            new Spliterators.AbstractSpliterator<TranslationRequest>(
                Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
              private long read;

              @Override
              public boolean tryAdvance(Consumer<? super TranslationRequest> action) {
                if (!lines.hasNext()) {
                  open.forEach(reader -> requireEnd(reader, read));
                  return false;
                }
                action.accept(request(lines, ++read));
                return true;
              }
            },
            false)
        .onClose(input::close);
  }

  /**
   * Returns the constraints without an input; can be called once. It ends with the shortest file.
   */
  public Stream<TranslationRequest> alone() {
    return StreamSupport.stream(
        new Spliterators.AbstractSpliterator<TranslationRequest>(
            Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
          @Override
          public boolean tryAdvance(Consumer<? super TranslationRequest> action) {
            String prefix = next(prefixes);
            String phrases = next(required);
            String refused = next(banned);
            if (open.isEmpty() || prefix == null || phrases == null || refused == null) {
              return false;
            }
            action.accept(
                new TranslationRequest(
                    "?",
                    prefix,
                    phrases(requiredOfAll, phrases, required),
                    phrases(bannedOfAll, refused, banned)));
            return true;
          }
        },
        false);
  }

  private static @Nullable String next(@Nullable LineReader reader) {
    return reader == null ? "" : reader.readLine();
  }

  private TranslationRequest request(Iterator<String> lines, long number) {
    String text = lines.next();
    return new TranslationRequest(
        text,
        next(prefixes, lines, number),
        phrases(requiredOfAll, next(required, lines, number), required),
        phrases(bannedOfAll, next(banned, lines, number), banned));
  }

  /**
   * Returns the phrases for all lines plus those for one.
   *
   * @param reader the reader of the line; null if there is none
   */
  private static List<String> phrases(
      List<String> ofAll, String line, @Nullable LineReader reader) {
    List<String> phrases = new ArrayList<>(ofAll);
    if (reader == null || Cleaner.isBlank(line)) {
      return phrases;
    }
    for (String phrase : line.split("\t", -1)) {
      if (Cleaner.isBlank(phrase)) {
        throw DragomanException.data(
            "%s, line %d: a phrase is empty. One tab divides two phrases, and none is at an end of the line; an empty line asks for nothing."
                .formatted(reader.name(), reader.lineNumber()));
      }
      phrases.add(phrase);
    }
    return phrases;
  }

  private static String next(@Nullable LineReader reader, Iterator<String> lines, long number) {
    String line = next(reader);
    if (line != null) {
      return line;
    }
    long count = number;
    for (; lines.hasNext(); count++) {
      lines.next();
    }
    throw unequal(Objects.requireNonNull(reader), count);
  }

  private static void requireEnd(LineReader reader, long lines) {
    if (reader.readLine() != null) {
      while (reader.readLine() != null) {
        // counted by the reader
      }
      throw unequal(reader, lines);
    }
  }

  private static DragomanException unequal(LineReader reader, long lines) {
    return DragomanException.data(
        "%s has %d lines, but the input has %d; line n of it must be for line n of the input."
            .formatted(reader.name(), reader.lineNumber(), lines));
  }

  @Override
  public void close() {
    open.forEach(LineReader::close);
  }
}
