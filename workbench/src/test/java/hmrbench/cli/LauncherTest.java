package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher says before there is a program that could say it. */
class LauncherTest {

  @TempDir Path folder;

  /** Runs a line of bash; {@code $1} is the launcher. */
  private String said(String line) throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        new ProcessBuilder("bash", "-c", "true").start().waitFor() == 0, "skipped: no bash here");
    Process process =
        new ProcessBuilder(
                "bash", "-c", line, "bash", Shared.projectRoot().resolve("hmrbench").toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }

  @Test
  void a_working_folder_that_is_gone_is_reported_and_not_taken_for_a_lack_of_java()
      throws Exception {
    assertThat(said("mkdir gone; cd gone; rmdir ../gone; \"$1\" list models; echo $?"))
        .endsWith("hmrbench: the working folder is gone; change to a folder that exists\n2\n");
  }

  @Test
  void a_gpu_without_a_driver_or_with_an_old_one_is_refused_before_anything_is_fetched()
      throws Exception {
    assertThat(said("HMRBENCH_GPU=1 HMRBENCH_NVIDIA_DRIVER=/nowhere \"$1\" list models; echo $?"))
        .isEqualTo(
            "hmrbench: HMRBENCH_GPU=1, and there is no NVIDIA driver here (/nowhere is missing);"
                + " install one, 525 or newer, or leave HMRBENCH_GPU out\n2\n");
    assertThat(
            said(
                "echo 'NVRM version: NVIDIA UNIX x86_64 Kernel Module  470.82.01  Wed Oct 27' >old;"
                    + " HMRBENCH_NVIDIA_DRIVER=old \"$1\" run x --device gpu; echo $?"))
        .isEqualTo(
            "hmrbench: the NVIDIA driver is 470.82.01, and PyTorch with CUDA 12.4 needs 525 or"
                + " newer; renew the driver, or compute on the processor: --device cpu, without"
                + " HMRBENCH_GPU\n2\n");
  }

  @Test
  void a_java_that_is_not_there_is_told_apart_from_one_that_does_not_start() throws Exception {
    assertThat(said("JAVA_HOME=/nowhere \"$1\" list models; echo $?"))
        .isEqualTo(
            "hmrbench: no java found (JAVA_HOME=/nowhere, or on the PATH); install a JDK, 17 or"
                + " newer\n2\n");
    assertThat(
            said(
                "mkdir bin; printf '#!/bin/sh\\necho broken; exit 1\\n' >bin/java; chmod +x"
                    + " bin/java; JAVA_HOME=$PWD \"$1\" list models; echo $?"))
        .isEqualTo(
            "hmrbench: %s/bin/java does not start (broken); set JAVA_HOME to a JDK that does, 17 or newer\n2\n"
                .formatted(folder));
  }
}
