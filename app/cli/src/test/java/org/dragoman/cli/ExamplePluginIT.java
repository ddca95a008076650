package org.dragoman.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.cli.io.ExitCode;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Bundle;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example plugin's jar in a plugin folder: its cell trains, and is missed where it is not. */
class ExamplePluginIT {
  private static final Path JARS =
      Path.of(System.getProperty("dragoman.root"), "app/cli/target/plugins-for-test");

  @TempDir private Path folder;

  @BeforeEach
  void makeCorpus() throws IOException {
    assertThat(
            Run.of(
                    "data",
                    "make",
                    "numbers",
                    "--out",
                    folder.toString(),
                    "--train",
                    "40",
                    "--dev",
                    "4",
                    "--test",
                    "2")
                .code())
        .isZero();
    Files.writeString(
        folder.resolve("config.yaml"),
        """
        name: with-plugin
        data:
          train: {source: '${DATA}/train.en', target: '${DATA}/train.digits'}
          dev: {source: '${DATA}/dev.en', target: '${DATA}/dev.digits'}
        text:
          source: {tokenizer: word}
          target: {tokenizer: char}
        model:
          embedding: {size: 8}
          encoder: {cell: {type: cfn, size: 16}, transition-depth: 2}
          decoder: {cell: {type: gru, size: 16}, input-feeding: true}
        training:
          batch: {size: 8}
          stop: {updates: 3}
        """);
  }

  private Run train(String... more) {
    return Run.of(
        Stream.concat(
                Stream.of(
                    "train",
                    folder.resolve("config.yaml").toString(),
                    "--data",
                    folder.toString(),
                    "--run",
                    folder.resolve("run").toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private Path pluginFolder() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    try (Stream<Path> jars = Files.list(JARS)) {
      List<Path> found = jars.filter(jar -> jar.toString().endsWith(".jar")).toList();
      assertThat(found).as("jars of the example plugin").hasSize(1);
      Files.copy(found.get(0), plugins.resolve("cfn.jar"));
    }
    return plugins;
  }

  @Test
  void itsCellTrainsAndItsBundleNeedsIt() throws IOException {
    Path plugins = pluginFolder();

    Run run = train("--plugins", plugins.toString());

    assertThat(run.code()).as(run.err()).isZero();
    Run gates =
        Run.of(
            "inspect",
            "gates",
            "--plugins=" + plugins,
            "--model=" + folder.resolve("run/bundle"),
            "--out=" + folder.resolve("gates"),
            "one hundred");
    assertThat(gates.code()).as(gates.err()).isZero();
    assertThat(gates.out())
        .contains("encoder.0.backward\ttheta\t", "encoder.0.forward\ttransition.1.eta\t");
    BundleSource bundle = BundleSource.folder(folder.resolve("run/bundle"));
    try (Torch torch = Torch.open(Device.cpu());
        Registry installed = PluginLoader.load(torch.ops(), List.of(plugins));
        Bundle read = Bundle.open(bundle, torch, installed)) {
      assertThat(read.model().parameters()).containsKey("encoder.0.backward.weight_hh");
    }
    try (Torch torch = Torch.open(Device.cpu());
        Registry builtIn = PluginLoader.load(torch.ops(), List.of())) {
      assertThatThrownBy(() -> Bundle.open(bundle, torch, builtIn))
          .isInstanceOf(DragomanException.class)
          .hasMessageContaining("was made with plugins that are not installed")
          .hasMessageContaining("RNN cell 'cfn' (cfn.jar, version")
          .hasMessageContaining("Put their jars into the plugin folder");
    }
  }

  @Test
  void withoutItTrainingIsRefused() {
    Run run = train();

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("Unknown RNN cell 'cfn' at model.encoder.cell.type", "Installed: ");
    assertThat(folder.resolve("run")).doesNotExist();
  }
}
