package hmrbench.tensor;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.EnvironmentVariables;
import hmrbench.core.Fault;
import hmrbench.core.Lazy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * y = x W^T + b where no gradient is asked for. PyTorch multiplies with MKL, which is half as fast
 * on AMD's processors with AVX-512 as oneDNN, which PyTorch has as well.
 */
final class Products {

  /** The product of oneDNN, as a program of x, w and b. */
  static final String BY_ONEDNN =
      "return ops.mkldnn._linear_pointwise(x, w, b, \"none\","
          + " annotate(List[Optional[number]], []), \"\")";

  private static final String ONEDNN = "onednn";
  private static final String PYTORCH = "pytorch";

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  /** Rows from which oneDNN is faster; it lays the weights out anew each time. */
  private static final long ROWS = 32;

  /** Numbers to multiply from which it is faster, in its own start, too. */
  private static final long MULTIPLIED = 1L << 21;

  /** The program, once for this process; none where PyTorch is to multiply. */
  private static final Lazy<Optional<Script>> SCRIPT = new Lazy<>(Products::load);

  private Products() {}

  private static Optional<Script> load() {
    if (!isOneDnn(System.getenv(), PROCESSORS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Script.of(forward(BY_ONEDNN), ComputeDevice.CPU));
    } catch (EngineException e) {
      return Optional.empty(); // A PyTorch that was built without oneDNN.
    }
  }

  /** A program of x, w and b. */
  static String forward(String body) {
    return "def forward(self: __torch__.M, x: Tensor, w: Tensor, b: Tensor) -> Tensor:\n"
        + body.indent(2);
  }

  /** x [B, in], W [out, in], b [out] to [B, out]; the result belongs to the manager of x. */
  static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return isLarge(x.getShape(), weight.getShape()) && !x.getDevice().isGpu()
        ? SCRIPT
            .get()
            .map(it -> it.run(x.getManager(), new NDList(x, weight, bias)).singletonOrThrow())
            .orElseGet(() -> usual(x, weight, bias))
        : usual(x, weight, bias);
  }

  private static NDArray usual(NDArray x, NDArray weight, NDArray bias) {
    return ai.djl.nn.core.Linear.linear(x, weight, bias).singletonOrThrow();
  }

  static boolean isLarge(Shape x, Shape weight) {
    return x.get(0) >= ROWS && x.get(0) * weight.size() >= MULTIPLIED;
  }

  /** That another library than usual multiplies on the processor, after a comma; else empty. */
  static String words() {
    return SCRIPT.get().isPresent() ? ", products by oneDNN" : "";
  }

  /**
   * Whether oneDNN is to multiply.
   *
   * @param processors what Linux says of them
   * @throws Fault if the variable names no library
   */
  static boolean isOneDnn(Map<String, String> environment, Path processors) {
    String named = named(environment);
    return named.isEmpty() ? isAmdWithAvx512(processors) : named.equals(ONEDNN);
  }

  /**
   * The library that is asked for; empty where none is.
   *
   * @throws Fault if there is no such library
   */
  static String named(Map<String, String> environment) {
    String named = environment.getOrDefault(EnvironmentVariables.PRODUCTS, "");
    if (!List.of("", ONEDNN, PYTORCH).contains(named)) {
      throw Fault.asked(
          "%s: expected %s or %s, got \"%s\"; leave it out for what is fast on this processor",
          EnvironmentVariables.PRODUCTS, PYTORCH, ONEDNN, named);
    }
    return named;
  }

  private static boolean isAmdWithAvx512(Path processors) {
    try {
      if (!Files.isReadable(processors)) {
        return false;
      }
      List<String> lines = Files.readAllLines(processors, StandardCharsets.UTF_8);
      return lines.stream()
              .anyMatch(it -> it.startsWith("vendor_id") && it.endsWith("AuthenticAMD"))
          && lines.stream()
              .anyMatch(it -> it.startsWith("flags") && List.of(it.split(" ")).contains("avx512f"));
    } catch (IOException e) {
      return false;
    }
  }
}
