package org.dragoman.corpus;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.InputFile;
import org.dragoman.runtime.file.LineReader;
import org.dragoman.runtime.file.SentencePair;
import org.jspecify.annotations.Nullable;

/**
 * Reads a corpus from its beginning to its end, a pair at a time.
 *
 * <pre>{@code
 * try (CorpusReader reader = CorpusReader.open(corpus, System.in)) {
 *   for (SentencePair pair = reader.next(); pair != null; pair = reader.next()) {
 *     System.out.println(reader.place() + ": " + pair.source());
 *   }
 * }
 * }</pre>
 */
public interface CorpusReader extends AutoCloseable {

  /**
   * Opens a corpus of any form. Files packed by gzip or zstd are unpacked.
   *
   * @param standardInput read for the file {@code -}; never closed
   * @throws DragomanException of kind DATA that names the file, where it cannot be opened
   */
  static CorpusReader open(Corpus corpus, InputStream standardInput) {
    String tsv = corpus.tsv();
    if (tsv != null) {
      return new TsvReader(lines(corpus, tsv, standardInput), corpus.columns());
    }
    String text = corpus.text();
    if (text != null) {
      return new PlainReader(lines(corpus, text, standardInput));
    }
    String conll = corpus.conll();
    if (conll != null) {
      return new ConllReader(lines(corpus, conll, standardInput), corpus.columns());
    }
    String tmx = corpus.tmx();
    if (tmx != null) {
      return new TmxReader(stream(tmx, standardInput), corpus);
    }
    LineReader source = lines(corpus, Objects.requireNonNull(corpus.source()), standardInput);
    try {
      LineReader target = lines(corpus, Objects.requireNonNull(corpus.target()), standardInput);
      String alignment = corpus.alignment();
      LinesReader lines = new LinesReader(source, target);
      return alignment == null ? lines : AlignedReader.of(lines, Path.of(alignment));
    } catch (DragomanException e) {
      source.close();
      throw e;
    }
  }

  private static LineReader lines(Corpus corpus, String file, InputStream standardInput) {
    return file.equals(Corpus.STANDARD_INPUT)
        ? corpus.input().of(new StandardInput(standardInput), Corpus.nameOf(file))
        : corpus.input().open(Path.of(file));
  }

  private static InputStream stream(String file, InputStream standardInput) {
    return file.equals(Corpus.STANDARD_INPUT)
        ? InputFile.unpacked(new StandardInput(standardInput), Corpus.nameOf(file))
        : InputFile.open(Path.of(file));
  }

  /**
   * Returns the next pair unchanged; null after the last.
   *
   * @throws DragomanException of kind DATA with file and line, where the corpus is not of its form
   */
  @Nullable SentencePair next();

  /** The line in which the last pair stands, or begins, counted from 1. */
  long line();

  /** Where the last pair stands, as messages say it: file and line. */
  String place();

  /**
   * Says in words what {@link #next} skipped because it is no pair; empty if it skipped nothing.
   */
  default String passedOver() {
    return "";
  }

  @Override
  void close();
}
