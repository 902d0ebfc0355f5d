package hmrbench.data;

import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.JointTrack;
import hmrbench.core.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Frame rates of recorded data: only every k-th frame. An interpolated frame would be invented, and
 * its acceleration with it.
 */
public final class FrameRates {

  /** Tolerance, so that rounding in a rate hides none of its decimations. */
  private static final double SLACK = 1.002;

  /** Decimations below this are not offered: a step takes longer than that. */
  private static final double LOWEST_HERTZ = 5;

  private FrameRates() {}

  /** The rates of a recording's integer decimations, ascending, in hertz; its own is the last. */
  public static List<Double> ofRecorded(double nativeFramesPerSecond) {
    List<Double> rates = new ArrayList<>();
    int most = Math.max(1, (int) (nativeFramesPerSecond * SLACK / LOWEST_HERTZ));
    for (int step = most; step >= 1; step--) {
      rates.add(Rates.snapped(nativeFramesPerSecond / step));
    }
    return rates;
  }

  /**
   * The step in frames that decimates a recording to a rate.
   *
   * @param what the data set or file, for the message
   * @throws Fault if no integer step does; the message names the available rates
   */
  public static int step(String what, double nativeFramesPerSecond, double framesPerSecond) {
    if (!has(nativeFramesPerSecond, framesPerSecond)) {
      throw notOffered(what, framesPerSecond, ofRecorded(nativeFramesPerSecond));
    }
    return nearestStep(nativeFramesPerSecond, framesPerSecond);
  }

  /** Whether a recording can be decimated to a rate. */
  public static boolean has(double nativeFramesPerSecond, double framesPerSecond) {
    double got = nativeFramesPerSecond / nearestStep(nativeFramesPerSecond, framesPerSecond);
    return Rates.same(got, framesPerSecond);
  }

  private static int nearestStep(double nativeFramesPerSecond, double framesPerSecond) {
    return (int) Math.max(1, Math.rint(nativeFramesPerSecond / framesPerSecond));
  }

  /** The fault for a rate that a data set does not offer. */
  public static Fault notOffered(String what, double framesPerSecond, List<Double> offered) {
    return Fault.asked(
        "%s cannot be had at %s frames per second exactly: use one of %s",
        what,
        Rates.text(framesPerSecond),
        offered.stream().map(Rates::text).collect(Collectors.joining(", ")));
  }

  /**
   * A recorded clip at a lower rate: frames 0, k, 2k, ... with their labels, masks and signals.
   *
   * @throws Fault if the rate is not an integer decimation of the clip's
   */
  public static Clip decimate(Clip clip, double framesPerSecond) {
    int step = step("sequence " + clip.sequence(), clip.framesPerSecond(), framesPerSecond);
    return step == 1 ? clip : everyNth(clip, step);
  }

  /** Frames 0, k, 2k, ... of a clip, with the rate adjusted. */
  public static Clip everyNth(Clip clip, int step) {
    int[] kept = IntStream.range(0, clip.frames()).filter(t -> t % step == 0).toArray();
    Clip picked = clip.frames(kept);
    double rate = Rates.snapped(clip.framesPerSecond() / step);
    JointTrack truth = picked.truth();
    return new Clip(
        picked.sequence(),
        rate,
        picked.features(),
        new JointTrack(truth.joints(), truth.frame(), rate, truth.metres()),
        picked.smpl(),
        picked.frameList(),
        picked.signals(),
        picked.tags(),
        picked.worldTruth().map(it -> new Clip.WorldTruth(it.body().atRate(rate), it.camera())),
        picked.keypoints());
  }
}
