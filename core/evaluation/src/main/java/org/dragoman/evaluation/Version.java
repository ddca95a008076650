package org.dragoman.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version in signatures: of this program and of sacreBLEU. */
final class Version {

  /** The release of sacreBLEU that our numbers agree with. */
  static final String SACREBLEU = "2.6.0";

  /** The value of a signature's {@code version}. */
  static final String SIGNATURE = "dragoman-" + dragoman() + "+sacrebleu-" + SACREBLEU;

  private Version() {}

  private static String dragoman() {
    Properties properties = new Properties();
    try (InputStream resource = Version.class.getResourceAsStream("version.properties")) {
      if (resource == null) {
        throw new IllegalStateException("The jar of dragoman-evaluation lacks version.properties");
      }
      properties.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // A snapshot signs as its coming release, because it computes the same.
    return properties.getProperty("version").replace("-SNAPSHOT", "");
  }
}
