package org.dragoman.cli.io;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The versions of the program, Java and the system. */
public final class Version implements IVersionProvider {
  /** Returns the version of the program, if it runs from a jar. */
  public static Optional<String> own() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "dragoman " + own().orElse("(development)"),
      "Java %s (%s), %s %s"
          .formatted(
              System.getProperty("java.version"),
              System.getProperty("java.vendor"),
              System.getProperty("os.name"),
              System.getProperty("os.arch"))
    };
  }
}
