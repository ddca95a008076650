package org.dragoman.cli.io;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the program and of what it runs on. */
public final class Version implements IVersionProvider {
  /** That of the program, where it runs from a jar. */
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
