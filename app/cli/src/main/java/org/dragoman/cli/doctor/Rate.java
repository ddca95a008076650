package org.dragoman.cli.doctor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dragoman.runtime.engine.GradMode;
import org.dragoman.runtime.engine.MatmulPrecision;
import org.dragoman.runtime.engine.Packing;
import org.dragoman.runtime.engine.Torch;

/**
 * The speed of matrix products.
 *
 * @param products {@code float32}, {@code packed} or {@code bfloat16}
 * @param gflops billions of operations per second; a multiplication and its addition are two
 */
public record Rate(String products, double gflops) {
  /** The sizes of the matrices, in words. */
  public static final String SHAPE = "64 x 1024 by 1024 x 1024";

  /** The name of products rounded to bfloat16; not every processor has them. */
  static final String BFLOAT16 = "bfloat16";

  private static final int ROWS = 64;
  private static final int WIDTH = 1024;
  private static final long MEASURED_NANOS = 250_000_000;

  /** Measures all kinds of products that the device has. It takes less than two seconds. */
  public static List<Rate> measure(Torch torch) {
    List<Rate> rates = new ArrayList<>();
    try (NDManager scope = torch.manager().newSubManager();
        GradMode off = GradMode.off()) {
      NDArray x = scope.randomNormal(new Shape(ROWS, WIDTH));
      NDArray weight = scope.randomNormal(new Shape(WIDTH, WIDTH));
      Supplier<NDArray> product = () -> torch.ops().linear(x, weight, null);
      rates.add(new Rate("float32", gflops(product)));
      if (!torch.manager().getDevice().isGpu()) {
        try (Packing packing = torch.pack(List.of(weight))) {
          rates.add(new Rate("packed", gflops(product)));
        }
      }
      if (torch.usesBfloat16()) {
        torch.setProducts(MatmulPrecision.BFLOAT16);
        rates.add(new Rate(BFLOAT16, gflops(product)));
      }
    } finally {
      torch.setProducts(MatmulPrecision.FLOAT32);
    }
    return rates;
  }

  private static double gflops(Supplier<NDArray> product) {
    run(product);
    run(product);
    long start = System.nanoTime();
    long times = 0;
    long end;
    do {
      run(product);
      times++;
      end = System.nanoTime();
    } while (end - start < MEASURED_NANOS);
    return 2.0 * ROWS * WIDTH * WIDTH * times / (end - start);
  }

  /** Computes a product; reading a value waits until it is computed. */
  private static void run(Supplier<NDArray> product) {
    try (NDArray result = product.get();
        NDArray first = result.get(0, 0)) {
      first.getFloat();
    }
  }
}
