package org.dragoman.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dragoman.runtime.config.ConfigReference;
import org.dragoman.runtime.config.FieldDoc;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.training.config.RunConfig;
import org.junit.jupiter.api.Test;

/** docs/reference.md is what the configuration records say of themselves. */
class ReferenceTest {
  private static final Path PAGE = Documents.ROOT.resolve("docs/reference.md");

  private static final String HEAD =
      """
      # Reference of the configuration

      Made from the configuration records by `ReferenceTest`; do not edit it by hand.

      Every key of a file for `dragoman train`. A key without a default must be given. A key that is
      unknown, and a value of another type, is an error that names its path. A list of one may be
      written as its only element.

      Where the value is a component (an RNN cell, a context strategy, a tokenizer, a subword model, a
      search strategy), it is the component's name, or a mapping of the name and the component's own
      keys: `cell: gru` or `cell: {type: gru, size: 256}`. The components and their keys are below;
      `dragoman plugins` lists those of other plugins too.

      `text.source` and `text.target` have the keys of `text.shared`.

      """;

  @Test
  void thePageIsThatOfTheRecords() throws IOException {
    String expected = page();
    if (Boolean.getBoolean("dragoman.update")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as(
            "docs/reference.md differs from the configuration records. Update it: mvn -pl app/cli"
                + " -am test -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Ddragoman.update=true")
        .isEqualTo(expected);
  }

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    sections(ConfigReference.fields(RunConfig.class))
        .forEach(
            (key, fields) ->
                page.append(
                    "## %s\n\n%s\n".formatted(title(key), ConfigReference.markdown(fields))));
    try (Torch torch = Torch.open(Device.cpu());
        Registry registry = PluginLoader.load(torch.ops(), List.of())) {
      page.append(ConfigReference.markdown(registry));
    }
    return page.toString().stripTrailing() + "\n";
  }

  /** The title of a section; a variant is shown as {@code model} with its {@code type}. */
  private static String title(String key) {
    return key.contains("{")
        ? "`%s` of `type: %s`"
            .formatted(key.replaceFirst("\\{.*", ""), key.replaceAll(".*\\{|}", ""))
        : "`" + key + "`";
  }

  /** A field as a configuration has it: without the variant that it belongs to. */
  private static FieldDoc plain(FieldDoc field) {
    return new FieldDoc(
        field.path().replaceFirst("\\{[^}]*}", ""),
        field.type(),
        field.defaultValue(),
        field.description());
  }

  /** The fields by the top-level key that they are below; of the three texts the first. */
  private static Map<String, List<FieldDoc>> sections(List<FieldDoc> fields) {
    Map<String, List<FieldDoc>> sections = new LinkedHashMap<>();
    for (FieldDoc field : fields) {
      if (!field.path().matches("text\\.(source|target)\\..*")) {
        String key = field.path().split("\\.")[0];
        sections.computeIfAbsent(key, unused -> new ArrayList<>()).add(plain(field));
      }
    }
    return sections;
  }
}
