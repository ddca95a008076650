package org.dragoman.runtime.bundle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dragoman.runtime.bundle.Manifest.UsedPlugin;
import org.dragoman.runtime.option.Field;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentSpec;
import org.jspecify.annotations.Nullable;

/** Finds the components that a configuration names, at any depth. */
final class UsedComponents {
  private UsedComponents() {}

  /** Returns each component once, sorted by kind and name, with its plugin. */
  static List<UsedPlugin> of(Record config, Registry registry) {
    List<ComponentSpec> specs = new ArrayList<>();
    collect(config, specs);
    return specs.stream()
        .map(spec -> plugin(registry.get(spec.kind(), spec.type())))
        .distinct()
        .sorted(Comparator.comparing(UsedPlugin::kind).thenComparing(UsedPlugin::name))
        .toList();
  }

  private static UsedPlugin plugin(Registration registration) {
    return new UsedPlugin(
        registration.kind(),
        registration.name(),
        registration.origin().name(),
        registration.origin().version());
  }

  private static void collect(@Nullable Object value, List<ComponentSpec> specs) {
    if (value instanceof ComponentSpec spec) {
      specs.add(spec);
      collect(spec.config(), specs);
    } else if (value instanceof List<?> list) {
      list.forEach(element -> collect(element, specs));
    } else if (value instanceof Record config) {
      Field.of(config.getClass()).forEach(field -> collect(field.of(config), specs));
    }
  }
}
