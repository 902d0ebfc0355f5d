package hmrbench.model.filter;

import static java.util.stream.Collectors.joining;

import hmrbench.config.Nearest;
import hmrbench.core.Fault;
import hmrbench.core.KeypointTrack;
import hmrbench.model.Filter;
import hmrbench.model.fitting.DetectorNoise;
import hmrbench.model.fitting.FittingFilter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The filters that a config can name; a name holds the filter's parameters. */
public final class Filters {

  /** The name of "no filter". */
  public static final String NONE = "none";

  /** Lookahead of a filter that needs the whole sequence. */
  public static final int WHOLE_SEQUENCE = Integer.MAX_VALUE;

  /** Ratio of TCMR evaluate.py --filter. */
  private static final double SLERP_RATIO = 0.3;

  /** Defaults of VIBE demo.py --smooth. */
  private static final double ONE_EURO_MIN_CUTOFF = 0.004;

  private static final double ONE_EURO_BETA = 0.7;

  private static final String NUMBER = "(\\d+(?:\\.\\d+)?)";
  private static final String COUNT = "(\\d{1,5})";

  /** Prefix of a family name: the run chooses its parameters on validation data. */
  private static final String BEST = "best-";

  /** Every family, in the order of lists. To add one, add a line here. */
  private static final Filters ALL =
      new Filters(
          List.of(
              new PatternFamily(
                  NONE,
                  NONE,
                  NONE,
                  "predictions as they are",
                  List.of(),
                  Pattern.compile(NONE),
                  match -> new NoFilter()),
              new PatternFamily(
                  "slerp",
                  "slerp-RATIO",
                  "slerp-0.3",
                  "each frame moves RATIO of the way from the smoothed one before it; causal, lags"
                      + " (TCMR --filter: 0.3)",
                  named("slerp-%s", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "0.95"),
                  Pattern.compile("slerp(?:-" + NUMBER + ")?"),
                  Filters::slerp),
              new PatternFamily(
                  "one-euro",
                  "one-euro[-MIN_CUTOFF-BETA]",
                  "one-euro-0.004-0.7",
                  "low-pass whose cutoff rises with speed, on axis-angle; causal (VIBE --smooth:"
                      + " 0.004 and 0.7)",
                  named(
                      "one-euro-%s",
                      "0.004-0.7",
                      "0.004-2",
                      "0.004-5",
                      "0.05-0.7",
                      "0.05-2",
                      "0.05-5",
                      "0.2-0",
                      "0.2-0.7",
                      "0.2-2",
                      "0.2-5",
                      "0.5-0",
                      "0.5-2"),
                  Pattern.compile("one-euro(?:-" + NUMBER + "-" + NUMBER + ")?"),
                  Filters::oneEuro),
              new PatternFamily(
                  "savgol",
                  "savgol-WINDOW-DEGREE",
                  "savgol-7-2",
                  "polynomial fit over an odd WINDOW of frames, on rotation matrices",
                  named("savgol-%s", "5-2", "7-2", "9-2", "11-2", "13-2", "17-2", "21-2"),
                  Pattern.compile("savgol-" + COUNT + "-" + COUNT),
                  Filters::savitzkyGolay),
              new PatternFamily(
                  "gaussian",
                  "gaussian-SIGMA",
                  "gaussian-2",
                  "Gaussian mean with SIGMA in frames, on rotation matrices",
                  named("gaussian-%s", "0.5", "0.75", "1", "1.5", "2", "2.5", "3", "4"),
                  Pattern.compile("gaussian-" + NUMBER),
                  Filters::gaussian),
              new PatternFamily(
                  "butterworth",
                  "butterworth-HERTZhz",
                  "butterworth-6hz",
                  "low-pass of second order, forwards and backwards, on rotation matrices; needs"
                      + " the whole sequence",
                  named("butterworth-%shz", "2", "3", "4", "5", "6", "8", "10"),
                  Pattern.compile("butterworth-" + NUMBER + "hz"),
                  Filters::butterworth),
              new PatternFamily(
                  "average",
                  "average-WINDOW",
                  "average-5",
                  "mean over an odd WINDOW of frames, on rotation matrices",
                  named("average-%s", "3", "5", "7", "9", "11", "15"),
                  Pattern.compile("average-" + COUNT),
                  Filters::average),
              new PatternFamily(
                  "fitting",
                  "fitting[-PIXELSpx[-seedSEED]]",
                  "fitting-3px",
                  "no smoothing: fits pose, shape and camera of each frame to its 2D joints, from"
                      + " the model's body; true 2D joints are given a detector's error of PIXELS"
                      + " (of a crop of 224; 3), 0px leaves them true; joints that a detector found"
                      + " stay as they are, under the name fitting",
                  List.of(),
                  Pattern.compile("fitting(?:-" + NUMBER + "px(?:-seed" + COUNT + ")?)?"),
                  Filters::fitting)));

