package org.dragoman.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command. */
@Command
public final class GlobalOptions {
  /** The system property by which the launcher names the folder of the distribution. */
  static final String HOME = "dragoman.home";

  /** The environment variable that names the plugin folder. */
  static final String PLUGINS = "DRAGOMAN_PLUGINS";

  @SuppressWarnings("UnusedVariable") // Read by picocli.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  private boolean help;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Log details, and show the stack trace of a failure.")
  private boolean verbose;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description =
          "Folder with the jars of further plugins. Default: the environment variable"
              + " DRAGOMAN_PLUGINS, else the folder 'plugins' of the distribution.")
  private @Nullable Path plugins;

  private final Map<String, String> environment;

  public GlobalOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Whether to log details and to show stack traces. */
  public boolean verbose() {
    return verbose;
  }

  /** Returns the value of an environment variable; an empty one counts as not set. */
  public Optional<String> environment(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * Returns the folder of external plugins. A folder that the user names is returned even if it
   * does not exist, so that its absence is reported; the distribution's own folder only if it
   * exists.
   */
  public Optional<Path> pluginFolder() {
    if (plugins != null) {
      return Optional.of(plugins);
    }
    Optional<String> named = environment(PLUGINS);
    if (named.isPresent()) {
      return named.map(Path::of);
    }
    return Optional.ofNullable(System.getProperty(HOME))
        .map(home -> Path.of(home, "plugins"))
        .filter(Files::isDirectory);
  }
}
