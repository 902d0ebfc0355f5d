package hmrbench.core.world;

import hmrbench.core.JointTrack;
import java.util.Arrays;

/** Read-only points over time [T, P, 3], in metres: P points in each of T frames. */
public final class Positions {

  private final int frames;
  private final int points;
  private final double[] values;

  private Positions(int frames, int points, double[] values) {
    if (frames < 0 || points < 1 || values.length != frames * points * 3) {
      throw new IllegalArgumentException(
          "positions [%d, %d, 3] need %d values, got %d"
              .formatted(frames, points, frames * points * 3, values.length));
    }
    this.frames = frames;
    this.points = points;
    this.values = values;
  }

  /** Positions that own {@code values}: the caller must not write to them again. */
  public static Positions owning(int frames, int points, double... values) {
    return new Positions(frames, points, values);
  }

  /** The joints of a track, whatever its axes. */
  public static Positions of(JointTrack track) {
    float[] metres = track.metres().toArray();
    double[] values = new double[metres.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = metres[i];
    }
    return new Positions(track.frames(), track.joints().size(), values);
  }

  /** Number of frames, T. */
  public int frames() {
    return frames;
  }

  /** Number of points per frame, P. */
  public int points() {
    return points;
  }

  /** One coordinate. */
  public double at(int frame, int point, int axis) {
    return values[(frame * points + point) * 3 + axis];
  }

  /** All points of the frames {@code from} (inclusive) to {@code to} (exclusive), flat, copied. */
  public double[] flat(int from, int to) {
    return Arrays.copyOfRange(values, from * points * 3, to * points * 3);
  }

  /** The path of one point [T, 1, 3]. */
  public Positions point(int point) {
    double[] path = new double[frames * 3];
    for (int t = 0; t < frames; t++) {
      System.arraycopy(values, (t * points + point) * 3, path, t * 3, 3);
    }
    return new Positions(frames, 1, path);
  }

  /** Every point of a frame moved by the shift of that frame [T, 1, 3]. */
  public Positions shifted(Positions shift) {
    if (shift.frames != frames || shift.points != 1) {
      throw new IllegalArgumentException(
          "a shift of %s needs [%d, 1, 3], got %s".formatted(this, frames, shift));
    }
    double[] moved = new double[values.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = values[i] + shift.values[i / (points * 3) * 3 + i % 3];
    }
    return new Positions(frames, points, moved);
  }

  /** The frames with these indices, in this order. */
  public Positions rows(int... indices) {
    int row = points * 3;
    double[] picked = new double[indices.length * row];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(values, indices[i] * row, picked, i * row, row);
    }
    return new Positions(indices.length, points, picked);
  }

  /** The first frame with a coordinate that is no finite number, or -1. */
  public int firstNotFinite() {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        return i / (points * 3);
      }
    }
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Positions that
        && frames == that.frames
        && points == that.points
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * points + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Positions[%d, %d, 3]".formatted(frames, points);
  }
}
