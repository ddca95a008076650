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
 * Cuts text into morphemes by a tokenizer of Lucene: as they are written, including punctuation.
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

  /**
   * Returns the name of the tokenizer with the version of Lucene, which determines the dictionary.
   */
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
        // Text between white space is one token or several.
        tokens.addAll(PythonText.split(line.substring(offsets.startOffset(), offsets.endOffset())));
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tokens;
  }
}
