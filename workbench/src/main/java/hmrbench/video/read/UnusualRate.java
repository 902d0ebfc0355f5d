package hmrbench.video.read;

import hmrbench.core.Remark;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** What it means for a network over time that a video has few or many frames per second. */
final class UnusualRate {

  /** Networks over time were trained on 3DPW's 30 and Human3.6M's 25 frames per second. */
  private static final double TRAINED = 30;

  private static final double LOWEST = 20;
  private static final double HIGHEST = 40;

  private UnusualRate() {}

  static Optional<Remark> remark(double framesPerSecond, int frames, String about) {
    if (frames < 2 || (framesPerSecond >= LOWEST && framesPerSecond <= HIGHEST)) {
      return Optional.empty();
    }
    double factor = framesPerSecond / TRAINED;
    String sentence =
        factor > 1
            ? "%s frames/s: networks over time were trained on about 30, and see %s times as little"
                + " motion per window here; --fps 30 thins the video out"
            : "%s frames/s: networks over time were trained on about 30, and see %s times as much"
                + " motion between frames here; film at a higher rate if you can";
    return Optional.of(
        Remark.note(
            "frame-rate",
            about,
            sentence.formatted(plain(framesPerSecond, 3), plain(Math.max(factor, 1 / factor), 1))));
  }

  /** A number without superfluous zeros. */
  static String plain(double value, int decimals) {
    return BigDecimal.valueOf(value)
        .setScale(decimals, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
