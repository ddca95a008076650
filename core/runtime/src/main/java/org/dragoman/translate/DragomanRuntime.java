package org.dragoman.translate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.BundleSource;
import org.dragoman.runtime.engine.Devices;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.engine.UseCount;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;

/**
 * The engine on one device and the installed plugins. It opens bundles; all models that it opened
 * share it. A program needs one.
 *
 * <pre>{@code
 * try (DragomanRuntime runtime = DragomanRuntime.open();
 *     Translator german = runtime.open(Path.of("models/tatoeba-en-de"));
 *     Translator french = runtime.open(Path.of("models/en-fr"))) {
 *   System.out.println(german.translate("She reads a book.").text());
 * }
 * }</pre>
 *
 * A program with one model needs no runtime of its own: {@link Translator#open} makes one for it.
 * It may be used from several threads at once.
 */
public final class DragomanRuntime implements AutoCloseable {
  private final Torch torch;
  private final Registry registry;
  private final UseCount uses;
  private final Set<OpenModel> models = new LinkedHashSet<>();

  private DragomanRuntime(Torch torch, Registry registry) {
    this.torch = torch;
    this.registry = registry;
    uses =
        new UseCount(
            "this runtime",
            () -> {
              try (torch) {
                registry.close();
              }
            });
  }

  /**
   * Opens the engine on the GPU where there is one, else on the CPU, with the plugins on the class
   * path.
   *
   * @throws DragomanException where the engine does not start, or a plugin cannot be loaded
   */
  public static DragomanRuntime open() {
    return builder().build();
  }

  /** Begins to build a runtime of other settings. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Opens the bundle in a folder, or that of the training run in it.
   *
   * @throws DragomanException where it cannot be opened; the message says why
   * @throws IllegalStateException after {@link #close()}
   */
  public Translator open(Path bundle) {
    return translator().setBundle(bundle).build();
  }

  /**
   * Opens a bundle on the class path, such as one of those in the jar {@code dragoman-models}; else
   * as {@link #open(Path)}.
   *
   * @param name its folder below {@code org/dragoman/models}, for example {@code tatoeba-en-de}
   */
  public Translator openResource(String name) {
    return translator().setResource(name).build();
  }

  /** Begins to build a translator of other settings on this runtime. */
  public TranslatorBuilder translator() {
    return new TranslatorBuilder(this);
  }

  /**
   * Opens the bundle of a language model or a generator in a folder, or that of the training run in
   * it.
   *
   * @throws DragomanException where it cannot be opened, or holds a model of another type
   */
  public TextGenerator openGenerator(Path bundle) {
    return new TextGenerator(this, false, BundleSource.folder(bundle));
  }

  /**
   * Opens the bundle of a classifier or a tagger in a folder, or that of the training run in it.
   *
   * @throws DragomanException where it cannot be opened, or holds a model of another type
   */
  public TextLabeller openLabeller(Path bundle) {
    return new TextLabeller(this, false, BundleSource.folder(bundle));
  }

  Torch torch() {
    return torch;
  }

  Registry registry() {
    return registry;
  }

  /** Holds the engine for a model until {@link #closed}. */
  void opens() {
    uses.begin();
  }

  /** Remembers a model that is open. */
  void opened(OpenModel model) {
    synchronized (models) {
      if (uses.isClosed()) {
        throw new IllegalStateException("this runtime is closed");
      }
      models.add(model);
    }
  }

  /** Gives the engine back that {@link #opens} held. */
  void closed(OpenModel model) {
    synchronized (models) {
      models.remove(model);
    }
    uses.end();
  }

  /** Gives the engine back where a model could not be opened. */
  void failed() {
    uses.end();
  }

  /** As {@link #close(Duration)} with {@link Translator#PATIENCE}. */
  @Override
  public void close() {
    close(Translator.PATIENCE);
  }

  /**
   * Closes the models, each as {@link Translator#close(Duration)} says, and then frees the engine.
   *
   * @param patience how long calls under way may go on, in all
   */
  public void close(Duration patience) {
    uses.close();
    long end = System.nanoTime() + UseCount.nanos(patience);
    List<OpenModel> open;
    synchronized (models) {
      open = List.copyOf(models);
    }
    open.forEach(OpenModel::refuseCalls);
    for (OpenModel model : open) {
      model.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    }
  }

  /** Builds a {@link DragomanRuntime}. */
  public static final class Builder {
    private String device = "auto";
    private List<Path> plugins = List.of();

    private Builder() {}

    /** {@code auto} (the default), {@code cpu}, {@code gpu} or {@code gpu:N}. */
    public Builder optDevice(String name) {
      device = name;
      return this;
    }

    /** Folders with jars of plugins, besides those on the class path. */
    public Builder optPlugins(List<Path> folders) {
      plugins = List.copyOf(folders);
      return this;
    }

    /**
     * Opens the engine.
     *
     * @throws DragomanException where the device or a plugin is not as it must be, or the engine
     *     does not start; the message says what to do
     */
    public DragomanRuntime build() {
      Torch torch = Torch.open(Devices.parse(device));
      try {
        return new DragomanRuntime(torch, PluginLoader.load(torch.ops(), plugins));
      } catch (Throwable e) {
        try (torch) {
          throw e;
        }
      }
    }
  }
}
