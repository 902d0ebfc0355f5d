package hmrbench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is about GPUs and needs none. */
class GpuTest {

  private static final String PROC =
      """
      NVRM version: NVIDIA UNIX x86_64 Kernel Module  470.82.01  Wed Oct 27 21:21:55 UTC 2021
      GCC version:  gcc version 9.4.0
      """;

  @TempDir Path folder;

  private static String why(@Nullable String version, String natives, @Nullable String visible) {
    return new GpuDriver(Optional.ofNullable(version), natives, Optional.ofNullable(visible))
        .whyMissing(0);
  }

  @Test
  void the_version_of_a_driver_is_what_it_says_of_itself() throws IOException {
    Path file = folder.resolve("version");
    assertThat(GpuDriver.version(file)).isEmpty();
    Files.writeString(file, PROC);
    assertThat(GpuDriver.version(file)).contains("470.82.01");
  }

  @Test
  void why_no_gpu_is_seen_is_one_sentence_with_what_to_do() {
    assertThat(why(null, "cpu", null))
        .isEqualTo(
            "there is no NVIDIA driver here (/proc/driver/nvidia/version is missing); use --device"
                + " cpu");
    assertThat(why("550.54.15", "cpu", null))
        .isEqualTo(
            "this PyTorch computes on the processor alone; start with HMRBENCH_GPU=1, which fetches"
                + " one with CUDA (README, section GPU), or use --device cpu");
    assertThat(why("470.82.01", "cu124", null))
        .isEqualTo(
            "the NVIDIA driver is 470.82.01, and CUDA 12 needs 525 or newer; renew it, or use"
                + " --device cpu");
    assertThat(why("550.54.15", "cu124", "-1"))
        .isEqualTo(
            "PyTorch sees no GPU, though there is a driver (550.54.15) and CUDA_VISIBLE_DEVICES is"
                + " \"-1\"; `nvidia-smi` says what is wrong, or use --device cpu");
    assertThat(new GpuDriver(Optional.of("550.54.15"), "cu124", Optional.empty()).whyMissing(2))
        .isEqualTo("PyTorch sees 2 CUDA GPU(s) here, from gpu:0; name one of them");
  }

  @Test
  void a_batch_takes_an_eighth_of_a_card() {
    assertThat(ComputeDevice.gpuBatchBytes(2L << 30)).isEqualTo(256L << 20);
    assertThat(ComputeDevice.gpuBatchBytes(80L << 30)).isEqualTo(10L << 30);
    assertThat(ComputeDevice.gpuBatchBytes(0)).isEqualTo(2L << 30);
  }

  @Test
  void cards_are_those_that_cuda_leaves_visible() throws IOException {
    Files.createDirectories(folder.resolve("0000:01:00.0"));
    Files.createDirectories(folder.resolve("0000:02:00.0"));
    assertThat(GpuCards.visible(Optional.empty(), folder)).containsExactly("0", "1");
    assertThat(GpuCards.visible(Optional.of("2, GPU-8a"), folder)).containsExactly("2", "GPU-8a");
    assertThat(GpuCards.visible(Optional.of("-1"), folder)).isEmpty();
    assertThat(GpuCards.visible(Optional.empty(), folder.resolve("none"))).isEmpty();
  }

  @Test
  void a_precision_below_float32_is_named() {
    assertThat(Precision.words(true, Map.of("NVIDIA_TF32_OVERRIDE", "1")))
        .isEqualTo(", products in TF32");
    assertThat(Precision.words(true, Map.of("NVIDIA_TF32_OVERRIDE", "0"))).isEmpty();
    assertThat(Precision.words(false, Map.of("ONEDNN_DEFAULT_FPMATH_MODE", "BF16")))
        .isEqualTo(", products of oneDNN in BF16 where the processor has it");
    assertThat(Precision.words(false, Map.of())).isEmpty();
  }

  /** A manager that is asked for a second device, and whose scopes make tensors on the first. */
  private static NDManager elsewhere(NDManager real) {
    return (NDManager)
        Proxy.newProxyInstance(
            GpuTest.class.getClassLoader(),
            new Class<?>[] {NDManager.class},
            (proxy, method, arguments) ->
                method.getName().equals("getDevice")
                    ? Device.gpu(1)
                    : method.invoke(real, arguments));
  }

  @Test
  void a_tensor_on_the_default_device_fails_where_another_was_asked_for() {
    try (NDManager real = TensorEngine.newManager()) {
      assertThatThrownBy(() -> Scope.values(elsewhere(real), new NDList(), GpuTest::made))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a tensor (2) was made on cpu(), its network is on gpu(1)");
      Long size = Scope.values(real, new NDList(), scope -> made(scope).size());
      assertThat(size).isEqualTo(2);
    }
  }

  private static NDArray made(NDManager manager) {
    return manager.create(new float[] {1, 2});
  }

  @Test
  void tensors_of_one_device_pass() {
    try (NDManager real = TensorEngine.newManager()) {
      DeviceGuard.requireOn(Device.cpu(), List.of(made(real)));
    }
  }
}
