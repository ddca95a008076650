package org.dragoman.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dragoman.spi.CellRun;
import org.dragoman.spi.ForwardingCellRun;
import org.junit.jupiter.api.Test;

class ForwardingCellRunTest {
  /** Also of methods that are yet to come. */
  @Test
  void handsEveryCallOnButThatForAWholeSequence() throws ReflectiveOperationException {
    List<String> called = new ArrayList<>();
    CellRun run =
        (CellRun)
            Proxy.newProxyInstance(
                CellRun.class.getClassLoader(),
                new Class<?>[] {CellRun.class},
                (proxy, method, arguments) -> {
                  called.add(method.getName());
                  return null;
                });
    CellRun forwarding = new ForwardingCellRun(run) {};
    for (Method method : CellRun.class.getMethods()) {
      called.clear();
      Object result = method.invoke(forwarding, nothing(method));
      if (method.getName().equals("sequence")) {
        assertThat(result).isEqualTo(Optional.empty());
        assertThat(called).isEmpty();
      } else {
        assertThat(called).containsExactly(method.getName());
      }
    }
  }

  private static Object[] nothing(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(type -> type == long.class ? 0L : type == boolean.class ? (Object) false : null)
        .toArray();
  }
}
