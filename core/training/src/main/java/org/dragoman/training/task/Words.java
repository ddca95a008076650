package org.dragoman.training.task;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.evaluation.baseline.FrequentLabel;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.runtime.text.Labels;
import org.dragoman.runtime.text.Pipelines;

/**
 * A labelled text, word by word. A word is a token; if the tokens are characters, it is a run of
 * letters and digits, and each other character is one.
 *
 * @param words in their order
 * @param sizes how many tokens each has
 * @param labels one for each token
 */
record Words(List<String> words, List<Integer> sizes, List<String> labels) {
  static Words of(Pipelines pipelines, SentencePair example) {
    List<String> tokens = pipelines.source().segmenter().pieces(example.source());
    List<String> labels = Labels.segmenter().tokens(example.target());
    List<String> words = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    boolean characters =
        tokens.stream().allMatch(token -> token.codePointCount(0, token.length()) == 1);
    for (String token : tokens) {
      int last = words.size() - 1;
      if (characters && last >= 0 && isOfWord(token) && isOfWord(words.get(last))) {
        words.set(last, words.get(last) + token);
        sizes.set(last, sizes.get(last) + 1);
      } else {
        words.add(token);
        sizes.add(1);
      }
    }
    return new Words(words, sizes, labels.subList(0, Math.min(labels.size(), tokens.size())));
  }

  private static boolean isOfWord(String text) {
    return text.codePoints().allMatch(Character::isLetterOrDigit);
  }

  /** Has a model learn the labels of each word together. */
  void add(FrequentLabel model) {
    int at = 0;
    for (int i = 0; i < words.size() && at + sizes.get(i) <= labels.size(); i++) {
      model.add(words.get(i), String.join(" ", labels.subList(at, at + sizes.get(i))));
      at += sizes.get(i);
    }
  }

  /** Returns the label that a model gives each token. */
  List<String> labels(FrequentLabel model) {
    List<String> given = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      List<String> own = Labels.segmenter().tokens(model.label(words.get(i)));
      for (int k = 0; k < sizes.get(i); k++) {
        // An unknown word has the labels of the most frequent word, which may be shorter.
        given.add(own.get(Math.min(k, own.size() - 1)));
      }
    }
    return given.subList(0, labels.size());
  }
}
