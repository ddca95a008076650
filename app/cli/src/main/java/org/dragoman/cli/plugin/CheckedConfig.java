package org.dragoman.cli.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.option.Field;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.testkit.check.Subject;

/**
 * Chooses the options with which a component is checked: its defaults, but a small {@code size} if
 * it has one, because the check of gradients changes every weight up and down.
 *
 * @param subject the component that the contract is run on
 * @param inWords the options that are not the defaults, as in a configuration
 */
public record CheckedConfig(Subject subject, String inWords) {
  private static final String SIZE = "size";
  private static final int WIDTH = 6;

  /** Several sizes, because some components need a size that their other options divide. */
  private static final int[] SMALL = {4, 8, 12, 16, 32, 64};

  /**
   * Chooses the options.
   *
   * @param given options of the form {@code key=value}, which override the defaults
   * @throws DragomanException if no component can be created with them; the message says what is
   *     expected
   */
  public static CheckedConfig of(Registry registry, Registration registration, List<String> given) {
    Class<? extends Record> type = registration.factory().configType();
    ConfigTree tree =
        ConfigTree.parse("{}", "the configuration of '%s'".formatted(registration.name()))
            .override(given);
    ConfigBinder binder = new ConfigBinder(registry);
    Record usual = bind(binder, type, tree, registration);
    Record small = usual;
    String smallSize = "";
    if (mayShrink(registration, tree)) {
      for (int size : smallSizes(usual)) {
        ConfigTree tried = tree.override(List.of(SIZE + "=" + size));
        if (works(registry, registration, binder, tried)) {
          small = binder.bind(type, tried);
          smallSize = SIZE + "=" + size;
          break;
        }
      }
    }
    List<String> shown = new ArrayList<>(given);
    if (!smallSize.isEmpty()) {
      shown.add(smallSize);
    }
    return new CheckedConfig(
        new Subject(registration.kind(), registration.factory(), small, usual),
        "{" + String.join(", ", shown).replace("=", ": ") + "}");
  }

  private static Record bind(
      ConfigBinder binder, Class<? extends Record> type, ConfigTree tree, Registration of) {
    try {
      return binder.bind(type, tree);
    } catch (DragomanException e) {
      throw DragomanException.configuration(
          "%s\nGive options by --set, as in --set %s.option=value."
              .formatted(e.getMessage(), of.name()),
          e);
    }
  }

  private static boolean mayShrink(Registration registration, ConfigTree tree) {
    boolean hasWeights =
        registration.kind() == ComponentKind.CELL || registration.kind() == ComponentKind.CONTEXT;
    return hasWeights
        && !tree.root().has(SIZE)
        && Field.of(registration.factory().configType()).stream()
            .anyMatch(field -> field.key().equals(SIZE) && isWhole(field));
  }

  private static boolean isWhole(Field field) {
    return field.shape() == Field.Shape.SINGLE
        && List.<Class<?>>of(int.class, Integer.class, long.class, Long.class)
            .contains(field.type());
  }

  /** Returns the small sizes below the usual one. */
  private static int[] smallSizes(Record usual) {
    long size =
        Field.of(usual.getClass()).stream()
            .filter(field -> field.key().equals(SIZE))
            .map(field -> field.of(usual))
            .filter(Number.class::isInstance)
            .mapToLong(value -> ((Number) value).longValue())
            .findFirst()
            .orElse(Long.MAX_VALUE);
    return IntStream.of(SMALL).filter(small -> small < size).toArray();
  }

  private static boolean works(
      Registry registry, Registration registration, ConfigBinder binder, ConfigTree tree) {
    try {
      Record config = binder.bind(registration.factory().configType(), tree);
      ComponentSpec spec = new ComponentSpec(registration.kind(), registration.name(), config);
      Components components = new Components(registry);
      if (registration.kind() == ComponentKind.CELL) {
        components.cell(spec, WIDTH);
      } else {
        components.context(spec, WIDTH, WIDTH);
      }
      return true;
    } catch (RuntimeException | LinkageError e) {
      // Too small for this component: a larger size is tried, and at the end the usual one. If
      // that fails, too, the contract reports it.
      return false;
    }
  }
}
