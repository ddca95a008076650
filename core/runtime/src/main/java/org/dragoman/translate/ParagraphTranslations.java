package org.dragoman.translate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dragoman.runtime.text.Paragraph;
import org.dragoman.runtime.text.SentenceSplitter;

/**
 * Translates texts sentence by sentence. The sentences of all texts go through one stream, so that
 * they share windows and batches; texts that were read but not yet translated wait in a queue.
 */
final class ParagraphTranslations implements Iterator<String> {
  private final Queue<Paragraph> waiting = new ArrayDeque<>();
  private final Iterator<Translation> translations;
  private final String noGap;

  private ParagraphTranslations(
      Stream<String> texts,
      SentenceSplitter splitter,
      Function<Stream<String>, Stream<Translation>> translate,
      String noGap) {
    this.noGap = noGap;
    Stream<String> sentences =
        texts.flatMap(
            text -> {
              Paragraph paragraph = splitter.split(text);
              waiting.add(paragraph);
              return paragraph.sentences().stream();
            });
    translations = translate.apply(sentences).iterator();
  }

  /**
   * Returns a lazy stream of translated texts, in order.
   *
   * @param translate returns a translation for each sentence, in order
   * @param noGap the text to put between two translated sentences that had nothing between them
   */
  static Stream<String> of(
      Stream<String> texts,
      SentenceSplitter splitter,
      Function<Stream<String>, Stream<Translation>> translate,
      String noGap) {
    Iterator<String> translated = new ParagraphTranslations(texts, splitter, translate, noGap);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                translated, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(texts::close);
  }

  /**
   * Reads on until there is a sentence or the texts end, because the next translation is requested.
   */
  @Override
  public boolean hasNext() {
    return !waiting.isEmpty() || translations.hasNext() || !waiting.isEmpty();
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Paragraph paragraph = waiting.remove();
    List<String> translated = new ArrayList<>();
    for (int i = 0; i < paragraph.sentences().size(); i++) {
      translated.add(translations.next().text());
    }
    return paragraph.with(translated, noGap);
  }
}
