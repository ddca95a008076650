package org.dragoman.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;
import org.dragoman.runtime.bundle.Hashes;
import org.dragoman.runtime.text.SentencePair;
import org.dragoman.training.RunConfig.Corpus;

/**
 * Tells whether a corpus is the text that it was.
 *
 * @param key of the configuration, such as {@code data.train}
 * @param files of the corpus
 * @param sha256 of its lines as read, source and target in turn, each with a line feed
 */
record CorpusHash(String key, Corpus files, String sha256) {

  static CorpusHash of(String key, Corpus files, List<SentencePair> pairs) {
    MessageDigest digest = Hashes.sha256();
    for (SentencePair pair : pairs) {
      digest.update((pair.source() + '\n' + pair.target() + '\n').getBytes(UTF_8));
    }
    return new CorpusHash(key, files, Hashes.hex(digest));
  }

  /** The form of sha256sum. */
  String line() {
    return sha256 + "  " + key;
  }
}
