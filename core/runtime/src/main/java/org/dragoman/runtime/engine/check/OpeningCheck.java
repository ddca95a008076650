package org.dragoman.runtime.engine.check;

import ai.djl.Device;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dragoman.runtime.engine.Torch;
import org.dragoman.spi.FusedRnn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A check of the engine that takes some milliseconds, when a process opens its first bundle: it
 * checks the most used operations of translation at sizes at which faults have occurred. {@code
 * dragoman doctor} checks more.
 */
public final class OpeningCheck {
  private static final Logger LOG = LoggerFactory.getLogger(OpeningCheck.class);
  private static final Set<Device> DONE = ConcurrentHashMap.newKeySet();

  // Sizes at which packed products have been wrong.
  private static final List<Size> SIZES =
      List.of(new Size(3, 33, 40), new Size(5, 17, 33), new Size(2, 40, 70));

  private OpeningCheck() {}

  /** Checks a device once in a process, and logs a warning if it computes wrong. */
  public static void once(Torch torch) {
    if (DONE.add(torch.manager().getDevice())) {
      long start = System.nanoTime();
      warning(torch, operations()).ifPresent(LOG::warn);
      LOG.debug("The check of the engine took {} ms", (System.nanoTime() - start) / 1_000_000);
    }
  }

  /** Returns the operations that translation uses most. */
  static List<Operation> operations() {
    return List.of(
        ProductOperations.packed(),
        RnnOperations.operation(FusedRnn.GRU, false),
        RnnOperations.operation(FusedRnn.LSTM, true),
        RowOperations.logSoftmax());
  }

  /**
   * Returns the sizes for an operation. Products get more sizes, because they are cheap to check
   * and most likely to be wrong.
   */
  private static List<Size> sizes(Operation operation) {
    return operation.allPairs() ? SIZES : SIZES.subList(0, 1);
  }

  /** Returns the warning if one of the operations is wrong. */
  static Optional<String> warning(Torch torch, List<Operation> operations) {
    return operations.stream()
        .map(operation -> Grid.check(torch, operation, sizes(operation), false))
        .filter(checked -> !checked.isRight())
        .findFirst()
        .map(
            checked ->
                "The engine computes wrong numbers on this machine (%s: %s). %s Run 'dragoman doctor' to see what is wrong and what to do."
                    .formatted(checked.name(), checked.worst().inWords(), checked.meaning()));
  }
}
