package hmrbench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which library multiplies, and that its products are the same. */
class ProductsTest {

  @TempDir Path folder;

  private boolean chosen(String vendor, String flags) throws IOException {
    Path processors = folder.resolve("cpuinfo");
    Files.writeString(
        processors, "processor\t: 0\nvendor_id\t: %s\nflags\t\t: %s\n".formatted(vendor, flags));
    return Products.isOneDnn(Map.of(), processors);
  }

  @Test
  void the_processor_decides_where_no_library_is_named() throws IOException {
    assertThat(chosen("AuthenticAMD", "fpu avx2 avx512f avx512bw")).isTrue();
    assertThat(chosen("AuthenticAMD", "fpu avx2")).isFalse();
    assertThat(chosen("GenuineIntel", "fpu avx2 avx512f avx512bw")).isFalse();
    assertThat(Products.isOneDnn(Map.of(), folder.resolve("none"))).isFalse();
  }

  @Test
  void a_library_that_is_named_is_taken_and_another_word_refused() {
    Path none = folder.resolve("none");
    assertThat(Products.isOneDnn(Map.of("HMRBENCH_PRODUCTS", "onednn"), none)).isTrue();
    assertThat(Products.isOneDnn(Map.of("HMRBENCH_PRODUCTS", "pytorch"), none)).isFalse();
    assertThatThrownBy(() -> Products.isOneDnn(Map.of("HMRBENCH_PRODUCTS", "mkl"), none))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "HMRBENCH_PRODUCTS: expected pytorch or onednn, got \"mkl\"; leave it out for what is"
                + " fast on this processor");
  }

  @ParameterizedTest
  @CsvSource({
    "512, 1024, 3072, true",
    "32, 256, 768, true",
    "31, 1024, 3072, false",
    "128, 32, 96, false"
  })
  void what_is_small_stays_with_pytorch(long rows, long in, long out, boolean large) {
    assertThat(Products.isLarge(new Shape(rows, in), new Shape(out, in))).isEqualTo(large);
  }

  /** Whole numbers are added without rounding, whatever the order. */
  @Test
  void products_of_whole_numbers_are_the_same() {
    try (NDManager manager = TensorEngine.newManager();
        NDManager scope = manager.newSubManager()) {
      NDArray x = scope.arange(64 * 256).reshape(64, 256).mod(7f).sub(3f);
      NDArray weight = manager.arange(256 * 256).reshape(256, 256).mod(5f).sub(2f);
      NDArray bias = manager.arange(256f);
      NDArray product = Products.linear(x, weight, bias);
      assertThat(product.toFloatArray())
          .containsExactly(x.matMul(weight.transpose()).add(bias).toFloatArray());
      assertThat(product.getManager()).isSameAs(scope);
    }
  }
}
