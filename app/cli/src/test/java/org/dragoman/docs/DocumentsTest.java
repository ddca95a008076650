package org.dragoman.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.runtime.config.ConfigBinder;
import org.dragoman.runtime.config.ConfigTree;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.training.config.RunConfig;
import org.junit.jupiter.api.Test;

/** What the pages say of files and configurations is true. */
class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    List<Path> pages = Documents.pages();
    assertThat(pages).hasSizeGreaterThan(10);
    for (Path page : pages) {
      for (MatchResult link : LINK.matcher(Documents.read(page)).results().toList()) {
        assertThat(page.resolveSibling(link.group(1)))
            .as("the link to %s in %s", link.group(1), page)
            .matches(Files::exists, "exists");
      }
    }
  }

  @Test
  void theJavaOfThePluginGuideIsTheExamples() throws IOException {
    List<String> blocks = Documents.blocks(Documents.ROOT.resolve("docs/plugins.md"), "java");
    assertThat(blocks).isNotEmpty();
    try (Stream<Path> files = Files.walk(Documents.ROOT.resolve("plugins/example/src"))) {
      String sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(file -> withoutIndent(Documents.read(file)))
              .collect(Collectors.joining());
      assertThat(blocks).allSatisfy(block -> assertThat(sources).contains(withoutIndent(block)));
    }
  }

  private static String withoutIndent(String code) {
    return code.lines().map(line -> line.strip() + "\n").collect(Collectors.joining());
  }

  @Test
  void everyWholeConfigurationBinds() throws IOException {
    List<ConfigTree> configurations = new ArrayList<>();
    for (Path page : Documents.pages()) {
      Documents.blocks(page, "yaml").stream()
          .filter(block -> block.startsWith("name:"))
          .forEach(block -> configurations.add(ConfigTree.parse(block, page.toString())));
    }
    assertThat(configurations).hasSizeGreaterThan(1);
    List<Path> recipes = recipes();
    assertThat(recipes).hasSizeGreaterThan(1);
    recipes.forEach(recipe -> configurations.add(ConfigTree.load(recipe)));
    try (Torch torch = Torch.open(Device.cpu());
        Registry registry = PluginLoader.load(torch.ops(), List.of())) {
      ConfigBinder binder = new ConfigBinder(registry);
      for (ConfigTree tree : configurations) {
        assertThat(binder.bind(RunConfig.class, tree.resolve("data"))).isNotNull();
      }
    }
  }

  private static List<Path> recipes() throws IOException {
    try (Stream<Path> files = Files.list(Documents.ROOT.resolve("models/recipes"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
