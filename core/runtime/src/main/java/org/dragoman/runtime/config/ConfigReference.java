package org.dragoman.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dragoman.runtime.option.Field;
import org.dragoman.runtime.option.Field.Shape;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.Option;

/** Writes the reference of configuration records for users. */
public final class ConfigReference {
  private ConfigReference() {}

  /** Returns the fields of a record and of its nested records, in their order. */
  public static List<FieldDoc> fields(Class<? extends Record> type) {
    List<FieldDoc> fields = new ArrayList<>();
    collect(type, "", fields);
    return List.copyOf(fields);
  }

  private static void collect(Class<? extends Record> type, String path, List<FieldDoc> fields) {
    for (Field field : Field.of(type)) {
      String fieldPath = Wording.child(path, field.key());
      Option option = field.option();
      fields.add(
          new FieldDoc(
              fieldPath,
              typeInWords(field),
              field.isRequired() ? "required" : option.defaultValue(),
              option.value()));
      if (field.hasVariants()) {
        field
            .variants()
            .forEach((name, variant) -> collect(variant, fieldPath + "{" + name + "}", fields));
      } else if (field.type().isRecord() && !field.isComponent()) {
        collect(
            field.type().asSubclass(Record.class),
            field.shape() == Shape.LIST ? fieldPath + "[]" : fieldPath,
            fields);
      }
    }
  }

  private static String typeInWords(Field field) {
    String element = elementInWords(field);
    return switch (field.shape()) {
      case SINGLE -> element;
      case LIST -> "list of: " + element;
      case MAPPING -> "mapping of names to: " + element;
    };
  }

  private static String elementInWords(Field field) {
    Class<?> type = field.type();
    if (field.isComponent()) {
      return field.kind().label();
    }
    if (field.hasVariants()) {
      return "mapping with `type`: " + String.join(", ", field.variants().keySet());
    }
    if (type.isRecord()) {
      return "mapping";
    }
    if (type.isEnum()) {
      return String.join(", ", Field.values(type));
    }
    if (type == String.class) {
      return "text";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true, false";
    }
    return type == double.class || type == Double.class ? "number" : "whole number";
  }

  /** Writes a table in Markdown. */
  public static String markdown(List<FieldDoc> fields) {
    return fields.stream()
        .map(
            field ->
                row(
                    "`" + field.path() + "`",
                    field.type(),
                    field.defaultValue().equals("required")
                        ? "required"
                        : "`" + field.defaultValue() + "`",
                    field.description()))
        .collect(
            Collectors.joining("", "| Key | Value | Default | Meaning |\n|---|---|---|---|\n", ""));
  }

  private static String row(String... cells) {
    return List.of(cells).stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /**
   * Writes a section in Markdown for each kind of component, with a table for each installed
   * component.
   */
  public static String markdown(Registry registry) {
    StringBuilder text = new StringBuilder();
    for (ComponentKind kind : ComponentKind.values()) {
      List<String> names = registry.names(kind);
      if (!names.isEmpty()) {
        text.append("## ").append(title(kind)).append("\n\n");
        names.forEach(name -> text.append(markdown(registry.get(kind, name))));
      }
    }
    return text.toString();
  }

  private static String markdown(Registration registration) {
    List<FieldDoc> fields = fields(registration.factory().configType());
    String table = fields.isEmpty() ? "No keys but `type`.\n" : markdown(fields);
    return "### `%s`\n\n%s\n".formatted(registration.name(), table);
  }

  /** "RNN cells", "Search strategies". */
  private static String title(ComponentKind kind) {
    String label = kind.label();
    String plural =
        label.endsWith("y") ? label.substring(0, label.length() - 1) + "ies" : label + "s";
    return Character.toUpperCase(plural.charAt(0)) + plural.substring(1);
  }
}
