package hmrbench.metric.detect;

import hmrbench.core.AxisMap;
import hmrbench.core.Decimals;
import hmrbench.core.Fixes;
import hmrbench.core.Fixes.Offset;
import hmrbench.core.RotationForm;
import hmrbench.metric.detect.ConventionFinding.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides which conventions a file follows. The best guess of all is taken apart: a convention that
 * is another than the format says is kept only where the error without it is clearly larger, in
 * most seconds of the motion. So what a model merely predicts badly is no finding.
 */
public final class ConventionDetector {

  /** How many frames a file may be off, to be looked at. */
  public static final int MOST_SHIFT = 10;

  /** The error without a finding must be so many times as large. */
  private static final double CLEARLY = 1.1;

  /** Too short to be looked at second by second, it must be so many times as large. */
  private static final double BY_FAR = 1.5;

  /** Standard errors between the blocks of both guesses. */
  private static final double SURE = 4;

  /** How much less must be left of the motion at another shift, and at another rate. */
  private static final double SHIFT_GAIN = 1.02;

  private static final double RATE_GAIN = 1.15;

  /** A root that lies nearer, in millimetres, or explains less of the error, is the model's. */
  private static final double LEAST_OFFSET = 50;

  private static final double OFFSET_GAIN = 1.25;

  /** More than bad models err, in millimetres. */
  private static final double POOR = 150;

  private final List<MotionPair> motions;
  private final List<ArrayReading> readings;
  private final double rate;
  private final boolean bodies;
  private final Search search;
  private final List<ConventionFinding> found = new ArrayList<>();
  private Guess guess;
  private BlockErrors errors;

  private ConventionDetector(
      List<MotionPair> motions, List<ArrayReading> readings, double rate, boolean bodies) {
    this.motions = motions;
    this.readings = readings;
    this.rate = rate;
    this.bodies = bodies;
    this.search = new Search(motions, readings, rate, bodies);
    this.guess = search.best();
    this.errors = BlockErrors.ofPositions(motions, guess);
  }

  /**
   * Looks at a whole file.
   *
   * @param motions one or more
   * @param readings that every motion has, the one of the file format first
   * @param rate of the data set, in hertz
   * @param bodies whether rotations were predicted and not positions
   */
  public static ConventionFindings of(
      List<MotionPair> motions, List<ArrayReading> readings, double rate, boolean bodies) {
    return new ConventionDetector(motions, readings, rate, bodies).findings();
  }

  /** Mean error of one motion under what was found in others, in millimetres. */
  public static double errorMm(MotionPair motion, ConventionFindings findings, double rate) {
    Fixes fixes = findings.fixes();
    Guess guess =
        new Guess(
            new ArrayReading(fixes.rotations(), findings.degrees(), fixes.sides()),
            fixes.axes(),
            findings.scale(),
            rate / fixes.rate().orElse(rate),
            fixes.shift(),
            fixes.pelvis());
    BlockErrors errors = BlockErrors.ofPositions(List.of(motion), guess);
    return errors.isEmpty() ? Double.POSITIVE_INFINITY : 1000 * errors.mean();
  }

  private BlockErrors positions(Guess other) {
    return BlockErrors.ofPositions(motions, other);
  }

  private ConventionFindings findings() {
    BlockErrors asItIs = positions(Guess.STANDARD.with(readings.get(0)));
    pelvis();
    rate();
    shift();
    together();
    if (bodies) {
      rotations();
    }
    axes();
    sides();
    if (!bodies) {
      unit();
    }
    Fixes fixes =
        Fixes.NONE
            .withShift(guess.shift())
            .withRate(
                guess.framesPerRow() == 1
                    ? Optional.empty()
                    : Optional.of(rate / guess.framesPerRow()))
            .withAxes(guess.axes())
            .withSides(guess.reading().sides())
            .withRotations(guess.reading().form())
            .withPelvis(guess.pelvis());
    found.sort(Comparator.comparing(it -> it.verdict()));
    return new ConventionFindings(
        fixes,
        guess.reading().degrees(),
        guess.scale(),
        found,
        1000 * asItIs.mean(),
        1000 * errors.mean());
  }

  private void take(Guess other) {
    guess = other;
    errors = positions(other);
  }

  private boolean isClearlyBetterThan(BlockErrors others) {
    if (others.isEmpty()) {
      return true;
    }
    double times = others.mean() / errors.mean();
    return times > CLEARLY && (times > BY_FAR || errors.surerThan(others) > SURE);
  }

