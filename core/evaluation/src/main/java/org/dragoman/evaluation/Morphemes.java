package org.dragoman.evaluation;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.ko.KoreanTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.util.Version;

/**
 * The morphemes that a tokenizer of Lucene's finds, punctuation among them, in the form that they
 * have in the text.
 */
enum Morphemes {
  /** Kuromoji with its own dictionary, compounds left whole. */
  JAPANESE("ja-lucene-kuromoji") {
    @Override
    Tokenizer open() {
      return new JapaneseTokenizer(null, false, JapaneseTokenizer.Mode.NORMAL);
    }
  },

  /** Nori with its own dictionary, compounds left whole. */
  KOREAN("ko-lucene-nori") {
    @Override
    Tokenizer open() {
      return new KoreanTokenizer(
          KoreanTokenizer.DEFAULT_TOKEN_ATTRIBUTE_FACTORY,
          null,
          KoreanTokenizer.DecompoundMode.NONE,
          false,
          false);
    }
  };

  private final String name;

  Morphemes(String name) {
    this.name = name;
  }

  abstract Tokenizer open();

  /** The name of the tokenizer and Lucene's version, which decides its dictionary. */
  String signature() {
    return name + "-" + Version.LATEST;
  }

  List<String> tokens(String line) {
    List<String> tokens = new ArrayList<>();
    try (Tokenizer stream = open()) {
      OffsetAttribute offsets = stream.addAttribute(OffsetAttribute.class);
      stream.setReader(new StringReader(line));
      stream.reset();
      while (stream.incrementToken()) {
        // What is between white space is a token, or several.
        tokens.addAll(PythonText.split(line.substring(offsets.startOffset(), offsets.endOffset())));
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tokens;
  }
}
