package hmrbench.data.official;

import hmrbench.core.Fixes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Frame names as numbers: those of a data set begin at a number and lie a step apart, such as
 * moments in 1/600 s.
 */
public final class FrameNumbers {

  private static final double WHOLE = 1e-6;

  private final long first;
  private final long step;

  private FrameNumbers(long first, long step) {
    this.first = first;
    this.step = step;
  }

  /** Of the frames of a sequence, where all their names end in a number. */
  public static Optional<FrameNumbers> of(List<String> labels) {
    long[] numbers = numbers(labels);
    if (numbers.length == 0) {
      return Optional.empty();
    }
    long step = 0;
    for (int t = 1; t < numbers.length; t++) {
      step = greatestCommonDivisor(step, Math.abs(numbers[t] - numbers[t - 1]));
    }
    return Optional.of(new FrameNumbers(numbers[0], Math.max(1, step)));
  }

  /** The numbers at the end of names, or none where one has none. */
  private static long[] numbers(List<String> labels) {
    return FrameRows.numbers(labels.stream().map(FrameRows::bare).toList());
  }

  /** How many frames after the first one of the data set each row of a person is. */
  public double[] framesOf(PredictedPerson person) {
    return person.inOrder().isPresent()
        ? person.frames().stream().mapToDouble(Double::parseDouble).toArray()
        : framesOf(person.frames());
  }

  /** How many frames after the first one of the data set each name is; none without numbers. */
  private double[] framesOf(List<String> labels) {
    long[] numbers = numbers(labels);
    double[] frames = new double[numbers.length];
    for (int t = 0; t < frames.length; t++) {
      frames[t] = (double) (numbers[t] - first) / step;
    }
    return frames;
  }

  private String label(long frame) {
    return Long.toString(first + frame * step);
  }

  /**
   * People whose frames have the numbers of the data set; rows between its frames are left out.
   *
   * @param labels names of the frames of every sequence
   * @param renamed sequences of persons with other names
   * @param rate of the data set, in hertz
   */
  public static PredictionFile renumbered(
      PredictionFile file,
      Map<String, List<String>> labels,
      Map<String, String> renamed,
      Fixes fixes,
      double rate) {
    List<PredictedPerson> people = new ArrayList<>();
    for (PredictedPerson person : file.people()) {
      Optional<FrameNumbers> numbers =
          PredictionMatch.sequenceOf(person, file.people().size() == 1, labels, renamed)
              .map(labels::get)
              .flatMap(FrameNumbers::of);
      people.add(numbers.map(it -> it.renumbered(person, fixes, rate)).orElse(person));
    }
    return new PredictionFile(
        file.file(), file.format(), people, file.remarks(), file.framesPerSecond());
  }

  private PredictedPerson renumbered(PredictedPerson person, Fixes fixes, double rate) {
    double[] frames = framesOf(person);
    double perFrame = rate / fixes.rate().orElse(rate);
    List<String> names = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < frames.length; row++) {
      double frame = frames[row] * perFrame + fixes.shift();
      if (Math.abs(frame - Math.rint(frame)) < WHOLE && first + frame * step >= 0) {
        rows.add(row);
        names.add(label((long) Math.rint(frame)));
      }
    }
    return person.renumbered(names, rows.stream().mapToInt(Integer::intValue).toArray());
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
