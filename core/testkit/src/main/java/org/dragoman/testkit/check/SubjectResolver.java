package org.dragoman.testkit.check;

import static java.util.Objects.requireNonNull;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.support.store.Namespace;

/** Hands the subject of a session to the contracts that run in it. */
final class SubjectResolver implements ParameterResolver {
  /** The place of the subject in the session's store. */
  static final Namespace NAMESPACE = Namespace.GLOBAL;

  SubjectResolver() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Subject.class;
  }

  @Override
  public Subject resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return requireNonNull(
        context
            .getStore(StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.GLOBAL)
            .get(Subject.class, Subject.class));
  }
}
