package org.dragoman.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrayAdapter;
import ai.djl.ndarray.NDArrays;
import ai.djl.nn.Activation;
import com.google.inject.Injector;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dragoman.runtime.Internal;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the layout, for the main classes of every module that is built. */
class ArchitectureTest {
  private static final String OURS = "org.dragoman..";
  private static final String CLI = "org.dragoman.cli..";

  private static final String TRANSLATE = "org.dragoman.translate";
  private static final Set<String> SHOWN =
      Set.of(
          "DragomanRuntime",
          "Translator",
          "TranslatorBuilder",
          "TranslationOptions",
          "TranslationRequest",
          "Translation",
          "Candidate",
          "OutputLengths",
          "TokenDetail",
          "TokenScores",
          "UnknownWords",
          "ReferenceScore",
          "Inspection",
          "CellTrace",
          "TimeLimitException",
          "TextGenerator",
          "TextLabeller",
          "LabelledText");
  private static final Set<String> SHOWN_BESIDE =
      Set.of(
          "org.dragoman.runtime.DragomanException",
          "org.dragoman.runtime.file.SentencePair",
          "org.dragoman.runtime.inference.Averaging",
          "org.dragoman.runtime.text.Languages",
          "org.dragoman.runtime.text.SentenceSplitter",
          "org.dragoman.runtime.text.ShownPiece");

  /** Methods that keep a number in memory of Java's, which autograd reads after it is freed. */
  private static final Set<String> UNSAFE = Set.of("mul", "div", "pow", "rdiv");

  private static final ArchRule SCALED =
      noClasses().should(access("mul, div or pow with a number", ArchitectureTest::isUnsafe));

  private static JavaClasses classes;

  @BeforeAll
  static void importModules() throws IOException {
    Path root = Path.of(System.getProperty("dragoman.root"));
    try (Stream<Path> files = Files.walk(root, 4)) {
      List<Path> modules =
          files
              .filter(path -> path.endsWith(Path.of("target", "classes")))
              .filter(Files::isDirectory)
              .toList();
      classes = new ClassFileImporter().importPaths(modules);
    }
  }

