package hmrbench.data.mocap;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.data.FrameRates;
import hmrbench.data.sim.CameraView;
import hmrbench.io.bvh.Bvh;
import hmrbench.io.bvh.BvhSkeleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A file of recorded motion that was found to be of a known family.
 *
 * @param sequence its name in records
 * @param naming of its joints; nothing for a file of AMASS, which has ours
 * @param framesPerSecond its rate, in hertz
 * @param remark what readers of the numbers must know about that rate
 */
public record MotionFile(
    String sequence,
    Path file,
    Optional<Naming> naming,
    double framesPerSecond,
    Optional<Remark> remark) {

  /**
   * The files themselves, and those in folders in the order of their paths; of each the head is
   * read.
   *
   * @param dataset its name, for messages
   * @throws Fault if a path is missing, a folder has none, or one is of an unknown family
   */
  public static List<MotionFile> in(String dataset, List<Path> paths, MocapReading reading) {
    List<MotionFile> found = new ArrayList<>();
    for (Path file : BvhFiles.in(dataset, paths)) {
      List<String> taken = found.stream().map(MotionFile::sequence).toList();
      found.add(
          AmassFile.looksLike(file) ? amass(file, taken, reading) : bvh(file, taken, reading));
    }
    return found;
  }

  /** The decimations of the slowest of some files that every one has, ascending, in hertz. */
  public static List<Double> sharedRates(List<MotionFile> files) {
    MotionFile slowest =
        files.stream().min(Comparator.comparingDouble(MotionFile::framesPerSecond)).orElseThrow();
    return FrameRates.ofRecorded(slowest.framesPerSecond()).stream()
        .filter(rate -> files.stream().allMatch(it -> FrameRates.has(it.framesPerSecond(), rate)))
        .toList();
  }

  private static MotionFile amass(Path file, List<String> taken, MocapReading reading) {
    RecordedRate rate = AmassFile.open(file).rate(reading.recordedFps());
    return new MotionFile(
        BvhFiles.amassNameOf(file, taken), file, Optional.empty(), rate.hertz(), rate.remark());
  }

  private static MotionFile bvh(Path file, List<String> taken, MocapReading reading) {
    BvhSkeleton skeleton = Bvh.readSkeleton(file);
    Naming naming = Naming.of(skeleton, reading.joints(), file);
    RecordedRate rate = RecordedRate.of(skeleton, reading.recordedFps(), file);
    return new MotionFile(
        BvhFiles.nameOf(file, taken), file, Optional.of(naming), rate.hertz(), rate.remark());
  }

  /** The family whose names its joints have. */
  public String family() {
    return naming.map(Naming::name).orElse("amass");
  }

  /** How many frames a length of time has at most. */
  private int most(Optional<Double> seconds) {
    return seconds
        .map(length -> Math.max(1, (int) Math.round(length * framesPerSecond)))
        .orElse(Integer.MAX_VALUE);
  }

  /**
   * Its motion before a camera.
   *
   * @param seconds so much of it at most
   * @param inWorld whether it is asked where the body is
   */
  Performance performed(
      MocapReading reading, Optional<Double> seconds, CameraView view, boolean inWorld) {
    Optional<Double> rate = inWorld ? Optional.of(framesPerSecond) : Optional.empty();
    int most = most(seconds);
    return naming
        .map(names -> Performance.ofBvh(file, names, reading, most, view, rate))
        .orElseGet(() -> Performance.ofAmass(file, reading, most, view, rate));
  }

  /**
   * Its motion on our body, without a camera.
   *
   * @param seconds so much of it at most
   * @throws Fault if it holds no motion that our body can perform
   */
  public RecordedMotion motion(MocapReading reading, Optional<Double> seconds) {
    return new RecordedMotion(
        performed(reading, seconds, CameraView.drawn(0), true), framesPerSecond);
  }
}
