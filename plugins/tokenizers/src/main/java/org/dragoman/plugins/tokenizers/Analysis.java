package org.dragoman.plugins.tokenizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.CharFilterFactory;
import org.apache.lucene.analysis.TokenFilterFactory;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.TokenizerFactory;

/**
 * A chain of Lucene components that cuts text. It may be used from several threads at once.
 *
 * @param charFilters change the text, in this order
 * @param tokenizer cuts it
 * @param filters change the tokens, in this order
 */
record Analysis(
    List<CharFilterFactory> charFilters,
    TokenizerFactory tokenizer,
    List<TokenFilterFactory> filters) {

  /**
   * Creates a chain, and tries it on a word.
   *
   * @param files the texts of the files by name
   * @throws IllegalArgumentException if Lucene has no such component, a component does not accept
   *     its arguments, or a file is missing or not used; the message begins with the key
   */
  static Analysis of(
      LuceneComponent tokenizer,
      List<LuceneComponent> charFilters,
      List<LuceneComponent> filters,
      Map<String, String> files) {
    InlineFiles loader = new InlineFiles(files);
    Analysis analysis =
        new Analysis(
            all(LuceneFactories.CHAR_FILTERS, "char-filters", charFilters, loader),
            LuceneFactories.TOKENIZERS.make("tokenizer", tokenizer, loader),
            all(LuceneFactories.FILTERS, "filters", filters, loader));
    loader.requireAllRead();
    analysis.requireThatItWorks();
    return analysis;
  }

  /** Cuts a word, because Lucene checks some arguments only then. */
  private void requireThatItWorks() {
    for (int i = 0; i <= filters.size(); i++) {
      try {
        new Analysis(charFilters, tokenizer, filters.subList(0, i)).open().words("word", 0, 4);
      } catch (RuntimeException e) {
        throw new IllegalArgumentException(
            "%s.arguments: Lucene cannot work by them (%s)"
                .formatted(i == 0 ? "tokenizer" : "filters[" + (i - 1) + "]", Reason.of(e)),
            e);
      }
    }
  }

  private static <F> List<F> all(
      LuceneFactories<F> factories,
      String key,
      List<LuceneComponent> components,
      InlineFiles files) {
    List<F> made = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      made.add(factories.make(key + "[" + i + "]", components.get(i), files));
    }
    return List.copyOf(made);
  }

  /** Creates a boundary finder for one thread. */
  BoundaryFinder open() {
    Tokenizer source = tokenizer.create();
    TokenStream stream = source;
    for (TokenFilterFactory filter : filters) {
      stream = filter.create(stream);
    }
    return new BoundaryFinder(charFilters, source, stream);
  }
}
