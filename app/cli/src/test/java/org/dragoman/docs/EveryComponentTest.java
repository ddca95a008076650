package org.dragoman.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dragoman.runtime.config.ConfigReference;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.runtime.plugin.PluginLoader;
import org.dragoman.runtime.plugin.Registration;
import org.dragoman.runtime.plugin.Registry;
import org.dragoman.spi.ComponentKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every built-in component has a test of its contract, a place in the docs, and known options. */
class EveryComponentTest {
  /** What the test of a module calls to have every component that the module registers. */
  private static final String WALK = "registered()";

  private static Torch torch;
  private static Registry registry;

  @BeforeAll
  static void load() {
    torch = Torch.open(Device.cpu());
    registry = PluginLoader.load(torch.ops(), List.of());
  }

  @AfterAll
  static void close() {
    registry.close();
    torch.close();
  }

  @Test
  void everyKindHasComponents() {
    assertThat(registry.all()).allMatch(Registration::isBuiltIn);
    assertThat(ComponentKind.values()).allMatch(kind -> !registry.names(kind).isEmpty());
  }

  @Test
  void everyComponentHasATestOfItsContract() {
    assertThat(without(EveryComponentTest::isTested))
        .as("components without a test that extends the contract of their kind")
        .isEmpty();
  }

  @Test
  void everyComponentIsInTheDocsOfItsKind() {
    assertThat(
            without(
                component ->
                    Documents.read(Documents.ROOT.resolve("docs").resolve(page(component.kind())))
                        .contains("`" + component.name() + "`")))
        .as("components that the page of their kind does not name")
        .isEmpty();
  }

  @Test
  void everyOptionIsExplainedInASentence() {
    List<String> unexplained =
        registry.all().stream()
            .flatMap(
                component ->
                    ConfigReference.fields(component.factory().configType()).stream()
                        .filter(field -> !field.description().strip().matches("(?s)\\S.*\\."))
                        .map(field -> component.name() + "." + field.path()))
            .toList();
    assertThat(unexplained).as("options whose meaning is no sentence").isEmpty();
  }

  @Test
  void aComponentWithoutATestIsNoticed() {
    Registration gru = registry.get(ComponentKind.CELL, "gru");
    assertThat(isTested(gru)).isTrue();
    assertThat(
            isTested(new Registration(ComponentKind.CONTEXT, "gru", gru.factory(), gru.origin())))
        .as("a test of a cell is none of a context strategy")
        .isFalse();
  }

  private static List<String> without(Predicate<Registration> has) {
    return registry.all().stream()
        .filter(has.negate())
        .map(component -> component.kind().label() + " '" + component.name() + "'")
        .toList();
  }

  private static String page(ComponentKind kind) {
    return switch (kind) {
      case CELL -> "cells.md";
      case CONTEXT -> "context.md";
      case TOKENIZER, SUBWORD -> "tokenizers.md";
      case SEARCH -> "search.md";
    };
  }

  private static String contract(ComponentKind kind) {
    return switch (kind) {
      case CELL -> "RnnCellContract";
      case CONTEXT -> "ContextStrategyContract";
      case TOKENIZER -> "TokenizerContract";
      case SUBWORD -> "SubwordModelContract";
      case SEARCH -> "SearchStrategyContract";
    };
  }

  /**
   * Whether a test of the component's module extends the contract, and names the component's
   * factory or class, or has all that are registered.
   */
  private static boolean isTested(Registration component) {
    Pattern contract = Pattern.compile("extends " + contract(component.kind()) + "\\b");
    Pattern subject = Pattern.compile("\\b(" + className(component) + ")\\b");
    return tests(component).stream()
        .filter(test -> contract.matcher(test).find())
        .anyMatch(test -> test.contains(WALK) || subject.matcher(test).find());
  }

  /** {@code GruCell} of {@code GruCell$Factory}; either of {@code Beam} and {@code BeamFactory}. */
  private static String className(Registration component) {
    Class<?> factory = component.factory().getClass();
    Class<?> outer = factory.getEnclosingClass();
    String name = (outer == null ? factory : outer).getSimpleName();
    return name + "|" + name.replaceFirst("Factory$", "");
  }

  /** The sources of the tests of a component's module, which its package is named like. */
  private static List<String> tests(Registration component) {
    String module = component.factory().getClass().getPackageName().split("\\.")[3];
    Path folder = Documents.ROOT.resolve("plugins").resolve(module).resolve("src/test/java");
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).map(Documents::read).toList();
    } catch (IOException e) {
      throw new AssertionError("the tests of the module " + module, e);
    }
  }
}
