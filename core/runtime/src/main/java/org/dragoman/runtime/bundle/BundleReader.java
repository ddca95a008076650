package org.dragoman.runtime.bundle;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.Collectors;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.Manifest.UsedPlugin;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.Weights;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.TextConfig;

/**
 * Reads one bundle: the manifest, then what it needs, then file by file.
 *
 * @param source where it is
 * @param torch gets the weights
 * @param registry the installed plugins
 */
record BundleReader(BundleSource source, Torch torch, Registry registry) {

  Bundle read() {
    Manifest manifest = Manifest.read(source);
    requirePlugins(manifest);
    CheckedFiles files = new CheckedFiles(source, manifest);
    ConfigTree tree =
        ConfigTree.parse(files.text(BundleFiles.CONFIG), source.fileName(BundleFiles.CONFIG));
    BundleConfig config = new ConfigBinder(registry).bind(BundleConfig.class, tree);
    Components components = new Components(registry);
    Pipelines pipelines = pipelines(config.text(), components, files);
    String modelCard = files.text(BundleFiles.MODEL_CARD);
    EncoderDecoder model =
        new EncoderDecoder(
            torch.ops(),
            config.model(),
            new EncoderDecoder.Vocabularies(
                pipelines.source().vocabulary().size(),
                pipelines.target().vocabulary().size(),
                pipelines.shared()),
            components);
    fill(model, files);
    return new Bundle(
        config,
        pipelines,
        model,
        manifest,
        modelCard,
        torch.pack(Weights.arrays(model.parameters()).values()));
  }

  private static Pipelines pipelines(TextConfig config, Components components, CheckedFiles files) {
    Pipelines pipelines = PipelineFiles.read(config, components, files);
    return config.cleanSource().inTranslation() ? pipelines.cleaningSource() : pipelines;
  }

  private void requirePlugins(Manifest manifest) {
    List<UsedPlugin> missing =
        manifest.plugins().stream()
            .filter(plugin -> registry.find(plugin.kind(), plugin.name()).isEmpty())
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    String wanted =
        missing.stream()
            .map(
                plugin ->
                    "\n  %s '%s' (%s, version %s)"
                        .formatted(
                            plugin.kind().label(),
                            plugin.name(),
                            plugin.origin(),
                            plugin.version()))
            .collect(Collectors.joining());
    throw DragomanException.configuration(
        "The bundle %s was made with plugins that are not installed:%s\nPut their jars into the plugin folder or on the class path.%s"
            .formatted(source.name(), wanted, registry.problemsInWords()));
  }

  /**
   * Loads the weights. The arrays move to the engine's own manager only after all checks have
   * passed.
   */
  private void fill(EncoderDecoder model, CheckedFiles files) {
    try (NDManager scope = torch.manager().newSubManager()) {
      SafeTensors.Contents contents =
          files.read(BundleFiles.WEIGHTS, (in, name) -> SafeTensors.read(in, name, scope));
      Weights.fill(model.parameters(), contents.tensors(), source.fileName(BundleFiles.WEIGHTS));
      contents.tensors().values().forEach(array -> array.attach(torch.manager()));
    }
  }
}