  private void add(String kind, Verdict verdict, String value, BlockErrors without, String words) {
    found.add(
        new ConventionFinding(
            kind, verdict, value, 1000 * errors.mean(), 1000 * without.mean(), words));
  }

  private void pelvis() {
    if (guess.pelvis().isEmpty()) {
      return;
    }
    Offset offset = guess.pelvis().get();
    double length =
        Math.sqrt(
            (double) offset.left() * offset.left()
                + (double) offset.up() * offset.up()
                + (double) offset.front() * offset.front());
    BlockErrors without = positions(guess.withPelvis(Optional.empty()));
    boolean kept =
        length >= LEAST_OFFSET
            && without.mean() > OFFSET_GAIN * errors.mean()
            && errors.surerThan(without) > SURE;
    if (kept) {
      add("pelvis", Verdict.FOUND, offset.word(), without, "");
    } else {
      BlockErrors best = errors;
      take(guess.withPelvis(Optional.empty()));
      add("pelvis", Verdict.AS_STATED, "0/0/0", best, "that by " + offset.word());
    }
  }

  private void rate() {
    if (guess.framesPerRow() == 1) {
      Guess other = search.shifted(guess.at(rate <= 30 ? 0.5 : 2, 0));
      add("rate", Verdict.AS_STATED, Decimals.atMost(3, rate), positions(other), "");
      return;
    }
    Guess other = search.shifted(guess.at(1, 0));
    BlockErrors moving = BlockErrors.ofMotion(motions, guess);
    BlockErrors without = BlockErrors.ofMotion(motions, other);
    if (without.mean() > RATE_GAIN * moving.mean() && moving.surerThan(without) > SURE) {
      add(
          "rate",
          Verdict.FOUND,
          Decimals.atMost(3, rate / guess.framesPerRow()),
          positions(other),
          "of the motion %s of the squared error is left".formatted(share(moving, without)));
    } else {
      String note = unsure(Decimals.atMost(3, rate / guess.framesPerRow()));
      take(other);
      add("rate", Verdict.CANNOT_TELL, Decimals.atMost(3, rate), errors, note);
    }
  }

  private void shift() {
    Guess still = guess.at(guess.framesPerRow(), 0);
    BlockErrors moving = BlockErrors.ofMotion(motions, guess);
    if (guess.shift() != 0) {
      BlockErrors without = BlockErrors.ofMotion(motions, still);
      boolean kept =
          without.isEmpty()
              || (without.mean() > SHIFT_GAIN * moving.mean() && moving.surerThan(without) > SURE);
      if (kept) {
        add(
            "shift",
            Verdict.FOUND,
            Integer.toString(guess.shift()),
            positions(still),
            "of the motion %s of the squared error is left; a model that lags by as much looks the"
                    .formatted(share(moving, without))
                + " same");
        return;
      }
      String note = unsure(Integer.toString(guess.shift()));
      take(still);
      add("shift", Verdict.CANNOT_TELL, "0", errors, note);
      return;
    }
    int step = Math.max(1, (int) Math.rint(guess.framesPerRow()));
    double next = Double.POSITIVE_INFINITY;
    boolean sure = true;
    BlockErrors nearest = errors;
    for (int shift : new int[] {-step, step}) {
      Guess other = guess.at(guess.framesPerRow(), shift);
      BlockErrors others = BlockErrors.ofMotion(motions, other);
      sure &= moving.surerThan(others) > SURE;
      if (others.mean() < next) {
        next = others.mean();
        nearest = positions(other);
      }
    }
    add(
        "shift",
        sure ? Verdict.AS_STATED : Verdict.CANNOT_TELL,
        "0",
        nearest,
        sure ? "" : "it moves too little, or its errors too fast, to tell one frame from the next");
  }

  /** Why a guess that fits better is not taken. */
  private String unsure(String value) {
    return String.format(
        Locale.ROOT,
        "%s fits a little better (%.1f mm): it moves too little, or its errors too fast, to be sure",
        value,
        1000 * errors.mean());
  }

