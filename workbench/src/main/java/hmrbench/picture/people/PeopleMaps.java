package hmrbench.picture.people;

import hmrbench.core.FloatGrid;
import hmrbench.picture.geometry.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * People as maps: a peak where the middle of someone is, and beside it how large their box is (X.
 * Zhou et al., Objects as Points, 2019). The peak is as wide and high as the box asks for, and all
 * cells near the middle say where the box is, each from its own place (Z. Liu et al.,
 * Training-Time- Friendly Network, AAAI 2020): a peak one cell off still gives the box.
 *
 * <ul>
 *   <li>N = pictures, h, w = rows and columns of cells of {@value #STRIDE} x {@value #STRIDE}
 *       pixels
 *   <li>maps [N, 5, h, w]: log odds of a middle; from the cell's middle to the box's, to the right
 *       and down, in cells; logarithms of the box's width and height in cells
 *   <li>targets [N, 6, h, w]: the peaks, 1 in the cell of a middle; the four numbers of the box;
 *       how much these count, which sums to 1 over the cells of a person
 * </ul>
 */
public final class PeopleMaps {

  /** Pixels per cell. */
  public static final int STRIDE = 4;

  /** Numbers of a cell that a network says. */
  public static final int NUMBERS = 5;

  /** Numbers of a cell of a target. */
  public static final int TARGETS = 6;

  /** Of two boxes that overlap by more than this one is of no one, as {@link #people} counts. */
  public static final double SAME_PERSON = 0.6;

  /** Deviation of a peak as a share of the box's side: 0.54 / 6 of TTFNet. */
  private static final double PEAK_SHARE = 0.09;

  /** The least deviation of a peak, in cells. */
  private static final double LEAST_PEAK = 0.6;

  /** From this height of a peak on a cell says where the box is. */
  private static final double NEAR = 0.3;

  /** Logarithms of sides in cells beyond this are no box. */
  private static final double LARGEST = 6;

  private PeopleMaps() {}

  /**
   * The target of a picture [6, h, w].
   *
   * @param people their boxes, in pixels; a middle beyond the picture counts in the nearest cell
   * @param width of the picture, in pixels, a multiple of {@value #STRIDE}
   * @param height of the picture, in pixels, a multiple of {@value #STRIDE}
   */
  public static FloatGrid target(List<Box> people, int width, int height) {
    int columns = width / STRIDE;
    int rows = height / STRIDE;
    float[] target = new float[TARGETS * rows * columns];
    // A cell near two people belongs to the one whose peak is the higher there.
    int[] owner = new int[rows * columns];
    Arrays.fill(owner, -1);
    for (int person = 0; person < people.size(); person++) {
      peak(people.get(person), person, target, owner, columns, rows);
    }
    double[] sums = new double[people.size()];
    for (int cell = 0; cell < owner.length; cell++) {
      if (owner[cell] >= 0 && target[cell] >= NEAR) {
        sums[owner[cell]] += target[cell];
      }
    }
    for (int cell = 0; cell < owner.length; cell++) {
      if (owner[cell] >= 0 && target[cell] >= NEAR) {
        box(people.get(owner[cell]), cell, target, columns, rows);
        target[(TARGETS - 1) * rows * columns + cell] = (float) (target[cell] / sums[owner[cell]]);
      }
    }
    return FloatGrid.owning(target, TARGETS, rows, columns);
  }

  /** Place in cells, counted from the edge of the picture. */
  private static double cells(double pixels) {
    return (pixels + 0.5) / STRIDE;
  }

  private static int cell(double pixels, int cells) {
    return (int) Math.max(0, Math.min(cells - 1, Math.floor(cells(pixels))));
  }

  private static void peak(
      Box box, int person, float[] target, int[] owner, int columns, int rows) {
    int column = cell(box.centreX(), columns);
    int row = cell(box.centreY(), rows);
    double across = Math.max(LEAST_PEAK, PEAK_SHARE * box.width() / STRIDE);
    double down = Math.max(LEAST_PEAK, PEAK_SHARE * box.height() / STRIDE);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        double right = (x - column) / across;
        double below = (y - row) / down;
        float value = (float) Math.exp(-(right * right + below * below) / 2);
        int cell = y * columns + x;
        if (value > target[cell]) {
          target[cell] = value;
          owner[cell] = person;
        }
      }
    }
  }

  private static void box(Box box, int cell, float[] target, int columns, int rows) {
    int cells = rows * columns;
    int row = cell / columns;
    target[cells + cell] = (float) (cells(box.centreX()) - (cell % columns + 0.5));
    target[2 * cells + cell] = (float) (cells(box.centreY()) - (row + 0.5));
    target[3 * cells + cell] = (float) Math.log(box.width() / STRIDE);
    target[4 * cells + cell] = (float) Math.log(box.height() / STRIDE);
  }

  /**
   * The people of a picture by the peaks of its maps, the surest first.
   *
   * @param maps [N, 5, h, w]
   * @param picture which one, from 0
   * @param least score from which a peak counts
   * @param same of two boxes that overlap by more than this the less sure one is dropped
   */
  public static List<FoundPerson> people(FloatGrid maps, int picture, double least, double same) {
    List<FoundPerson> peaks = new ArrayList<>();
    for (int row = 0; row < maps.size(2); row++) {
      for (int column = 0; column < maps.size(3); column++) {
        double odds = maps.at(picture, 0, row, column);
        double score = 1 / (1 + Math.exp(-odds));
        if (score >= least && isPeak(maps, picture, row, column)) {
          peaks.add(new FoundPerson(box(maps, picture, row, column), score));
        }
      }
    }
    peaks.sort(Comparator.comparingDouble(FoundPerson::score).reversed());
    List<FoundPerson> people = new ArrayList<>();
    for (FoundPerson peak : peaks) {
      if (people.stream().noneMatch(it -> it.box().overlap(peak.box()) > same)) {
        people.add(peak);
      }
    }
    return people;
  }

  /** Whether no cell around is higher; of equal ones the first counts. */
  private static boolean isPeak(FloatGrid maps, int picture, int row, int column) {
    float own = maps.at(picture, 0, row, column);
    for (int y = Math.max(0, row - 1); y <= Math.min(maps.size(2) - 1, row + 1); y++) {
      for (int x = Math.max(0, column - 1); x <= Math.min(maps.size(3) - 1, column + 1); x++) {
        float other = maps.at(picture, 0, y, x);
        boolean before = y < row || (y == row && x < column);
        if (other > own || (before && other == own)) {
          return false;
        }
      }
    }
    return true;
  }

  private static Box box(FloatGrid maps, int picture, int row, int column) {
    double x = column + 0.5 + maps.at(picture, 1, row, column);
    double y = row + 0.5 + maps.at(picture, 2, row, column);
    return new Box(
        x * STRIDE - 0.5,
        y * STRIDE - 0.5,
        side(maps.at(picture, 3, row, column)),
        side(maps.at(picture, 4, row, column)));
  }

  private static double side(double logarithm) {
    return STRIDE * Math.exp(Math.max(-LARGEST, Math.min(LARGEST, logarithm)));
  }
}
