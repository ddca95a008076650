package org.dragoman.runtime.bundle;

import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.engine.Packing;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.engine.check.OpeningCheck;
import org.dragoman.runtime.model.EncoderDecoder;
import org.dragoman.runtime.model.Model;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.runtime.text.Pipelines;

/**
 * A model with its text pipelines, read from a bundle.
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
    Model model,
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

  /**
   * Returns the model of a translator.
   *
   * @throws DragomanException of kind CONFIGURATION if the bundle holds a model of another type
   */
  public EncoderDecoder translator() {
    return model(EncoderDecoder.class, "translator");
  }

  /**
   * Returns the model as the type that a caller needs.
   *
   * @param wanted what messages call the type
   * @throws DragomanException of kind CONFIGURATION if it is of another type
   */
  public <M extends Model> M model(Class<M> type, String wanted) {
    if (!type.isInstance(model)) {
      throw DragomanException.configuration(
          "%s holds a %s, and a %s is needed here. Give the bundle of a %s."
              .formatted(config.name(), config.model().inWords(), wanted, wanted));
    }
    return type.cast(model);
  }

  /** Frees the weights. */
  @Override
  public void close() {
    packing.close();
    model.close();
  }
}
