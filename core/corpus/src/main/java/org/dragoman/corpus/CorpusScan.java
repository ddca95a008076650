package org.dragoman.corpus;

import java.io.InputStream;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.jspecify.annotations.Nullable;

/**
 * Reads corpora from the beginning to the end, as often as one likes.
 *
 * @param standardInput opens the input for the file {@code -} at its beginning; never closed here
 * @param progress is told the number of pairs read so far
 */
public record CorpusScan(Supplier<InputStream> standardInput, LongConsumer progress) {

  /** Creates a scan that reports no progress. */
  public CorpusScan(Supplier<InputStream> standardInput) {
    this(standardInput, pairs -> {});
  }

  /** Receives the pairs with their lines. */
  @FunctionalInterface
  public interface Receiver {
    /** Takes a pair, whose line is counted from 1. */
    void accept(long line, SentencePair pair);
  }

  /**
   * Reads a corpus.
   *
   * @param key the configuration path that messages begin with, such as {@code data.dev}; null for
   *     none
   * @return what was skipped because it is no pair, in words; empty for nothing
   * @throws DragomanException of kind DATA where it cannot be read, or is not of its form
   * @throws CancellationException where the thread is interrupted
   */
  public String read(@Nullable String key, Corpus corpus, Receiver receiver) {
    InputStream in =
        corpus.isOfStandardInput() ? standardInput.get() : InputStream.nullInputStream();
    try (CorpusReader reader = CorpusReader.open(corpus, in)) {
      for (SentencePair pair = reader.next(); pair != null; pair = reader.next()) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("interrupted while the corpora were read");
        }
        receiver.accept(reader.line(), pair);
        progress.accept(1);
      }
      return reader.passedOver();
    } catch (DragomanException e) {
      throw key != null && e.kind() == DragomanException.Kind.DATA
          ? DragomanException.data(key + ": " + e.getMessage(), e)
          : e;
    }
  }
}
