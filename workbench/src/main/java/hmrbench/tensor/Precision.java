package hmrbench.tensor;

import java.util.Map;

/** Products that are rounded more than float32, where environment variables ask PyTorch for it. */
final class Precision {

  private Precision() {}

  /** In words, after a comma; empty for float32. */
  static String words(boolean gpu, Map<String, String> environment) {
    if (gpu) {
      return environment.getOrDefault("NVIDIA_TF32_OVERRIDE", "").equals("1")
          ? ", products in TF32"
          : "";
    }
    String mode = environment.getOrDefault("ONEDNN_DEFAULT_FPMATH_MODE", "");
    return mode.isEmpty() || mode.equals("STRICT")
        ? ""
        : ", products of oneDNN in %s where the processor has it".formatted(mode);
  }
}
