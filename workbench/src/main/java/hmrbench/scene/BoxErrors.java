package hmrbench.scene;

import hmrbench.data.rendered.Boxes;
import hmrbench.data.sim.RandomStream;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.geometry.BoxSmoothing;
import hmrbench.picture.geometry.PersonScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Boxes as a detector gives them: a steady offset, a slow drift, jitter, frames in which it misses
 * the person. All are functions of the seed and of the moment, so that the boxes of 15 frames/s are
 * every second ones of 30.
 */
public final class BoxErrors {

  // Standard deviations as shares of the box's side, near what detectors reach on whole people.
  private static final double OFFSET = 0.03;
  private static final double SIZE_OFFSET = 0.05;
  private static final double DRIFT = 0.02;
  private static final double JITTER = 0.012;

  private static final double MISSED = 0.04;

  /** The person is missed for a while with this probability in each of these spans. */
  private static final double MISSED_SPAN = 0.04;

  private static final double SPAN_SECONDS = 0.4;
  private static final double TICKS_PER_SECOND = 600;
  private static final int WAVES = 3;

  private final long seed;
  private final double[] offset = new double[3];
  private final double[] amplitude = new double[3 * WAVES];
  private final double[] speed = new double[3 * WAVES];
  private final double[] phase = new double[3 * WAVES];

  /** The errors of one scene. */
  public BoxErrors(SceneKey key) {
    this.seed = key.stream(Purpose.BOX);
    RandomStream draws = RandomStream.of(seed);
    for (int part = 0; part < offset.length; part++) {
      offset[part] = (part == 2 ? SIZE_OFFSET : OFFSET) * draws.normal();
    }
    for (int i = 0; i < amplitude.length; i++) {
      amplitude[i] = DRIFT * Math.sqrt(2.0 / WAVES) * draws.normal();
      speed[i] = 2 * Math.PI * draws.uniform(0.05, 0.5);
      phase[i] = draws.uniform(0, 2 * Math.PI);
    }
  }

  /**
   * What a detector gives at a moment; nothing where it misses the person.
   *
   * @param truth the box around the person
   */
  public Optional<Box> detected(Box truth, double seconds) {
    RandomStream draws = RandomStream.of(seed, 1, Math.round(seconds * TICKS_PER_SECOND));
    double jitterX = draws.normal();
    double jitterY = draws.normal();
    double jitterSize = draws.normal();
    boolean missed = draws.uniform() < MISSED;
    long span = (long) Math.floor(seconds / SPAN_SECONDS);
    if (missed || RandomStream.of(seed, 2, span).uniform() < MISSED_SPAN) {
      return Optional.empty();
    }
    double side = Math.max(truth.width(), truth.height());
    return Optional.of(
        truth
            .moved(
                side * (offset[0] + drift(0, seconds) + JITTER * jitterX),
                side * (offset[1] + drift(1, seconds) + JITTER * jitterY))
            .scaled(StrictMath.exp(offset[2] + drift(2, seconds) + JITTER * jitterSize)));
  }

  private double drift(int part, double seconds) {
    double sum = 0;
    for (int i = part * WAVES; i < (part + 1) * WAVES; i++) {
      sum += amplitude[i] * StrictMath.sin(speed[i] * seconds + phase[i]);
    }
    return sum;
  }

  /**
   * The squares that crops of a clip are cut from, one per frame, before they are enlarged.
   *
   * @param truth the boxes around the person
   * @param seconds the moments of the frames
   */
  public List<Box> squares(Boxes kind, List<Box> truth, double... seconds) {
    if (kind == Boxes.PERFECT) {
      return truth.stream().map(Box::square).toList();
    }
    List<Optional<PersonScale>> seen = new ArrayList<>();
    for (int t = 0; t < seconds.length; t++) {
      seen.add(detected(truth.get(t), seconds[t]).map(PersonScale::ofBox));
    }
    Optional<BoxSmoothing.Span> span = BoxSmoothing.withoutGaps(seen);
    if (span.isEmpty()) {
      return truth.stream().map(Box::square).toList(); // Never seen: someone draws a box by hand.
    }
    List<PersonScale> values = span.get().values();
    if (kind == Boxes.SMOOTHED) {
      values = BoxSmoothing.FOR_TRACKS.smooth(values);
    }
    List<Box> squares = new ArrayList<>();
    for (int t = 0; t < seconds.length; t++) {
      // Before the first and after the last frame in which it was seen the box stays where it is.
      int at = Math.max(0, Math.min(values.size() - 1, t - span.get().first()));
      squares.add(values.get(at).square(1));
    }
    return squares;
  }
}
