package hmrbench.core;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A read-only float32 array with a shape, row-major. Unlike a record around {@code float[]}, two
 * grids with the same shape and bits are equal.
 *
 * <p>Shapes are written in square brackets in the docs, for example [T, 24, 3]: T frames, 24
 * joints, xyz.
 */
public final class FloatGrid {

  private final int[] shape;
  private final float[] values;

  private FloatGrid(float[] values, int[] shape) {
    long count = count(shape);
    if (count != values.length) {
      throw new IllegalArgumentException(
          "grid of shape %s needs %d values, got %d"
              .formatted(Arrays.toString(shape), count, values.length));
    }
    this.values = values;
    this.shape = shape;
  }

  /** A grid that copies {@code values}. */
  public static FloatGrid copyOf(float[] values, int... shape) {
    return new FloatGrid(values.clone(), shape.clone());
  }

  /**
   * A grid that owns {@code values}: the caller gives the array up and must not write to it again.
   */
  public static FloatGrid owning(float[] values, int... shape) {
    return new FloatGrid(values, shape.clone());
  }

  /** A grid of zeros. */
  public static FloatGrid zeros(int... shape) {
    return new FloatGrid(new float[Math.toIntExact(count(shape))], shape.clone());
  }

  private static long count(int[] shape) {
    long count = 1;
    for (int size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("negative size in shape " + Arrays.toString(shape));
      }
      count = Math.multiplyExact(count, (long) size);
    }
    return count;
  }

  public int rank() {
    return shape.length;
  }

  /** The length of one axis. */
  public int size(int axis) {
    return shape[axis];
  }

  /** A copy of the shape. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of values. */
  public int length() {
    return values.length;
  }

  /** The value at a flat, row-major index. */
  public float get(int flat) {
    return values[flat];
  }

  public float at(int i, int j) {
    return values[i * shape[1] + j];
  }

  public float at(int i, int j, int k) {
    return values[(i * shape[1] + j) * shape[2] + k];
  }

  public float at(int i, int j, int k, int l) {
    return values[((i * shape[1] + j) * shape[2] + k) * shape[3] + l];
  }

  /** A copy of the values, row-major. */
  public float[] toArray() {
    return values.clone();
  }

  /** Copies {@code length} values that start at flat index {@code from} into {@code target}. */
  public void copyTo(int from, float[] target, int targetFrom, int length) {
    System.arraycopy(values, from, target, targetFrom, length);
  }

  /** Copies all values into {@code target}, row-major. */
  public void copyTo(FloatBuffer target) {
    target.put(values);
  }

  /**
   * Grids one after another along the first axis.
   *
   * @param parts one or more, alike in all other axes
   */
  public static FloatGrid stacked(List<FloatGrid> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int[] shape = parts.get(0).shape();
    shape[0] = parts.stream().mapToInt(part -> part.size(0)).sum();
    float[] all = new float[parts.stream().mapToInt(FloatGrid::length).sum()];
    int at = 0;
    for (FloatGrid part : parts) {
      part.copyTo(0, all, at, part.length());
      at += part.length();
    }
    return owning(all, shape);
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive) of the first axis, copied. */
  public FloatGrid rows(int from, int to) {
    int row = rowLength();
    int[] part = shape.clone();
    part[0] = to - from;
    return new FloatGrid(Arrays.copyOfRange(values, from * row, to * row), part);
  }

  /** The rows of the first axis with these indices, in this order; itself where they are all. */
  public FloatGrid rows(int... indices) {
    if (isEveryRow(indices)) {
      return this;
    }
    int row = rowLength();
    float[] picked = new float[Math.multiplyExact(indices.length, row)];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(values, indices[i] * row, picked, i * row, row);
    }
    int[] part = shape.clone();
    part[0] = indices.length;
    return new FloatGrid(picked, part);
  }

  private boolean isEveryRow(int... indices) {
    if (indices.length != shape[0]) {
      return false;
    }
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] != i) {
        return false;
      }
    }
    return true;
  }

  /** The same values under another shape. */
  public FloatGrid reshape(int... newShape) {
    return new FloatGrid(values, newShape.clone());
  }

  /** Whether no value is NaN or infinite. */
  public boolean isFinite() {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private int rowLength() {
    int row = 1;
    for (int axis = 1; axis < shape.length; axis++) {
      row *= shape[axis];
    }
    return row;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FloatGrid that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "FloatGrid" + Arrays.toString(shape);
  }
}
