package org.dragoman.runtime.plugin;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.ProvisionException;
import com.google.inject.spi.Message;
import com.google.inject.util.Types;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.option.Field;
import org.dragoman.runtime.plugin.Registration.Origin;
import org.dragoman.spi.ComponentFactory;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Plugin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds plugins on the class path and in plugin folders, and creates their factories.
 *
 * <p>A plugin in a folder is {@code NAME.jar} or {@code NAME/*.jar}; each has a class loader of its
 * own, a child of the {@link SharedClasses}. If anything in a plugin is broken, nothing of it is
 * loaded. Folders are read in the given order, and their contents in the order of file names.
 */
public final class PluginLoader {
  private static final Logger LOG = LoggerFactory.getLogger(PluginLoader.class);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final String BUILT_IN_PACKAGE = "org.dragoman.plugins.";
  private static final String UNKNOWN = "unknown";

  private final Injector root;
  private final SharedClasses shared;
  private final List<URLClassLoader> jars = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private Map<String, Registration> registrations = new TreeMap<>();

  private PluginLoader(Ops ops, ClassLoader own) {
    root = Guice.createInjector(binder -> binder.bind(Ops.class).toInstance(ops));
    shared = new SharedClasses(own);
  }

  /**
   * Loads every plugin. Problems of a jar in a folder are logged and kept in {@link
   * Registry#problems()}; the other jars are loaded.
   *
   * @param ops injected into the factories that need it
   * @param pluginFolders folders to read, in this order
   * @throws DragomanException if a folder cannot be read or a plugin on the class path is broken
   */
  public static Registry load(Ops ops, List<Path> pluginFolders) {
    return load(ops, pluginFolders, PluginLoader.class.getClassLoader());
  }

  static Registry load(Ops ops, List<Path> pluginFolders, ClassLoader own) {
    List<Path> plugins = new ArrayList<>();
    for (Path folder : pluginFolders) {
      try {
        plugins.addAll(PluginFiles.list(folder));
      } catch (IOException e) {
        throw DragomanException.configuration(
            "The plugin folder %s cannot be read (%s).".formatted(folder, e), e);
      }
    }
    Registry registry = loadAll(ops, plugins, own);
    registry.problems().forEach(LOG::warn);
    registry.warnings().forEach(LOG::warn);
    return registry;
  }

  /**
   * Loads the plugins on the class path and the given ones. Problems of the given ones are in
   * {@link Registry#problems()} and {@link Registry#warnings()}, and are not logged.
   *
   * @param ops injected into the factories that need it
   * @param plugins jars, and folders with the jars of one plugin each
   * @throws DragomanException if a plugin on the class path is broken
   */
  public static Registry loadJars(Ops ops, List<Path> plugins) {
    return loadAll(ops, plugins, PluginLoader.class.getClassLoader());
  }

  private static Registry loadAll(Ops ops, List<Path> plugins, ClassLoader own) {
    PluginLoader loader = new PluginLoader(ops, own);
    loader.addClassPath(own);
    plugins.forEach(loader::addJars);
    return new Registry(
        loader.registrations.values(), loader.refusals, loader.warnings, loader.jars);
  }

  private void addClassPath(ClassLoader own) {
    try {
      register(own, true);
    } catch (BrokenPluginException | ServiceConfigurationError | LinkageError e) {
      throw DragomanException.configuration(
          "A plugin on the class path is broken: " + reason(e), e);
    }
  }

  /**
   * Adds the plugins of one jar, or of one folder of jars; if it is broken, the others are still
   * loaded.
   */
  private void addJars(Path path) {
    Set<String> components = Set.of();
    try {
      PluginFiles files = PluginFiles.read(path, shared);
      components = files.components();
      warnOfCopies(files);
      files.check();
      URLClassLoader jar = open(path, files);
      jars.add(jar);
      if (!register(jar, false)) {
        throw new BrokenPluginException(
            "it holds no plugin. A plugin's class is named in META-INF/services/"
                + Plugin.class.getName()
                + ".");
      }
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (IOException e) {
      refusals.add(new Refusal(path + ": it cannot be read (" + e + ").", components));
    } catch (RuntimeException | Error e) {
      // A plugin's code may throw anything; the others must still work.
      refusals.add(new Refusal(path + ": " + reason(e), components));
    }
  }

  /** Registers all plugins that a class loader finds, or none. Returns whether there are any. */
  private boolean register(ClassLoader loader, boolean onClassPath) {
    Map<String, Registration> next = new TreeMap<>(registrations);
    boolean any = false;
    for (Plugin plugin : ServiceLoader.load(Plugin.class, loader)) {
      any = true;
      register(plugin, origin(plugin, onClassPath), next);
    }
    registrations = next;
    return any;
  }

  private void register(Plugin plugin, Origin origin, Map<String, Registration> registrations) {
    String pluginName = plugin.getClass().getName();
    try {
      if (plugin.spiVersion() != Plugin.SPI_VERSION) {
        throw new BrokenPluginException(
            "%s was compiled against version %d of the SPI, and this Dragoman has version %d. Get a version of the plugin for this Dragoman, or compile it anew."
                .formatted(pluginName, plugin.spiVersion(), Plugin.SPI_VERSION));
      }
      Injector injector = root.createChildInjector(plugin);
      for (ComponentKind kind : ComponentKind.values()) {
        factories(injector, kind)
            .forEach(
                (name, factory) ->
                    add(new Registration(kind, name, factory, origin), registrations));
      }
    } catch (CreationException e) {
      throw broken(pluginName, e.getErrorMessages(), e);
    } catch (ProvisionException e) {
      throw broken(pluginName, e.getErrorMessages(), e);
    } catch (BrokenPluginException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new BrokenPluginException(pluginName + ": " + e, e);
    }
  }

  /**
   * Returns the factories of one kind that a plugin bound by {@code MapBinder}; see {@link Plugin}.
   */
  @SuppressWarnings("unchecked") // the type that the key is made of
  private static Map<String, ComponentFactory<?>> factories(Injector injector, ComponentKind kind) {
    var factoryType = Types.newParameterizedType(kind.factoryType(), Types.subtypeOf(Object.class));
    var binding =
        injector.getExistingBinding(
            (Key<Map<String, ComponentFactory<?>>>)
                Key.get(Types.mapOf(String.class, factoryType)));
    return binding == null ? Map.of() : binding.getProvider().get();
  }

  private static void add(Registration added, Map<String, Registration> registrations) {
    String what = "the %s '%s'".formatted(added.kind().label(), added.name());
    if (!NAME.matcher(added.name()).matches()) {
      throw new BrokenPluginException(
          what + " has a name that is not of the form [a-z][a-z0-9-]*, such as 'my-cell'.");
    }
    checkConfig(added.factory().configType(), what);
    Registration taken = registrations.putIfAbsent(added.kind() + " " + added.name(), added);
    if (taken != null) {
      throw new BrokenPluginException(
          "%s (%s) has the name of an installed one (%s). Remove one of the two, or give one another name."
              .formatted(what, added.origin().name(), taken.origin().name()));
    }
  }

  /** Checks a configuration record now, not only when a configuration is bound to it. */
  private static void checkConfig(Class<? extends Record> config, String what) {
    try {
      Field.check(config);
      if (Field.of(config).stream().anyMatch(field -> field.key().equals(Field.TYPE))) {
        throw new IllegalStateException(
            "%s.%s has the key by which a configuration names the component; give it another name"
                .formatted(config.getName(), Field.TYPE));
      }
    } catch (IllegalStateException e) {
      throw new BrokenPluginException(
          what + " has a configuration that cannot be bound: " + e.getMessage() + ".", e);
    }
  }

  private static Origin origin(Plugin plugin, boolean onClassPath) {
    Class<?> type = plugin.getClass();
    boolean builtIn = onClassPath && type.getName().startsWith(BUILT_IN_PACKAGE);
    String version = type.getPackage().getImplementationVersion();
    return new Origin(
        builtIn ? Origin.BUILT_IN : file(type), Optional.ofNullable(version).orElse(UNKNOWN));
  }

  /** Returns the name of the jar or folder that a class was loaded from. */
  private static String file(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return source == null
        ? UNKNOWN
        : new File(URI.create(source.getLocation().toString()).getSchemeSpecificPart()).getName();
  }

  private URLClassLoader open(Path path, PluginFiles files) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path file : files.jars()) {
      urls.add(file.toUri().toURL());
    }
    return shared.open(path.toString(), urls.toArray(URL[]::new));
  }

  private void warnOfCopies(PluginFiles files) {
    files
        .copies()
        .forEach(
            (file, copies) ->
                warnings.add(
                    "%s: its copies of %s are ignored, because plugins use Dragoman's own. Leave them out of the jar."
                        .formatted(file, String.join(", ", copies))));
  }

  /**
   * Creates the error from Guice's first message without its advice, or from what the plugin threw
   * inside Guice.
   */
  private static BrokenPluginException broken(
      String pluginName, Collection<Message> messages, RuntimeException e) {
    Message first = messages.iterator().next();
    Object what = Optional.<Object>ofNullable(first.getCause()).orElse(first.getMessage());
    return new BrokenPluginException(pluginName + ": " + what, e);
  }

  private static String reason(Throwable error) {
    Throwable cause = error;
    while (!cannotBeLinked(cause) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cannotBeLinked(cause)) {
      return "a class cannot be linked (%s). A jar that it needs is missing, or it was compiled for another version of Java or of Dragoman."
          .formatted(cause);
    }
    if (!(error instanceof BrokenPluginException || error instanceof ServiceConfigurationError)) {
      return "it failed while it was loaded (" + cause + ").";
    }
    String message = String.valueOf(error.getMessage()).replace(Plugin.class.getName() + ": ", "");
    boolean toldAll = error instanceof BrokenPluginException || cause == error;
    return toldAll ? message : "%s (%s).".formatted(message, cause);
  }

  /**
   * Returns whether it is an error of linking. An error in a static initializer is the plugin's
   * own.
   */
  private static boolean cannotBeLinked(Throwable error) {
    return error instanceof LinkageError && !(error instanceof ExceptionInInitializerError);
  }
}
