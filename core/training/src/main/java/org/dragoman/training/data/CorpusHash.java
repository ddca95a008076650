package org.dragoman.training.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.dragoman.corpus.Corpus;
import org.dragoman.runtime.bundle.Hashes;
import org.dragoman.runtime.file.SentencePair;

/**
 * Tells whether a corpus is the text that it was.
 *
 * @param key of the configuration, such as {@code data.train}
 * @param corpus that it names
 * @param sha256 of its pairs as read, source and target in turn, and the alignment where there is
 *     one, each with a line feed
 */
public record CorpusHash(String key, Corpus corpus, String sha256) {

  /** Makes a hash of pairs as they come. */
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

  /** The form of sha256sum. */
  public String line() {
    return sha256 + "  " + key;
  }
}
