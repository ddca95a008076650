package org.dragoman.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dragoman.runtime.config.ConfigTree;

/**
 * The configuration in a run's folder. A run of a version that did not clean its source does not
 * say so; it goes on as it began.
 */
public final class RunSettings {
  private static final String TEXT = "text";
  private static final String CLEAN_SOURCE = "clean-source";
  private static final String BEFORE = "translation";

  private RunSettings() {}

  /**
   * Reads the configuration of a run.
   *
   * @param run its folder
   * @throws org.dragoman.runtime.DragomanException where there is none that can be read
   */
  public static ConfigTree load(Path run) {
    ConfigTree tree = ConfigTree.load(new RunFiles(run).config());
    return says(tree) ? tree : with(tree, BEFORE);
  }

  /**
   * A configuration that a run is to go on by: where it does not say when the source is cleaned, it
   * is as in the run.
   *
   * @param run its folder; where it holds no run the configuration is left as it is
   */
  public static ConfigTree resumed(ConfigTree tree, Path run) {
    if (says(tree) || !Files.exists(new RunFiles(run).config())) {
      return tree;
    }
    return with(tree, cleanSource(load(run)).asText());
  }

  private static ConfigTree with(ConfigTree tree, String cleanSource) {
    return tree.override(List.of("%s.%s=%s".formatted(TEXT, CLEAN_SOURCE, cleanSource)));
  }

  private static boolean says(ConfigTree tree) {
    return !cleanSource(tree).isMissingNode();
  }

  private static JsonNode cleanSource(ConfigTree tree) {
    return tree.root().path(TEXT).path(CLEAN_SOURCE);
  }
}
