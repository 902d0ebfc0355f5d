package hmrbench.run.parity;

import hmrbench.core.Fault;
import hmrbench.core.Reason;
import hmrbench.record.Parity;
import hmrbench.record.Parity.Check;
import hmrbench.tensor.ComputeDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All checks of the certificate, in its order. */
public final class ParityChecks {

  /** Rotations, convolutions, networks: float32 with some hundred additions. */
  private static final double ROUNDING = 2e-5;

  /** Joints are float32 and some 5 m away: half a unit of their last place is 2.4e-4 mm. */
  private static final double MILLIMETRES = 2e-3;

  /** What was found out in this process; the program does not change while it runs. */
  private static final Map<Optional<ComputeDevice>, Parity> CERTIFICATES =
      new ConcurrentHashMap<>();

  private ParityChecks() {}

  /**
   * The certificate of this program, worked out once.
   *
   * @param networks as for {@link #run}
   */
  public static Parity certificate(Optional<ComputeDevice> networks) {
    return CERTIFICATES.computeIfAbsent(networks, ParityChecks::run);
  }

  /**
   * Runs them.
   *
   * @param networks the device that networks are checked on, which starts the tensor engine; they
   *     are left out where absent
   * @throws Fault if files cannot be written to the folder for temporary files
   */
  public static Parity run(Optional<ComputeDevice> networks) {
    ParityCases cases = new ParityCases();
    NumberChecks numbers = new NumberChecks(cases);
    List<Check> checks = new ArrayList<>();
    checks.add(check("rotations", ROUNDING, "", numbers::rotations));
    checks.add(check("pickle protocols 0 to 5", 0, "", numbers::pickles));
    checks.add(check("windows of TCMR, its trainer, GLoT and VIBE", 0, "", numbers::windows));
    checks.add(check("similarity alignment", MILLIMETRES, "mm", numbers::alignment));
    checks.add(check("errors under five protocols", MILLIMETRES, "mm, m/s^2", numbers::protocols));
    checks.add(check("filter slerp-0.3", ROUNDING, "", numbers::filter));
    Path folder = temporary();
    try {
      TensorChecks tensors = new TensorChecks(cases, folder, networks.orElse(ComputeDevice.CPU));
      checks.add(check("body: shape, pose, skinning", MILLIMETRES, "mm", tensors::body));
      if (networks.isPresent()) {
        checks.add(check("convolutions", ROUNDING, "", tensors::convolutions));
        String where = networks.get().isGpu() ? " on gpu:" + networks.get().gpu() : "";
        checks.add(check("network TCMR" + where, ROUNDING, "", tensors::tcmr));
        checks.add(check("network VIBE" + where, ROUNDING, "", tensors::vibe));
      }
    } finally {
      remove(folder);
    }
    return new Parity(checks);
  }

  private static Check check(
      String name, double tolerance, String unit, Consumer<LargestDifference> comparison) {
    LargestDifference largest = new LargestDifference();
    try {
      comparison.accept(largest);
    } catch (RuntimeException e) {
      if (e instanceof Fault && e.getCause() instanceof IOException) {
        throw e; // The disk fails, and not the program.
      }
      // What a part of the program throws on a sound case is a failure of the check.
      return new Check(name, largest.values(), 0, tolerance, unit, e.toString());
    }
    return new Check(name, largest.values(), largest.largest(), tolerance, unit, "");
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("hmrbench-parity");
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "no folder can be made in %s: %s; set java.io.tmpdir"
              .formatted(System.getProperty("java.io.tmpdir"), Reason.of(e)),
          e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // On Windows a mapped file stays until its mapping goes; the system clears the folder.
    }
  }
}
