package org.dragoman.runtime.bundle;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigWriter;
import org.dragoman.runtime.model.TranslatorConfig;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Pipelines;

/**
 * Writes bundles.
 *
 * @param registry knows the plugins that a bundle uses
 */
public record BundleWriter(Registry registry) {

  /**
   * Writes a bundle, complete or not at all. An existing bundle is replaced.
   *
   * @param folder of the bundle; no other process may write it at the same time
   * @param config the bundle's configuration
   * @param pipelines made by that configuration
   * @param weights by name, such as {@code Weights.arrays(model.parameters())}
   * @param precision how the weights are stored
   * @param modelCard for a human reader, in Markdown
   * @throws DragomanException if the folder contains something else or cannot be written, or a
   *     weight is too large for the precision
   */
  public void write(
      Path folder,
      BundleConfig config,
      Pipelines pipelines,
      Map<String, NDArray> weights,
      Precision precision,
      String modelCard) {
    BundleFolder.write(
        folder,
        place -> {
          StoredFiles files = new StoredFiles(place);
          files.write(BundleFiles.CONFIG, ConfigWriter.write(config));
          PipelineFiles.write(pipelines, files::write);
          files.write(BundleFiles.WEIGHTS, out -> writeWeights(out, weights, precision, folder));
          files.write(BundleFiles.MODEL_CARD, modelCard);
          Manifest manifest =
              new Manifest(
                  config.model() instanceof TranslatorConfig
                      ? Manifest.TRANSLATOR_FORMAT
                      : Manifest.FORMAT,
                  version(),
                  precision,
                  UsedComponents.of(config, registry),
                  files.stored());
          files.write(BundleFiles.MANIFEST, manifest.json());
        });
  }

  private static void writeWeights(
      OutputStream out, Map<String, NDArray> weights, Precision precision, Path folder)
      throws IOException {
    try {
      SafeTensors.write(out, weights, precision.type(), Map.of());
    } catch (DragomanException e) {
      throw DragomanException.data(
          "The bundle " + folder + " cannot be written. " + e.getMessage(), e);
    }
  }

  /** Returns the version of Dragoman from its jar; {@code unknown} without a jar. */
  public static String version() {
    return Objects.requireNonNullElse(
        BundleWriter.class.getPackage().getImplementationVersion(), "unknown");
  }
}
