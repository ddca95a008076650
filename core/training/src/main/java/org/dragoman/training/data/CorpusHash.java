package org.dragoman.training.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.dragoman.corpus.Corpus;
import org.dragoman.runtime.bundle.Hashes;
import org.dragoman.runtime.file.SentencePair;

/**
 * The hash of a corpus, which shows whether the text has changed.
 *
 * @param key of the configuration, such as {@code data.train}
 * @param corpus the corpus with that key
 * @param sha256 of its pairs as read: source, target and, if there is one, the alignment, each with
 *     a line feed
 */
public record CorpusHash(String key, Corpus corpus, String sha256) {

  /** Computes the hash pair by pair. */
  public static final class Maker {
    private final MessageDigest digest = Hashes.sha256();

    public void add(SentencePair pair) {
      digest.update((pair.source() + '\n' + pair.target() + '\n').getBytes(UTF_8));
      if (pair.alignment() != null) {
        digest.update((pair.alignment() + '\n').getBytes(UTF_8));
      }
    }

    public CorpusHash make(String key, Corpus corpus) {
      return new CorpusHash(key, corpus, Hashes.hex(digest));
    }
  }

  /** Returns a line in the format of sha256sum. */
  public String line() {
    return sha256 + "  " + key;
  }
}
