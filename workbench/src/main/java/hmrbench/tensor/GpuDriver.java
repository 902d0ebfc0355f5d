package hmrbench.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why no GPU is seen, from what this machine says of its driver.
 *
 * @param version of the driver; nothing where there is none
 * @param natives what PyTorch was started with: {@code cpu}, {@code cu124}, or {@code own}
 * @param visible the cards that CUDA_VISIBLE_DEVICES leaves, where it is set
 */
record GpuDriver(Optional<String> version, String natives, Optional<String> visible) {

  /** What the driver says of itself. */
  static final Path FILE = Path.of("/proc/driver/nvidia/version");

  private static final Pattern NUMBER = Pattern.compile("\\b(\\d{2,4}(?:\\.\\d+)+)\\b");

  /** CUDA 12 runs on this and newer drivers. */
  private static final int LEAST = 525;

  static GpuDriver ofThisMachine() {
    return new GpuDriver(
        version(FILE),
        System.getProperty("hmrbench.natives", "cpu"),
        Optional.ofNullable(System.getenv("CUDA_VISIBLE_DEVICES")));
  }

  static Optional<String> version(Path file) {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      Matcher number = NUMBER.matcher(Files.readString(file));
      return Optional.of(number.find() ? number.group(1) : "unknown");
    } catch (IOException e) {
      return Optional.of("unknown");
    }
  }

  /**
   * In words, with what to do.
   *
   * @param present cards that PyTorch sees
   */
  String whyMissing(int present) {
    if (present > 0) {
      return "PyTorch sees %d CUDA GPU(s) here, from gpu:0; name one of them".formatted(present);
    }
    if (version.isEmpty()) {
      return "there is no NVIDIA driver here (%s is missing); use --device cpu".formatted(FILE);
    }
    if (natives.equals("cpu")) {
      return "this PyTorch computes on the processor alone; start with HMRBENCH_GPU=1, which fetches"
          + " one with CUDA (README, section GPU), or use --device cpu";
    }
    if (isOld(version.get())) {
      return "the NVIDIA driver is %s, and CUDA 12 needs %d or newer; renew it, or use --device cpu"
          .formatted(version.get(), LEAST);
    }
    return "PyTorch sees no GPU, though there is a driver (%s)%s; `nvidia-smi` says what is wrong, or use --device cpu"
        .formatted(
            version.get(),
            visible.map(" and CUDA_VISIBLE_DEVICES is \"%s\""::formatted).orElse(""));
  }

  private static boolean isOld(String version) {
    int dot = version.indexOf('.');
    return dot > 0 && Integer.parseInt(version.substring(0, dot)) < LEAST;
  }
}
