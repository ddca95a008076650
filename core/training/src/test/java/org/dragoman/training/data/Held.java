package org.dragoman.training.data;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/** Counts what a manager holds. */
public final class Held {
  private Held() {}

  /** Arrays and managers below a manager, however deep. */
  public static int count(NDManager manager) {
    try {
      var field = BaseNDManager.class.getDeclaredField("resources");
      field.setAccessible(true);
      int count = 0;
      for (Object resource : ((Map<?, ?>) field.get(manager)).values()) {
        count += 1 + (resource instanceof NDManager below ? count(below) : 0);
      }
      return count;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
