package hmrbench.data.mocap;

import hmrbench.core.Fault;
import hmrbench.core.Rates;
import hmrbench.core.Remark;
import hmrbench.io.bvh.BvhSkeleton;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * The rate at which a file was recorded. A BVH file says it as the time between frames, often with
 * few digits: 0.033 is 30 frames per second, and not 30.303.
 *
 * @param hertz the rate, snapped
 * @param remark what readers of the numbers must know about it
 */
record RecordedRate(double hertz, Optional<Remark> remark) {

  private static final String KIND = "recorded-rate";

  /** Rates at which cameras and capture systems record, in hertz. */
  private static final double[] USUAL = {
    10, 12, 15, 20, 23.976, 24, 25, 29.97, 30, 48, 50, 59.94, 60, 72, 90, 100, 119.88, 120, 150,
    200, 240, 250, 300, 400, 480, 500, 1000
  };

  /** Up to this relative difference a rate is taken for the usual one that rounds to its text. */
  private static final double ROUNDED = 0.025;

  private static final double SLOWEST_SECONDS = 1;
  private static final double FASTEST_HERTZ = 1000;

  /**
   * The rate of a BVH file.
   *
   * @param asked what a config says it is
   * @throws Fault if the file's is no time between frames, and the config says nothing
   */
  static RecordedRate of(BvhSkeleton skeleton, Optional<Double> asked, Path file) {
    double seconds = skeleton.secondsPerFrame();
    String written = "Frame Time: " + skeleton.frameTime();
    if (asked.isPresent()) {
      return asked(asked.get(), Rates.snapped(1 / seconds), written, file);
    }
    if (seconds >= SLOWEST_SECONDS || seconds < 1 / FASTEST_HERTZ) {
      throw Fault.asked(
          "%s: %s: expected the seconds between frames, from %s to below 1, got %s; correct the"
              + " file, or set recorded-fps",
          file,
          written,
          new BigDecimal("0.001").toPlainString(),
          seconds >= SLOWEST_SECONDS ? "what looks like a rate" : "less");
    }
    return ofText(skeleton.frameTime(), seconds, file);
  }

  /** The rate that a config sets, compared with the one in the file. */
  static RecordedRate asked(double asked, double inFile, String written, Path file) {
    if (Rates.same(asked, inFile)) {
      return new RecordedRate(asked, Optional.empty());
    }
    return new RecordedRate(
        asked,
        Optional.of(
            Remark.note(
                KIND,
                file.toString(),
                "recorded-fps says %s frames per second, and the file %s (%s); %s is taken"
                    .formatted(
                        Rates.text(asked), Rates.text(inFile), written, Rates.text(asked)))));
  }

  private static RecordedRate ofText(String text, double seconds, Path file) {
    double exact = Rates.snapped(1 / seconds);
    Optional<Double> rounded =
        Arrays.stream(USUAL)
            .boxed()
            .filter(rate -> isWritten(text, seconds, 1 / rate))
            .min(
                Comparator.comparing((Double rate) -> rate != Math.rint(rate))
                    .thenComparingDouble(rate -> Math.abs(Math.log(rate / exact))));
    if (rounded.isEmpty() || rounded.get() == exact) {
      return new RecordedRate(exact, Optional.empty());
    }
    double usual = rounded.get();
    boolean taken = Math.abs(usual - exact) <= ROUNDED * exact;
    String pattern =
        "Frame Time: %s is %s frames per second, or %s with its digits cut off; %s is taken; if it"
            + " is another, set recorded-fps";
    String sentence =
        pattern.formatted(
            text, Rates.text(exact), Rates.text(usual), Rates.text(taken ? usual : exact));
    String about = file.toString();
    return new RecordedRate(
        taken ? usual : exact,
        Optional.of(
            taken ? Remark.note(KIND, about, sentence) : Remark.doubt(KIND, about, sentence)));
  }

  /** Whether a time, rounded or cut off, is written with these digits. */
  private static boolean isWritten(String text, double seconds, double time) {
    int scale = new BigDecimal(text).scale();
    double unit = Math.pow(10, -scale);
    boolean cutOff = time >= seconds && time - seconds < unit;
    return cutOff || Math.abs(time - seconds) <= unit / 2;
  }
}
