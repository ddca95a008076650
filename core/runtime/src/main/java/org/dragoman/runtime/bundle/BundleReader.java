package org.dragoman.runtime.bundle;

import ai.djl.ndarray.NDManager;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.model.Model;
import org.dragoman.runtime.model.Vocabularies;
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
    MissingPlugins.of(manifest, registry).requireNone(source.name());
    CheckedFiles files = new CheckedFiles(source, manifest);
    ConfigTree tree =
        ConfigTree.parse(files.text(BundleFiles.CONFIG), source.fileName(BundleFiles.CONFIG));
    BundleConfig config = new ConfigBinder(registry).bind(BundleConfig.class, tree);
    Components components = new Components(registry);
    Pipelines pipelines = pipelines(config.text(), components, files);
    String modelCard = files.text(BundleFiles.MODEL_CARD);
    Model model = config.model().model(torch.ops(), Vocabularies.of(pipelines), components);
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

  /** The arrays go over to the engine's own manager only when everything was found right. */
  private void fill(Model model, CheckedFiles files) {
    try (NDManager scope = torch.manager().newSubManager()) {
      SafeTensors.Contents contents =
          files.read(BundleFiles.WEIGHTS, (in, name) -> SafeTensors.read(in, name, scope));
      Weights.fill(model.parameters(), contents.tensors(), source.fileName(BundleFiles.WEIGHTS));
      contents.tensors().values().forEach(array -> array.attach(torch.manager()));
    }
  }
}