  private final List<FilterFamily> families;

  /** Filters of these families. */
  public Filters(List<FilterFamily> families) {
    this.families = List.copyOf(families);
  }

  /** Filters of every family of this program. */
  public static Filters all() {
    return ALL;
  }

  /** The families, in the order in which they are listed. */
  public List<FilterFamily> families() {
    return families;
  }

  private static List<String> named(String pattern, String... parameters) {
    return Stream.of(parameters).map(pattern::formatted).toList();
  }

  /**
   * The filters that {@code best-FAMILY} is chosen from, weakest or as listed first.
   *
   * @return empty where the name is no such one
   */
  public Optional<List<String>> candidates(String name) {
    return families.stream()
        .filter(family -> !family.candidates().isEmpty())
        .filter(family -> name.equals(BEST + family.key()))
        .map(FilterFamily::candidates)
        .findFirst();
  }

  /** All names {@code best-FAMILY}. */
  public List<String> chosen() {
    return families.stream()
        .filter(family -> !family.candidates().isEmpty())
        .map(family -> BEST + family.key())
        .sorted()
        .toList();
  }

  /**
   * The filter of a name.
   *
   * @throws Fault if there is none of this name, with the nearest one that there is, or if its
   *     parameters make no sense
   */
  public Filter parse(String name) {
    return families.stream()
        .flatMap(family -> family.filter(name).stream())
        .findFirst()
        .orElseThrow(
            () ->
                Fault.asked(
                    "unknown filter %s; did you mean %s? Filters are: %s",
                    name,
                    Nearest.closest(name, families.stream().map(FilterFamily::example).toList()),
                    families.stream().map(FilterFamily::usage).collect(joining(", "))));
  }

  private static Filter slerp(Matcher match) {
    double ratio = number(match, 1, SLERP_RATIO);
    require(match, ratio > 0 && ratio <= 1, "the ratio must be above 0 and at most 1");
    return new SlerpFilter(match.group(), ratio);
  }

  private static Filter oneEuro(Matcher match) {
    double minCutoff = number(match, 1, ONE_EURO_MIN_CUTOFF);
    require(match, minCutoff > 0, "the lowest cutoff must be above 0");
    return new OneEuroFilter(match.group(), minCutoff, number(match, 2, ONE_EURO_BETA));
  }

  private static Filter savitzkyGolay(Matcher match) {
    int window = Integer.parseInt(match.group(1));
    int degree = Integer.parseInt(match.group(2));
    require(match, window % 2 == 1, "the window must be an odd number of frames");
    require(match, degree < window, "the degree must be below the window");
    return new MatrixFilter(match.group(), window / 2, new SavitzkyGolay(window, degree));
  }

  private static Filter gaussian(Matcher match) {
    double sigma = number(match, 1, 0);
    require(match, sigma > 0 && sigma <= 1000, "sigma must be above 0 and at most 1000 frames");
    KernelSmoother kernel = KernelSmoother.gaussian(sigma);
    return new MatrixFilter(match.group(), kernel.reachFrames(), kernel);
  }

  private static Filter butterworth(Matcher match) {
    double cutoff = number(match, 1, 0);
    require(match, cutoff > 0, "the cutoff must be above 0 Hz");
    return new MatrixFilter(match.group(), WHOLE_SEQUENCE, new Butterworth(cutoff));
  }

  private static Filter average(Matcher match) {
    int window = Integer.parseInt(match.group(1));
    require(match, window % 2 == 1, "the window must be an odd number of frames");
    KernelSmoother kernel = KernelSmoother.average(window);
    return new MatrixFilter(match.group(), kernel.reachFrames(), kernel);
  }

  private static Filter fitting(Matcher match) {
    if (match.group(1) == null) {
      return new FittingFilter(match.group(), Optional.empty());
    }
    double pixels = number(match, 1, 0);
    require(
        match,
        pixels <= KeypointTrack.HALF_CROP_PIXELS,
        "the error of 2D joints must be at most 112 pixels, half a crop");
    String seed = match.group(2);
    return new FittingFilter(
        match.group(),
        Optional.of(new DetectorNoise(pixels, seed == null ? 1 : Long.parseLong(seed))));
  }

  private static double number(Matcher match, int group, double otherwise) {
    String text = match.group(group);
    return text == null ? otherwise : Double.parseDouble(text);
  }

  private static void require(Matcher match, boolean holds, String what) {
    if (!holds) {
      throw Fault.asked("filter %s: %s", match.group(), what);
    }
  }
}
