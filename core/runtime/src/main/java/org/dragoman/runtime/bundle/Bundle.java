package org.dragoman.runtime.bundle;

import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.Packing;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.engine.check.OpeningCheck;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Pipelines;

/**
 * A translation model with its text pipelines, read from a bundle.
 *
 * <pre>{@code
 * try (Bundle bundle = Bundle.open(BundleSource.folder(path), torch, registry)) {
 *   int[] ids = bundle.pipelines().source().encode("A text.");
 * }
 * }</pre>
 *
 * @param config the bundle's configuration
 * @param pipelines between text and ids
 * @param model the model with its weights, which nobody may change; training copies them into a
 *     model of its own
 * @param manifest the versions and plugins that the bundle was made with, and its files
 * @param modelCard for a human reader, in Markdown
 * @param packing lets the engine pack the weights, because they keep their values
 */
public record Bundle(
    BundleConfig config,
    Pipelines pipelines,
    EncoderDecoder model,
    Manifest manifest,
    String modelCard,
    Packing packing)
    implements AutoCloseable {

  /**
   * Reads a bundle and checks every file of it against its manifest. No code from the bundle is
   * run: its plugins must be installed. The first opening in a process also checks the engine, and
   * logs a warning if it computes wrong.
   *
   * @param source where it is
   * @param torch the engine, which gets the weights and must outlive the bundle
   * @param registry the installed plugins
   * @throws DragomanException if there is no bundle, it has a newer format, a file is missing, cut
   *     short or altered, a plugin is not installed, or the weights do not fit the configuration
   */
  public static Bundle open(BundleSource source, Torch torch, Registry registry) {
    OpeningCheck.once(torch);
    return new BundleReader(source, torch, registry).read();
  }

  /** Frees the weights. */
  @Override
  public void close() {
    packing.close();
    model.close();
  }
}
