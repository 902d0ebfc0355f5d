package hmrbench.run;

import hmrbench.core.Decimals;
import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.data.official.PredictionMatch;
import hmrbench.data.official.PredictionMatch.Matched;
import hmrbench.data.official.PredictionMatch.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * At which rate predictions were made, as their frame numbers show. Every second frame of a data
 * set is a prediction at half its rate: taken for the whole rate, its speeds and accelerations
 * would be wrong by two and four.
 */
final class PredictionRate {

  /** Fewer frames of a sequence may be apart by chance. */
  private static final int FEWEST = 5;

  /** How near a share must be to a half, a third, ... of the frames. */
  private static final double NEAR = 0.02;

  private static final int MOST_TIMES = 8;
  private static final int MOST_NAMED = 3;

  private final String file;
  private final PredictionMatch match;
  private final Map<String, List<String>> labels;
  private final double rate;

  /**
   * @param file how messages call it
   * @param match against the frames of the data set at {@code rate}
   * @param labels names of those frames
   * @param rate in hertz
   */
  PredictionRate(
      String file, PredictionMatch match, Map<String, List<String>> labels, double rate) {
    this.file = file;
    this.match = match;
    this.labels = labels;
    this.rate = rate;
  }

  /**
   * Refuses predictions that lie apart by the same number of frames everywhere.
   *
   * @param given the rate that a user gave
   * @throws Fault if they do
   */
  void requireEveryFrame(Optional<Double> given) {
    long step = 0;
    String sequence = "";
    for (Matched matched : match.sequences()) {
      int[] frames = matched.frames();
      for (int i = 1; i < frames.length && frames.length >= FEWEST; i++) {
        step = greatestCommonDivisor(step, frames[i] - frames[i - 1]);
        sequence = sequence.isEmpty() ? matched.sequence() : sequence;
      }
    }
    if (step < 2) {
      return;
    }
    String seen =
        "%s: only every %s frame of the data set has a prediction (sequence %s: %s), as at %s"
                .formatted(
                    file, ordinal(step), sequence, first(sequence), Decimals.atMost(3, rate / step))
            + " frames/s";
    throw given.isPresent()
        ? Fault.asked("%s, and not at the %s that fps says", seen, Decimals.atMost(3, given.get()))
        : Fault.asked(
            "%s where the data set has %s; say --fps %s to score at that rate (in a config fps: %s"
                + " and frame-rates: [%s])",
            seen,
            Decimals.atMost(3, rate),
            Decimals.atMost(3, rate / step),
            Decimals.atMost(3, rate / step),
            Decimals.atMost(3, rate / step));
  }

  /**
   * Refuses predictions of frames that follow each other at this rate, for a lower one.
   *
   * @param given the lower rate
   * @throws Fault if two of them do
   */
  void requireNoneBetween(double given) {
    for (Matched matched : match.sequences()) {
      List<String> names = Objects.requireNonNull(labels.get(matched.sequence()));
      int[] frames = matched.frames();
      for (int i = 1; i < frames.length; i++) {
        if (frames[i] == frames[i - 1] + 1) {
          throw Fault.asked(
              "%s: fps says %s, but frames %s and %s of sequence %s are frames that follow each"
                  + " other at %s frames/s; leave fps out, or check the frame numbers",
              file,
              Decimals.atMost(3, given),
              names.get(frames[i - 1]),
              names.get(frames[i]),
              matched.sequence(),
              Decimals.atMost(3, rate));
        }
      }
    }
  }

  private String first(String sequence) {
    List<String> names = Objects.requireNonNull(labels.get(sequence));
    Matched matched =
        match.sequences().stream()
            .filter(it -> it.sequence().equals(sequence))
            .findFirst()
            .orElseThrow();
    List<String> named =
        matched.pairs().stream().limit(MOST_NAMED).map(Pair::frame).map(names::get).toList();
    return String.join(", ", named) + ", ...";
  }

  /** What frame numbers that are counted in another way look like. */
  List<Remark> remarks() {
    List<Remark> remarks = new ArrayList<>();
    foreign().ifPresent(remarks::add);
    if (remarks.isEmpty()) {
      counted().ifPresent(remarks::add);
    }
    return remarks;
  }

  /** Most predicted frames are none of the data set, and most of its frames have none. */
  private Optional<Remark> foreign() {
    for (Matched matched : match.sequences()) {
      List<String> names = Objects.requireNonNull(labels.get(matched.sequence()));
      int rows = matched.person().frames().size();
      int pairs = matched.pairs().size();
      if (2 * pairs < rows && 2 * pairs < names.size()) {
        return Optional.of(
            Remark.doubt(
                "frame-numbers",
                file,
                "sequence %s: %d of %d predicted frames are frames of the data set, which calls its"
                        .formatted(matched.sequence(), pairs, rows)
                    + " frames %s, ...; name frames as it does"
                        .formatted(
                            String.join(
                                ", ", names.subList(0, Math.min(MOST_NAMED, names.size()))))));
      }
    }
    return Optional.empty();
  }

  /** Every sequence is predicted up to its half, its third, ..., or as far beyond its end. */
  private Optional<Remark> counted() {
    int times = 0;
    boolean beyond = false;
    for (Matched matched : match.sequences()) {
      int frames = Objects.requireNonNull(labels.get(matched.sequence())).size();
      int pairs = matched.pairs().size();
      int rows = matched.person().frames().size();
      boolean fromStart =
          pairs > 0
              && matched.pairs().get(0).frame() == 0
              && matched.pairs().get(pairs - 1).frame() == pairs - 1;
      int less = fromStart && rows == pairs ? times(frames, pairs) : 0;
      int more = fromStart && pairs == frames ? times(rows, frames) : 0;
      int mine = Math.max(less, more);
      if (mine < 2 || (times != 0 && (mine != times || beyond != (more > 1)))) {
        return Optional.empty();
      }
      times = mine;
      beyond = more > 1;
    }
    // A demo that was stopped after half of one clip says nothing of its rate.
    if (times < 2 || (!beyond && match.sequences().size() < 3)) {
      return Optional.empty();
    }
    double guessed = beyond ? rate * times : rate / times;
    return Optional.of(
        Remark.doubt(
            "rate",
            file,
            "every sequence has %s predicted frames as the data set has frames, as at %s frames/s"
                    .formatted(
                        beyond ? times + " times as many" : "1/" + times + " as many",
                        Decimals.atMost(3, guessed))
                + " with frames counted anew; name frames as the data set does at its %s frames/s"
                    .formatted(Decimals.atMost(3, rate))));
  }

  private static int times(int many, int few) {
    int times = (int) Math.round((double) many / few);
    boolean near = Math.abs((double) many / few / times - 1) < NEAR;
    return times >= 2 && times <= MOST_TIMES && near ? times : 0;
  }

  private static String ordinal(long step) {
    return step == 2 ? "2nd" : step == 3 ? "3rd" : step + "th";
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
