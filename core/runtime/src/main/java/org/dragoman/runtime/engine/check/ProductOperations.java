package org.dragoman.runtime.engine.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dragoman.runtime.engine.MatmulPrecision;
import org.dragoman.runtime.engine.Packing;
import org.dragoman.runtime.engine.Torch;

/** Matrix products. */
final class ProductOperations {
  private static final Operation.Dimensions LINEAR =
      new Operation.Dimensions("rows", "inputs", "outputs");
  private static final int BLOCKS = 3;

  private ProductOperations() {}

  static List<Operation> all() {
    return List.of(
        linear(),
        packed(),
        new Operation(
            "linear, bfloat16",
            Use.BFLOAT16,
            Operation.BFLOAT16,
            LINEAR,
            false,
            ProductOperations::rounded),
        new Operation(
            "matMul", Use.ATTENTION, Operation.FLOAT32, LINEAR, false, ProductOperations::matMul),
        new Operation(
            "batchMatMul",
            Use.ATTENTION,
            Operation.FLOAT32,
            LINEAR,
            false,
            ProductOperations::batchMatMul));
  }

  static Operation linear() {
    return new Operation(
        "linear", Use.EVERYTHING, Operation.FLOAT32, LINEAR, true, ProductOperations::linear);
  }

  /** Returns the product as bundles use it: without gradients, with a packed weight. */
  static Operation packed() {
    return new Operation(
        "linear, packed",
        Use.PACKED_PRODUCTS,
        Operation.FLOAT32,
        LINEAR,
        true,
        (size, draw, tape) -> {
          boolean biased = draw.either();
          return new Comparison(
              tape,
              inputs(size, draw),
              (bench, in) -> {
                NDArray weight = in.get(1);
                NDArray bias = biased ? in.get(2).reshape(new Shape(-1)) : null;
                try (Packing packing = bench.torch().pack(List.of(weight))) {
                  return List.of(bench.ops().linear(in.get(0), weight, bias));
                }
              },
              in -> {
                Matrix product = in.get(0).timesTransposed(in.get(1));
                return List.of(biased ? product.plus(in.get(2)) : product);
              },
              false);
        });
  }

  private static List<Matrix> inputs(Size size, Draw draw) {
    return List.of(
        draw.values(size.rows(), size.inputs()),
        draw.weights(size.outputs(), size.inputs()),
        draw.values(1, size.outputs()));
  }

  private static Trial linear(Size size, Draw draw, Tape tape) {
    return new Comparison(
        tape,
        inputs(size, draw),
        (bench, in) ->
            List.of(bench.ops().linear(in.get(0), in.get(1), in.get(2).reshape(new Shape(-1)))),
        in -> List.of(in.get(0).timesTransposed(in.get(1)).plus(in.get(2))),
        true);
  }

  private static Trial rounded(Size size, Draw draw, Tape tape) {
    Trial plain = linear(size, draw, tape);
    return bench -> inBfloat16(bench.torch(), () -> plain.run(bench));
  }

  /** Runs work with products in bfloat16. */
  static <T> T inBfloat16(Torch torch, Supplier<T> work) {
    torch.setProducts(MatmulPrecision.BFLOAT16);
    try {
      return work.get();
    } finally {
      torch.setProducts(MatmulPrecision.FLOAT32);
    }
  }

  private static Trial matMul(Size size, Draw draw, Tape tape) {
    return new Comparison(
        tape,
        List.of(
            draw.values(size.rows(), size.inputs()), draw.weights(size.inputs(), size.outputs())),
        (bench, in) -> List.of(in.get(0).matMul(in.get(1))),
        in -> List.of(in.get(0).timesTransposed(in.get(1).transposed())),
        true);
  }

  private static Trial batchMatMul(Size size, Draw draw, Tape tape) {
    int rows = size.rows();
    int inner = size.inputs();
    int columns = size.outputs();
    return new Comparison(
        tape,
        List.of(draw.values(BLOCKS * rows, inner), draw.weights(BLOCKS * columns, inner)),
        (bench, in) -> {
          // As in attention: the keys are transposed without a copy.
          NDArray left = in.get(0).reshape(BLOCKS, rows, inner);
          NDArray right = in.get(1).reshape(BLOCKS, columns, inner).transpose(0, 2, 1);
          return List.of(left.batchMatMul(right));
        },
        in ->
            List.of(
                Matrix.stacked(
                    IntStream.range(0, BLOCKS)
                        .mapToObj(
                            block ->
                                in.get(0)
                                    .rowRange(block * rows, (block + 1) * rows)
                                    .timesTransposed(
                                        in.get(1).rowRange(block * columns, (block + 1) * columns)))
                        .toList())),
        true);
  }
}
