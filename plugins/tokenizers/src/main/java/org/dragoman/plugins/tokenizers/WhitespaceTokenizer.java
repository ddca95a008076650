package org.dragoman.plugins.tokenizers;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.plugins.tokenizers.span.Span;
import org.dragoman.spi.Tokenizer;

/**
 * Cuts text at white space. A single space between two tokens needs no mark; all other white space
 * is kept as in {@link Joiner}.
 */
final class WhitespaceTokenizer implements Tokenizer {
  @Override
  public List<String> encode(String text) {
    Escapes.requireWhole(text);
    List<Span> spans = new ArrayList<>();
    new Span(0, text.length()).cutAtSpaces(text, spans);
    return Joiner.join(text, spans);
  }

  @Override
  public String decode(List<String> tokens) {
    return Joiner.decode(tokens);
  }
}
