package hmrbench.picture.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Steadies a person's place and size over time: a median against outliers, then a Gaussian against
 * jitter, on centre and scale separately.
 *
 * <p>Source: TCMR lib/utils/smooth_bbox.py at c41fdd7.
 *
 * @param medianFrames window of the median, odd
 * @param sigmaFrames standard deviation of the Gaussian
 * @param ends what the median sees beyond the ends
 */
public record BoxSmoothing(int medianFrames, double sigmaFrames, Ends ends) {

  /** What the conversion of 3DPW and the key point demo use. */
  public static final BoxSmoothing OFFICIAL = new BoxSmoothing(11, 8, Ends.ZEROS);

  /** The same for spans of any length: a span of 5 frames has no zero in its median. */
  public static final BoxSmoothing FOR_TRACKS = new BoxSmoothing(11, 8, Ends.NEAREST);

  /** What the median sees beyond the first and the last frame. */
  public enum Ends {
    /**
     * Zeros, as scipy.signal.medfilt pads. Near an end the median is then a low value of the frames
     * around, and 0 for spans of up to half the window.
     */
    ZEROS,
    /** The first and the last value again. */
    NEAREST
  }

  public BoxSmoothing {
    if (medianFrames < 1 || medianFrames % 2 == 0 || !(sigmaFrames > 0)) {
      throw new IllegalArgumentException(
          "medianFrames must be odd and sigmaFrames above 0, got %d and %s"
              .formatted(medianFrames, sigmaFrames));
    }
  }

  /**
   * A run of frames from the first to the last in which a person was seen.
   *
   * @param first frame of the first value
   * @param values one per frame, without gaps
   */
  public record Span(int first, List<PersonScale> values) {
    public Span {
      values = List.copyOf(values);
    }

    /** One past the last frame. */
    public int end() {
      return first + values.size();
    }
  }

  /**
   * Closes the gaps between the first and the last frame in which the person was seen, each by a
   * straight line in time.
   *
   * @param seen one entry per frame
   * @return empty where the person is in no frame
   */
  public static Optional<Span> withoutGaps(List<Optional<PersonScale>> seen) {
    List<PersonScale> values = new ArrayList<>();
    int first = -1;
    int last = -1;
    for (int t = 0; t < seen.size(); t++) {
      if (seen.get(t).isPresent()) {
        PersonScale here = seen.get(t).get();
        if (first < 0) {
          first = t;
        } else {
          PersonScale before = values.get(values.size() - 1);
          for (int gap = last + 1; gap < t; gap++) {
            values.add(between(before, here, (double) (gap - last) / (t - last)));
          }
        }
        values.add(here);
        last = t;
      }
    }
    return first < 0 ? Optional.empty() : Optional.of(new Span(first, values));
  }

  /** The same frames, steadied. */
  public List<PersonScale> smooth(List<PersonScale> values) {
    double[] x = filtered(values, PersonScale::centreX);
    double[] y = filtered(values, PersonScale::centreY);
    double[] scale = filtered(values, PersonScale::scale);
    List<PersonScale> smoothed = new ArrayList<>();
    for (int t = 0; t < values.size(); t++) {
      smoothed.add(new PersonScale(x[t], y[t], scale[t]));
    }
    return smoothed;
  }

  private double[] filtered(List<PersonScale> values, ToDoubleFunction<PersonScale> part) {
    double[] series = values.stream().mapToDouble(part).toArray();
    return SeriesFilters.gaussian(
        SeriesFilters.median(series, medianFrames, ends == Ends.ZEROS), sigmaFrames);
  }

  private static PersonScale between(PersonScale a, PersonScale b, double share) {
    return new PersonScale(
        a.centreX() + share * (b.centreX() - a.centreX()),
        a.centreY() + share * (b.centreY() - a.centreY()),
        a.scale() + share * (b.scale() - a.scale()));
  }
}