  @Test
  void theRulesDoNotHoldOfNothing() {
    assertThat(classes.stream().filter(resideInAPackage(OURS)).count()).isGreaterThan(60);
    assertThat(classes.stream().map(JavaClass::getPackageName))
        .contains("org.dragoman.spi", "org.dragoman.runtime", "org.dragoman.cli");
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("org.dragoman.(**)").should().beFreeOfCycles());
  }

  @Test
  void aPackageIsOneConcept() {
    Map<String, Long> sizes =
        classes.stream()
            .filter(resideInAPackage(OURS))
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getPackageName, counting()));

    assertThat(sizes).hasSizeGreaterThan(40);
    assertThat(sizes)
        .allSatisfy(
            (name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(mostClasses(name)));
  }

  /** Families of plugins and what their authors see are flat; see docs/decisions/0024. */
  private static long mostClasses(String name) {
    return switch (name) {
      case "org.dragoman.spi" -> 40;
      case "org.dragoman.evaluation" -> 32;
      // What the library shows, and what it keeps to itself beside it; see docs/decisions/0029.
      case "org.dragoman.translate" -> 40;
      default -> name.startsWith("org.dragoman.plugins.") ? 60 : 30;
    };
  }

  @Test
  void corporaNeedNoModel() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.dragoman.corpus..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "ai.djl..",
                "org.dragoman.runtime.model..",
                "org.dragoman.runtime.inference..",
                "org.dragoman.runtime.engine..",
                "org.dragoman.runtime.bundle..",
                "org.dragoman.translate..",
                "org.dragoman.training.."));
  }

  @Test
  void pluginsSeeTheSpiOnly() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.dragoman.plugins..")
            .should()
            .dependOnClassesThat(
                resideInAPackage(OURS)
                    .and(not(resideInAnyPackage("org.dragoman.spi..", "org.dragoman.plugins..")))
                    .as("are ours and not of the SPI")));
  }

  @Test
  void pluginsDoNotSeeEachOther() {
    check(slices().matching("org.dragoman.plugins.(*)..").should().notDependOnEachOther());
  }

  @Test
  void standardStreamsAndExitAreOfTheCommandLineOnly() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should(access("standard streams or System.exit", ArchitectureTest::isOfTheProcess)));
  }

  @Test
  void thePyTorchEngineIsBehindOnePackage() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.dragoman.runtime.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl.pytorch.."));
  }

  @Test
  void theInjectorIsSeenInOneClass() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.dragoman.runtime.plugin.PluginLoader")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Injector.class));
  }

  @Test
  void arraysAreNotScaledByJavaNumbers() {
    check(SCALED);
  }

  @Test
  void scalingByAJavaNumberIsNoticedWhereverItIsWritten() {
    JavaClasses wrong = new ClassFileImporter().importClasses(Scaling.class);

    assertThat(SCALED.evaluate(wrong).getFailureReport().getDetails())
        .hasSize(5)
        .anyMatch(detail -> detail.contains("called"))
        .anyMatch(detail -> detail.contains("swish"))
        .anyMatch(detail -> detail.contains("referred"))
        .anyMatch(detail -> detail.contains("subtype"))
        .anyMatch(detail -> detail.contains("statically"));
  }

  /** On processors that hide the sizes of their caches the gradient of its input is wrong. */
  @Test
  void nothingUsesTheConvolutionOfTheEngine() {
    check(noClasses().should().dependOnClassesThat().resideInAPackage("ai.djl.nn.convolutional.."));
  }

  @Test
  void everyPackageIsNullMarked() {
    check(classes().should(beInANullMarkedPackage()));
  }

  @Test
  void nothingDependsOnTheCommandLine() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CLI));
  }

  @Test
  void inferenceNeedsNoTraining() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "org.dragoman.runtime..", "org.dragoman.translate..", "org.dragoman.spi..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dragoman.training..", "org.dragoman.evaluation.."));
  }

  /** What Java programs may use of the runtime; docs/java.md lists the same. */
  @Test
  void theLibraryShowsTheseTypesAndNoOthers() throws IOException {
    Set<String> shown =
        classes.stream()
            .filter(resideInAPackage(TRANSLATE))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.isAnnotatedWith(Internal.class))
            .map(JavaClass::getSimpleName)
            .collect(toSet());
    assertThat(shown).isEqualTo(SHOWN);
    String page = Files.readString(Path.of(System.getProperty("dragoman.root"), "docs", "java.md"));
    assertThat(SHOWN).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    assertThat(SHOWN_BESIDE)
        .allSatisfy(
            name ->
                assertThat(page).contains("`" + name.substring(name.lastIndexOf('.') + 1) + "`"));
  }

  @Test
  void whatTheLibraryShowsNamesNoInternalType() {
    List<String> seen =
        classes.stream()
            .filter(resideInAPackage(TRANSLATE))
            .filter(type -> SHOWN.contains(topLevel(type).getSimpleName()))
            .flatMap(type -> type.getMembers().stream())
            .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(member -> !member.getModifiers().contains(JavaModifier.SYNTHETIC))
            .flatMap(
                member ->
                    member.getAllInvolvedRawTypes().stream()
                        .map(JavaClass::getBaseComponentType)
                        .filter(type -> type.getPackageName().startsWith("org.dragoman"))
                        .filter(type -> !isShown(topLevel(type)))
                        .map(type -> member.getFullName() + " names " + type.getName()))
            .toList();
    assertThat(seen).isEmpty();
  }

  private static boolean isShown(JavaClass type) {
    return type.getPackageName().equals(TRANSLATE)
        ? SHOWN.contains(type.getSimpleName())
        : SHOWN_BESIDE.contains(type.getName()) || type.getPackageName().equals("org.dragoman.spi");
  }

  private static JavaClass topLevel(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::topLevel).orElse(type);
  }

  @Test
  void theTestkitIsOfTheCheckOfPluginsOnly() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.dragoman.testkit..")
            .and()
            .doNotHaveFullyQualifiedName("org.dragoman.cli.command.PluginsCheckCommand")
            .and()
            .haveNameNotMatching(
                "org\\.dragoman\\.cli\\.(command\\.PluginsCheckCommand\\$|plugin\\.).*")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dragoman.testkit..", "org.junit..", "org.assertj..")
            .because("other commands must not load it"));
  }

  @Test
  void evaluationIsALibraryOfItsOwn() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.dragoman.evaluation..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("ai.djl..", "com.google..")
                    .or(
                        resideInAPackage(OURS)
                            .and(not(resideInAPackage("org.dragoman.evaluation..")))))
            .because("scores are of use without a model"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(classes);
  }

  private static ArchCondition<JavaClass> access(String what, Predicate<JavaAccess<?>> forbidden) {
    return new ArchCondition<>("use " + what) {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        for (JavaAccess<?> access : item.getAccessesFromSelf()) {
          if (forbidden.test(access)) {
            events.add(SimpleConditionEvent.satisfied(item, access.getDescription()));
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a package whose package-info is @NullMarked") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(new SimpleConditionEvent(item, marked, item.getDescription()));
      }
    };
  }

  private static boolean isOfTheProcess(JavaAccess<?> access) {
    return access.getTargetOwner().isEquivalentTo(System.class)
        && Set.of("out", "err", "exit").contains(access.getName());
  }

  private static boolean isUnsafe(JavaAccess<?> access) {
    // Swish scales by its number inside.
    boolean swish =
        access.getName().startsWith("swish")
            && access.getTargetOwner().getPackageName().startsWith("ai.djl");
    return swish || access instanceof JavaCodeUnitAccess<?> call && isScaling(call);
  }

  private static boolean isScaling(JavaCodeUnitAccess<?> call) {
    return UNSAFE.contains(call.getName())
        && (call.getTargetOwner().isAssignableTo(NDArray.class)
            || call.getTargetOwner().isEquivalentTo(NDArrays.class))
        && call.getTarget().getRawParameterTypes().stream()
            .anyMatch(type -> type.isEquivalentTo(Number.class));
  }

  /** What must be noticed, and beside it what must not. */
  @SuppressWarnings("unused")
  private static final class Scaling {
    NDArray called(NDArray array) {
      return array.mul(2);
    }

    NDArray subtype(NDArrayAdapter array) {
      return array.div(2);
    }

    NDArray statically(NDArray array) {
      return NDArrays.pow(2, array);
    }

    Function<Number, NDArray> referred(NDArray array) {
      return array::mul;
    }

    NDArray swish(NDArray array) {
      return Activation.swish(array, 1);
    }

    NDArray allowed(NDArray array) {
      return array.mul(array).add(1);
    }
  }
}