  private static String share(BlockErrors with, BlockErrors without) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * with.mean() / without.mean());
  }

  /** Axes and sides can stand in for each other: half a turn looks like exchanged sides. */
  private void together() {
    Guess plain = guess.with(AxisMap.CAMERA).with(guess.reading().asNamed());
    if (!plain.equals(guess) && !isClearlyBetterThan(positions(plain))) {
      take(plain);
    }
  }

  private void rotations() {
    ArrayReading mine = guess.reading();
    Optional<Guess> other =
        readings.stream()
            .filter(it -> it.sides() == mine.sides())
            .filter(it -> it.form() != mine.form() || it.degrees() != mine.degrees())
            .map(it -> bestAxes(guess.with(it)))
            .min(Comparator.comparingDouble(it -> positions(it).mean()));
    if (other.isEmpty()) {
      return;
    }
    ArrayReading standard = readings.get(0);
    boolean asShaped = mine.form() == standard.form() && mine.degrees() == standard.degrees();
    BlockErrors without = positions(other.get());
    boolean mustBeStated =
        standard.form() == RotationForm.SIX_D_COLUMNS || standard.form() == RotationForm.SIX_D_ROWS;
    String kind = mine.degrees() ? "angles" : "rotations";
    String value = mine.degrees() ? "degrees" : mine.form().word();
    if (!isClearlyBetterThan(without) && (mustBeStated || !asShaped)) {
      take(mustBeStated ? guess : other.get().with(standardOf(mine)));
      add("rotations", Verdict.CANNOT_TELL, standard.form().word(), without, "both fit alike");
    } else {
      add(kind, asShaped && !mustBeStated ? Verdict.AS_STATED : Verdict.FOUND, value, without, "");
    }
  }

  private ArrayReading standardOf(ArrayReading mine) {
    ArrayReading standard = readings.get(0);
    return new ArrayReading(standard.form(), standard.degrees(), mine.sides());
  }

  private Guess bestAxes(Guess of) {
    PointMatch agreement = PointMatch.of(motions, of.reading(), of.framesPerRow(), of.shift());
    return of.with(
        search.axes().stream().max(Comparator.comparingDouble(agreement::cosine)).orElseThrow());
  }

  private void axes() {
    if (guess.axes().equals(AxisMap.CAMERA)) {
      PointMatch agreement =
          PointMatch.of(motions, guess.reading(), guess.framesPerRow(), guess.shift());
      AxisMap next =
          search.axes().stream()
              .filter(it -> !it.equals(AxisMap.CAMERA))
              .max(Comparator.comparingDouble(agreement::cosine))
              .orElseThrow();
      add("axes", Verdict.AS_STATED, "camera", positions(guess.with(next)), "as " + next.word());
      return;
    }
    BlockErrors without = positions(guess.with(AxisMap.CAMERA));
    if (isClearlyBetterThan(without)) {
      String words = guess.axes().isTurn() ? "" : "axes of the left hand, which mirror people";
      add("axes", Verdict.FOUND, guess.axes().word(), without, words);
    } else {
      take(guess.with(AxisMap.CAMERA));
      add("axes", Verdict.CANNOT_TELL, "camera", errors, "two maps of axes fit alike");
    }
  }

  private void sides() {
    ArrayReading mine = guess.reading();
    Guess other =
        readings.stream()
            .filter(it -> it.form() == mine.form() && it.degrees() == mine.degrees())
            .filter(it -> it.sides() != mine.sides())
            .map(guess::with)
            .min(Comparator.comparingDouble(it -> positions(it).mean()))
            .orElseThrow();
    boolean named = mine.equals(mine.asNamed());
    BlockErrors without = positions(named ? other : guess.with(mine.asNamed()));
    if (named) {
      add("sides", Verdict.AS_STATED, "as-named", without, "as " + other.reading().sides().word());
    } else if (isClearlyBetterThan(without)) {
      add("sides", Verdict.FOUND, mine.sides().word(), without, "");
    } else {
      take(guess.with(mine.asNamed()));
      add("sides", Verdict.CANNOT_TELL, "as-named", errors, "left and right fit alike");
    }
  }

  private void unit() {
    double scale = guess.scale();
    if (Search.unit(scale).filter(it -> it == scale).isEmpty()) {
      add(
          "unit",
          Verdict.CANNOT_TELL,
          "m",
          errors,
          String.format(
              Locale.ROOT,
              "people are %.3g times as large as in metres, which is no usual unit",
              1 / scale));
      take(guess.scaled(1));
    } else if (scale == 1) {
      add("unit", Verdict.AS_STATED, "m", positions(guess.scaled(0.01)), "as cm");
    } else {
      add("unit", Verdict.FOUND, scale < 0.005 ? "mm" : "cm", positions(guess.scaled(1)), "");
    }
  }

  /** Whether an error is more than these conventions explain. */
  public static boolean isPoor(ConventionFindings findings) {
    return findings.explainedMm() > POOR;
  }
}
