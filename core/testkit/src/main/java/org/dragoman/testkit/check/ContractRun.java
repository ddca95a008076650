package org.dragoman.testkit.check;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dragoman.spi.ComponentKind;
import org.dragoman.testkit.check.CheckListener.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the contract of a component's kind by JUnit. */
public final class ContractRun {
  private static final String NEXT_WORD = "(?=\\p{Upper})";

  private ContractRun() {}

  /** Runs all checks on a subject, one after another. Returns true if none failed. */
  public static boolean of(Subject subject, CheckListener listener) {
    LauncherConfig config =
        LauncherConfig.builder()
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .build();
    Reports reports = new Reports(listener);
    try (LauncherSession session = LauncherFactory.openSession(config)) {
      session.getStore().put(SubjectResolver.NAMESPACE, Subject.class, subject);
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .filters(EngineFilter.includeEngines("junit-jupiter"))
              .selectors(selectClass(contract(subject.kind())))
              .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
              .enableImplicitConfigurationParameters(false)
              .build();
      session.getLauncher().execute(request, reports);
    }
    return reports.held && reports.any;
  }

  private static Class<?> contract(ComponentKind kind) {
    return switch (kind) {
      case CELL -> CheckedCell.class;
      case CONTEXT -> CheckedContext.class;
      case TOKENIZER -> CheckedTokenizer.class;
      case SUBWORD -> CheckedSubword.class;
      case SEARCH -> CheckedSearch.class;
    };
  }

  /** Turns {@code rowsDoNotSeeEachOther()} into words. */
  private static String words(String method) {
    String name = method.replaceFirst("\\(.*", "");
    return Arrays.stream(name.split(NEXT_WORD))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  /** Turns what JUnit tells into what a {@link CheckListener} hears. */
  private static final class Reports implements TestExecutionListener {
    private final CheckListener listener;
    private boolean held = true;
    private boolean any;

    Reports(CheckListener listener) {
      this.listener = listener;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      Throwable failure = result.getThrowable().orElse(null);
      if (!test.isTest() && failure == null) {
        return;
      }
      any = true;
      Outcome outcome =
          switch (result.getStatus()) {
            case SUCCESSFUL -> Outcome.HELD;
            case ABORTED -> Outcome.SKIPPED;
            case FAILED -> Outcome.FAILED;
          };
      held &= outcome != Outcome.FAILED;
      listener.checked(words(test.getDisplayName()), outcome, detail(outcome, failure));
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
      entry.getKeyValuePairs().forEach(listener::measured);
    }

    /**
     * Describes a failure: an assertion by its message, any other exception also by its place in
     * the code.
     */
    private static String detail(Outcome outcome, @Nullable Throwable failure) {
      if (failure == null) {
        return "";
      }
      String message = String.valueOf(failure.getMessage()).strip();
      if (outcome == Outcome.SKIPPED) {
        return message.replaceFirst("^Assumption failed: ", "");
      }
      return failure instanceof AssertionError ? message : failure + place(failure);
    }

    private static String place(Throwable failure) {
      return Arrays.stream(failure.getStackTrace())
          .filter(frame -> !frame.getClassName().matches("(java|jdk|ai\\.djl)\\..*"))
          .findFirst()
          .map(frame -> "\nat " + frame)
          .orElse("");
    }
  }
}
