package org.dragoman.cli.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.file.ParallelReader;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.file.TextInput;
import org.jspecify.annotations.Nullable;

/**
 * A text or two parallel texts, of which some lines are written to other files. A text is read as
 * pairs whose target is empty.
 *
 * @param texts opens the files
 * @param inputs one or two
 */
public record FilteredFiles(TextInput texts, List<Path> inputs) {

  /** Reads lines. */
  public interface Lines extends AutoCloseable {
    /** Returns the next line or pair; null at the end. */
    @Nullable SentencePair next();

    @Override
    void close();
  }

  /** Opens the files at their beginning. */
  public Lines open() {
    return inputs.size() == 1 ? text(texts.open(inputs.get(0))) : pairs();
  }

  private static Lines text(LineReader reader) {
    return new Lines() {
      @Override
      public @Nullable SentencePair next() {
        String line = reader.readLine();
        return line == null ? null : new SentencePair(line, "");
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  private Lines pairs() {
    ParallelReader reader = texts.open(inputs.get(0), inputs.get(1));
    return new Lines() {
      @Override
      public @Nullable SentencePair next() {
        return reader.next();
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }

  /**
   * Writes lines in their order. The outputs get their names when all are complete.
   *
   * @param chosen the numbers of the lines, from 0
   * @param outputs as many as inputs
   * @throws DragomanException of kind RUNTIME if they cannot be written
   */
  public void write(BitSet chosen, List<Path> outputs) {
    if (outputs.size() == 1) {
      AtomicFile.write(
          outputs.get(0),
          out ->
              each(
                  chosen,
                  line -> {
                    try {
                      out.write((line.source() + "\n").getBytes(UTF_8));
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  }));
      return;
    }
    try (PairWriter writer = new PairWriter(outputs.get(0), outputs.get(1))) {
      each(chosen, writer::write);
      writer.finish();
      writer.commit();
    } catch (IOException e) {
      throw cannotWrite(outputs, e);
    } catch (UncheckedIOException e) {
      throw cannotWrite(outputs, e);
    }
  }

  private static DragomanException cannotWrite(List<Path> outputs, Exception e) {
    return DragomanException.runtime(
        "Cannot write %s and %s: %s".formatted(outputs.get(0), outputs.get(1), e.getMessage()), e);
  }

  private void each(BitSet chosen, Consumer<SentencePair> receiver) {
    try (Lines lines = open()) {
      int number = 0;
      for (SentencePair line = lines.next(); line != null; line = lines.next()) {
        if (chosen.get(number)) {
          receiver.accept(line);
        }
        number++;
      }
    }
  }
}
