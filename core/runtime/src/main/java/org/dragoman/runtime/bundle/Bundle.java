package org.dragoman.runtime.bundle;

import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.Packing;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.engine.check.OpeningCheck;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Pipelines;

/**
 * A translator that was read from its bundle.
 *
 * <pre>{@code
 * try (Bundle bundle = Bundle.open(BundleSource.folder(path), torch, registry)) {
 *   int[] ids = bundle.pipelines().source().encode("A text.");
 * }
 * }</pre>
 *
 * @param config what the bundle says of itself
 * @param pipelines between text and ids
 * @param model with its weights, which must keep their values; a training fills a model of its own
 *     with copies
 * @param manifest what the bundle was made with
 * @param modelCard for a human reader, in Markdown
 * @param packing the engine's promise that the weights keep their values
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
   * Reads a bundle and checks every file of it against its manifest. Nothing from the bundle is run
   * as code: its plugins must be installed. The first opening of a process also checks the engine,
   * and the log warns where it computes wrong.
   *
   * @param source where it is
   * @param torch the engine, which gets the weights and must outlive the bundle
   * @param registry the installed plugins
   * @throws DragomanException where there is no bundle, it is of a newer format, a file is missing,
   *     cut or altered, a plugin is not installed, or the weights do not fit the configuration
   */
  public static Bundle open(BundleSource source, Torch torch, Registry registry) {
    OpeningCheck.once(torch);
    return new BundleReader(source, torch, registry).read();
  }

  /** Gives the weights up. */
  @Override
  public void close() {
    packing.close();
    model.close();
  }
}
