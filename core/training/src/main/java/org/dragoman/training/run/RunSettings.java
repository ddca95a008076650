package org.dragoman.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dragoman.runtime.config.ConfigTree;

/**
 * Reads the configuration in a run's folder. Runs of versions before the cleaning of sources have
 * no key for it; they go on without cleaning in training.
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
   * @throws org.dragoman.runtime.DragomanException if there is none or it cannot be read
   */
  public static ConfigTree load(Path run) {
    ConfigTree tree = ConfigTree.load(new RunFiles(run).config());
    return says(tree) ? tree : with(tree, BEFORE);
  }

  /**
   * Prepares a configuration for a resume: if it does not say when the source is cleaned, it gets
   * the run's value.
   *
   * @param run its folder; if it contains no run, the configuration is not changed
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
