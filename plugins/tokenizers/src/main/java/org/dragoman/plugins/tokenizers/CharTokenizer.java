package org.dragoman.plugins.tokenizers;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.spi.Tokenizer;

/**
 * Makes a token of every code point. A space becomes the token U+2581; other white space, and that
 * mark itself, are escaped (see {@link Escapes}).
 */
final class CharTokenizer implements Tokenizer {
  private static final char SPACE = '\u2581';
  private static final Escapes ESCAPES = new Escapes(SPACE);

  @Override
  public List<String> encode(String text) {
    Escapes.requireWhole(text);
    List<String> tokens = new ArrayList<>(text.length());
    StringBuilder token = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int end = text.offsetByCodePoints(i, 1);
      if (text.charAt(i) == ' ') {
        token.append(SPACE);
      } else {
        ESCAPES.escape(text, i, end, token);
      }
      tokens.add(token.toString());
      token.setLength(0);
      i = end;
    }
    return tokens;
  }

  @Override
  public String decode(List<String> tokens) {
    StringBuilder text = new StringBuilder(tokens.size());
    tokens.forEach(token -> ESCAPES.unescape(token, " ", text));
    return text.toString();
  }
}
