package org.dragoman.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class GlobalOptionsTest {
  @Test
  void theOptionGoesBeforeTheEnvironment() {
    GlobalOptions options = new GlobalOptions(Map.of("DRAGOMAN_PLUGINS", "env"));
    assertThat(options.pluginFolder()).contains(Path.of("env"));

    new CommandLine(options).parseArgs("--plugins", "given");
    assertThat(options.pluginFolder()).contains(Path.of("given"));
  }

  @Test
  void withoutADistributionThereIsNone() {
    assertThat(new GlobalOptions(Map.of("DRAGOMAN_PLUGINS", "")).pluginFolder()).isEmpty();
  }
}
