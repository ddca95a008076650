package org.dragoman.runtime.engine.check;

import java.util.List;
import java.util.stream.Stream;
import org.dragoman.runtime.engine.Torch;

/** Lists the operations of the engine that Dragoman uses. */
public final class Operations {
  private Operations() {}

  /**
   * Returns all operations used on this device and processor; products in bfloat16 only if training
   * can use them here.
   */
  public static List<Operation> of(Torch torch) {
    boolean bfloat16 = torch.usesBfloat16();
    return Stream.of(
            ProductOperations.all(),
            RnnOperations.all(),
            RowOperations.all(),
            SelectionOperations.all(),
            TrainingOperations.all())
        .flatMap(List::stream)
        .filter(operation -> bfloat16 || operation.use() != Use.BFLOAT16)
        .toList();
  }
}
