package org.dragoman.runtime.bundle;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigWriter;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Pipelines;

/**
 * Writes bundles.
 *
 * @param registry knows the plugins that a bundle uses
 */
public record BundleWriter(Registry registry) {

  /**
   * Writes a bundle, whole or not at all. A bundle that is there already is replaced.
   *
   * @param folder of the bundle, which no other process may write meanwhile
   * @param config what the bundle says of itself
   * @param pipelines of that configuration
   * @param weights by name, such as {@code Weights.arrays(model.parameters())}
   * @param precision how the weights are stored
   * @param modelCard for a human reader, in Markdown
   * @throws DragomanException where the folder holds something else or cannot be written, or a
   *     weight is beyond what the precision can hold
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
                  Manifest.FORMAT,
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

  /** The version of Dragoman, as its jar says; {@code unknown} without one. */
  public static String version() {
    return Objects.requireNonNullElse(
        BundleWriter.class.getPackage().getImplementationVersion(), "unknown");
  }
}
