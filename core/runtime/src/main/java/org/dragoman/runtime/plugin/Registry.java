package org.dragoman.runtime.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dragoman.runtime.DragomanException;
import org.dragoman.spi.ComponentKind;

/**
 * The installed factories by kind and name. It never changes and may be used from several threads;
 * closing it closes the jars of its plugins, and no more components of them can be created.
 */
public final class Registry implements AutoCloseable {
  private final Map<ComponentKind, SortedMap<String, Registration>> registrations =
      new EnumMap<>(ComponentKind.class);
  private final List<Refusal> refusals;
  private final List<String> warnings;
  private final List<URLClassLoader> jars;

  Registry(
      Collection<Registration> registrations,
      List<Refusal> refusals,
      List<String> warnings,
      List<URLClassLoader> jars) {
    for (ComponentKind kind : ComponentKind.values()) {
      this.registrations.put(kind, new TreeMap<>());
    }
    for (Registration registration : registrations) {
      named(registration.kind()).put(registration.name(), registration);
    }
    this.refusals = List.copyOf(refusals);
    this.warnings = List.copyOf(warnings);
    this.jars = List.copyOf(jars);
  }

  /** Creates a registry of given factories. */
  public static Registry of(Collection<Registration> registrations) {
    return new Registry(registrations, List.of(), List.of(), List.of());
  }

  /** Returns all factories, sorted by kind and name. */
  public List<Registration> all() {
    return registrations.values().stream().flatMap(named -> named.values().stream()).toList();
  }

  /** Returns the names of a kind, sorted. */
  public List<String> names(ComponentKind kind) {
    return List.copyOf(named(kind).keySet());
  }

  /** Returns the factory with a name, if it is installed. */
  public Optional<Registration> find(ComponentKind kind, String name) {
    return Optional.ofNullable(named(kind).get(name));
  }

  /**
   * Returns the factory with a name.
   *
   * @throws DragomanException if it is not installed; the message lists the installed ones
   */
  public Registration get(ComponentKind kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> DragomanException.configuration(unknown(kind, name, "")));
  }

  /**
   * Returns the message for a name that is not installed: {@code Unknown RNN cell 'gruu'. Did you
   * mean 'gru'? Installed: gru, lstm.}
   *
   * @param place the place of the name, for example {@code " at model.encoder.cell.type"}, or empty
   */
  public String unknown(ComponentKind kind, String name, String place) {
    List<String> names = names(kind);
    String installed = names.isEmpty() ? "none" : String.join(", ", names);
    return "Unknown %s '%s'%s.%s Installed: %s.%s"
        .formatted(
            kind.label(),
            name,
            place,
            Nearest.hint(name, names),
            installed,
            refusalsInWords(kind, name));
  }

  /** Names the jar that would have registered a component, or all jars that could not be loaded. */
  private String refusalsInWords(ComponentKind kind, String name) {
    return refusals.stream()
        .filter(refusal -> refusal.offers(kind, name))
        .findFirst()
        .map(
            refusal ->
                " It would come from a plugin that could not be loaded: " + refusal.message())
        .orElseGet(this::problemsInWords);
  }

  /**
   * Returns {@code " Plugins that could not be loaded: ..."}, or an empty text if all were loaded.
   */
  public String problemsInWords() {
    return refusals.isEmpty()
        ? ""
        : " Plugins that could not be loaded: " + String.join(" ", problems());
  }

  /** Returns why jars in plugin folders could not be loaded; each message names its jar. */
  public List<String> problems() {
    return refusals.stream().map(Refusal::message).toList();
  }

  /** Returns warnings about jars that were loaded; each message names its jar. */
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public void close() {
    for (URLClassLoader jar : jars) {
      try {
        jar.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private SortedMap<String, Registration> named(ComponentKind kind) {
    return Objects.requireNonNull(registrations.get(kind));
  }
}
