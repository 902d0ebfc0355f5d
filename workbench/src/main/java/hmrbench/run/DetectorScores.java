package hmrbench.run;

import hmrbench.picture.geometry.Box;
import hmrbench.picture.people.FoundPerson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well people are found in pictures. In each picture the surest box takes the person whom it
 * overlaps most among those who are free, if they share half of their joint area or more, as in the
 * PASCAL VOC (M. Everingham et al., IJCV 2010); the average precision is the area under precision
 * over recall, precision being the best at that recall or a higher one.
 */
final class DetectorScores {

  /** Least shared over joint area of a box and the person whom it finds. */
  private static final double SHARED = 0.5;

  /** False boxes per picture at which recall is told. */
  private static final double FALSE_PER_PICTURE = 0.1;

  private final List<Decision> decisions = new ArrayList<>();
  private int people;
  private int pictures;

  /**
   * A box.
   *
   * @param overlap with the person whom it found; 0 where it found no one
   */
  record Decision(double score, double overlap) {}

  /**
   * Adds a picture.
   *
   * @param found the surest first
   */
  void add(List<Box> truth, List<FoundPerson> found) {
    decisions.addAll(decided(truth, found));
    people += truth.size();
    pictures++;
  }

  /**
   * Whom each box of a picture finds.
   *
   * @param found the surest first
   */
  static List<Decision> decided(List<Box> truth, List<FoundPerson> found) {
    List<Decision> decisions = new ArrayList<>();
    List<Box> free = new ArrayList<>(truth);
    for (FoundPerson each : found) {
      Box nearest = null;
      double most = 0;
      for (Box person : free) {
        double overlap = person.overlap(each.box());
        if (overlap >= SHARED && overlap > most) {
          nearest = person;
          most = overlap;
        }
      }
      if (nearest != null) {
        free.remove(nearest);
      }
      decisions.add(new Decision(each.score(), most));
    }
    return decisions;
  }

  /** The scores, by name. */
  Map<String, Double> scores() {
    List<Decision> sorted = new ArrayList<>(decisions);
    sorted.sort(Comparator.comparingDouble(Decision::score).reversed());
    int right = 0;
    double overlaps = 0;
    double recall = 0;
    double overlap = 0;
    double[] precision = new double[sorted.size()];
    for (int i = 0; i < sorted.size(); i++) {
      double shared = sorted.get(i).overlap();
      right += shared > 0 ? 1 : 0;
      overlaps += shared;
      precision[i] = (double) right / (i + 1);
      if (i + 1 - right <= FALSE_PER_PICTURE * pictures && right > 0) {
        recall = (double) right / people;
        overlap = overlaps / right;
      }
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("average_precision", averagePrecision(sorted, precision));
    scores.put("recall_at_one_false_in_ten_pictures", recall);
    scores.put("iou_at_one_false_in_ten_pictures", overlap);
    return scores;
  }

  private double averagePrecision(List<Decision> sorted, double[] precision) {
    double best = 0;
    double sum = 0;
    for (int i = precision.length - 1; i >= 0; i--) {
      best = Math.max(best, precision[i]);
      sum += sorted.get(i).overlap() > 0 ? best / people : 0;
    }
    return sum;
  }
}
