package hmrbench.run;

import hmrbench.config.ExperimentConfig;
import hmrbench.config.ModelConfig;
import hmrbench.config.ModelConfig.Predictions;
import hmrbench.config.PredictionReading;
import hmrbench.config.PredictionReading.Angles;
import hmrbench.core.Clip;
import hmrbench.core.Decimals;
import hmrbench.core.Fault;
import hmrbench.core.Fixes;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.RotationForm;
import hmrbench.core.Sides;
import hmrbench.data.official.FrameNumbers;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionFile;
import hmrbench.data.official.PredictionMatch;
import hmrbench.metric.detect.ArrayReading;
import hmrbench.metric.detect.ConventionDetector;
import hmrbench.metric.detect.ConventionFinding;
import hmrbench.metric.detect.ConventionFinding.Verdict;
import hmrbench.metric.detect.ConventionFindings;
import hmrbench.metric.detect.MotionPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds in which conventions a file of predictions is, against the truth of a data set. */
public final class ConventionSearch {

  /** Rows that are looked at: the first of every track, as many of each. */
  private static final int MOST_ROWS = 2400;

  private static final int FEWEST_ROWS = 120;
  private static final List<Sides> OF_BODIES =
      List.of(Sides.AS_NAMED, Sides.EXCHANGED, Sides.MIRRORED);
  private static final List<Sides> OF_POINTS =
      List.of(Sides.AS_NAMED, Sides.EXCHANGED, Sides.LEGS, Sides.ARMS);

  /**
   * What came out.
   *
   * @param rows of the file that were compared
   * @param findings about its conventions
   * @param as tracks whose names do not identify their sequences
   * @param options of {@code score} that read the file as it was meant; empty where none are needed
   * @param remarks what else must be known
   */
  public record Result(
      int rows,
      ConventionFindings findings,
      Map<String, String> as,
      String options,
      List<String> remarks) {

    public Result {
      as = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(as));
      remarks = List.copyOf(remarks);
    }
  }

  private final Path file;
  private final Predictions config;
  private final DataSource source;
  private final double rate;
  private final Map<String, List<String>> labels;
  private final Map<ArrayReading, Map<String, PredictedPerson>> people = new LinkedHashMap<>();
  private final List<ArrayReading> readings = new ArrayList<>();
  private final Map<String, MotionPair> motions = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();
  private boolean bodies;

  private ConventionSearch(Predictions config, DataSource source) {
    this.file = config.checkpoint().get(0);
    this.config = config;
    this.source = source;
    this.rate = source.dataset().nativeFramesPerSecond();
    this.labels = source.frameLabels(rate);
  }

  /**
   * Looks at the predictions of a question that `score` could answer.
   *
   * @throws Fault if the file cannot be read, or nothing in it can be held against the data set
   */
  public static Result of(ExperimentConfig question) {
    ModelConfig model = question.models().get(0);
    if (!(model instanceof Predictions predictions)) {
      throw new IllegalArgumentException("no predictions: " + model);
    }
    try (DataSource source =
        DataSource.open(question.datasets().get(0), Optional.<Integer>empty())) {
      return new ConventionSearch(predictions, source).result();
    }
  }

  private Result result() {
    read();
    Map<String, String> pairs = named();
    Map<String, String> as = new LinkedHashMap<>();
    if (pairs.isEmpty()) {
      as.putAll(tracks(labels.keySet().stream().toList()));
      pairs.putAll(as);
    }
    if (pairs.isEmpty()) {
      throw Fault.asked(
          "%s: no track of it is named after a sequence of data set %s, and none is clearly one of its"
              + " people; the tracks are %s, the sequences %s, ...; say whose sequence one is with"
              + " --as PERSON=SEQUENCE",
          file,
          source.dataset().name(),
          String.join(", ", persons()),
          labels.keySet().stream().findFirst().orElse(""));
    }
    ConventionFindings findings = detect(pairs);
    Map<String, String> exchanged = exchanged(pairs, findings);
    if (!exchanged.isEmpty()) {
      as.putAll(exchanged);
      pairs.putAll(exchanged);
      findings = detect(pairs);
    }
    if (ConventionDetector.isPoor(findings)) {
      remarks.add(
          "the error that is left is more than these conventions explain: another order of joints"
              + " (--joints), another person, or a bad prediction");
    }
    int rows =
        pairs.entrySet().stream().mapToInt(it -> motion(it.getKey(), it.getValue()).rows()).sum();
    return new Result(rows, findings, as, options(findings, as), remarks);
  }

  // ------------------------------------------------------------------ the file

  /** Reads the file in every way that its arrays allow. */
  private void read() {
    Fault refusal = null;
    PredictionReading base = config.reading();
    for (RotationForm form : RotationForm.values()) {
      for (Angles angles : Angles.values()) {
        try {
          List<PredictionFile> files =
              PredictionFile.readAll(file, base.with(Fixes.NONE.withRotations(form)).with(angles));
          PredictionMatch.requirePeople(files, config.sequenceOf());
          add(form, angles == Angles.DEGREES, files);
        } catch (Fault e) {
          refusal = refusal == null ? e : refusal;
        }
      }
    }
    if (people.isEmpty()) {
      throw Objects.requireNonNull(refusal);
    }
  }

  private void add(RotationForm form, boolean degrees, List<PredictionFile> files) {
    List<PredictedPerson> all = files.stream().flatMap(it -> it.people().stream()).toList();
    bodies = all.stream().allMatch(it -> it.smpl().isPresent());
    boolean hasTurns = all.stream().anyMatch(it -> it.turns().isPresent());
    if ((degrees && !hasTurns) || (!bodies && form != RotationForm.AS_SHAPED)) {
      return;
    }
    Map<String, List<PredictedPerson>> pieces = new LinkedHashMap<>();
    for (PredictedPerson person : all) {
      List<PredictedPerson> same = pieces.computeIfAbsent(person.name(), name -> new ArrayList<>());
      if (same.isEmpty() || same.get(0).joins(person)) {
        same.add(person);
      }
    }
    Map<String, PredictedPerson> byName = new LinkedHashMap<>();
    pieces.forEach((name, same) -> byName.put(name, PredictedPerson.joined(same)));
    for (Sides sides : bodies ? OF_BODIES : OF_POINTS) {
      ArrayReading reading = new ArrayReading(form, degrees, sides);
      readings.add(reading);
      people.put(reading, byName);
    }
  }

  private List<String> persons() {
    return List.copyOf(Objects.requireNonNull(people.get(readings.get(0))).keySet());
  }

  private PredictedPerson person(ArrayReading reading, String name) {
    return Objects.requireNonNull(Objects.requireNonNull(people.get(reading)).get(name));
  }

  private Map<String, String> named() {
    Map<String, String> pairs = new LinkedHashMap<>();
    List<String> all = persons();
    for (String name : all) {
      PredictionMatch.sequenceOf(
              person(readings.get(0), name), all.size() == 1, labels, config.sequenceOf())
          .ifPresent(sequence -> pairs.put(name, sequence));
    }
    return pairs;
  }

  // ------------------------------------------------------------------ its motion

  private ConventionFindings detect(Map<String, String> pairs) {
    List<MotionPair> all =
        pairs.entrySet().stream().map(it -> motion(it.getKey(), it.getValue())).toList();
    ConventionFindings findings = ConventionDetector.of(all, readings, rate, bodies);
    if (Double.isNaN(findings.explainedMm())) {
      throw Fault.asked(
          "%s: none of its frames is a frame of data set %s, nor within %d frames of one; the data set"
              + " names its frames %s, ...",
          file,
          source.dataset().name(),
          ConventionDetector.MOST_SHIFT,
          String.join(
              ", ",
              labels.values().stream().findFirst().orElse(List.of()).stream().limit(3).toList()));
    }
    return findings;
  }

  private MotionPair motion(String person, String sequence) {
    return motions.computeIfAbsent(
        person + "\n" + sequence,
        key -> {
          PredictionMatch.requireOnce(file.toString(), sequence, person(readings.get(0), person));
          Clip clip = source.clip(List.copyOf(labels.keySet()).indexOf(sequence), rate);
          int[] rows = rows(person);
          MotionPair motion =
              new MotionPair(clip.truth(), known(clip), frames(person, sequence, rows));
          readings.forEach(it -> motion.add(it, points(it, person, rows)));
          return motion;
        });
  }

  private int[] rows(String person) {
    int most = Math.max(FEWEST_ROWS, MOST_ROWS / persons().size());
    return IntStream.range(0, Math.min(most, person(readings.get(0), person).frames().size()))
        .toArray();
  }

  private static FrameMask known(Clip clip) {
    boolean[] known = new boolean[clip.frames()];
    for (int t = 0; t < known.length; t++) {
      known[t] = clip.valid().get(t) && clip.counted().get(t);
    }
    return FrameMask.of(known);
  }

  /** Frames as the file numbers them, or its rows where these numbers are not the data set's. */
  private double[] frames(String person, String sequence, int... rows) {
    PredictedPerson them = person(readings.get(0), person);
    List<String> names = them.frames();
    List<String> theirs = Objects.requireNonNull(labels.get(sequence));
    double[] frames = FrameNumbers.of(theirs).map(it -> it.framesOf(them)).orElse(new double[0]);
    long known =
        Arrays.stream(frames)
            .filter(it -> it == Math.rint(it) && it > -theirs.size() && it < 5.0 * theirs.size())
            .count();
    if (2 * known >= names.size()) {
      return IntStream.of(rows).mapToDouble(row -> frames[row]).toArray();
    }
    remarks.add(
        "%s: its frames are named %s, ..., those of the data set %s, ...: rows are taken in their order; name frames as the data set does"
            .formatted(
                person,
                String.join(", ", names.stream().limit(3).toList()),
                String.join(", ", theirs.stream().limit(3).toList())));
    return IntStream.of(rows).mapToDouble(row -> row).toArray();
  }

  private FloatGrid points(ArrayReading reading, String name, int... rows) {
    PredictedPerson person = person(reading, name);
    Fixes sides = Fixes.NONE.withSides(reading.sides());
    JointSet scored = source.recipe().joints();
    if (bodies) {
      return source
          .body()
          .joints(
              FixedPoses.of(person.smpl().orElseThrow().rows(rows), sides), source.recipe(), rate)
          .metres();
    }
    if (person.mesh().isPresent()) {
      FloatGrid read =
          source
              .body()
              .jointsOfMeshes(person.mesh().get().rows(rows), source.recipe(), rate)
              .metres();
      return FixedPoses.of(read, scored, sides);
    }
    PredictedPerson.Joints joints =
        person
            .joints()
            .orElseThrow(
                () ->
                    Fault.asked(
                        "%s: some of its tracks hold bodies and others joints; give files of one"
                            + " kind",
                        file));
    FloatGrid metres =
        JointColumns.of(file.toString(), joints, scored).of(joints.metres().rows(rows));
    return FixedPoses.of(metres, scored, sides);
  }

  // ------------------------------------------------------------------ its tracks

  private Map<String, String> tracks(List<String> sequences) {
    return new DetectedTracks(persons(), sequences, this::motion, readings, rate, bodies).find();
  }

  /** Wrong names: other sequences of the same names explain far more. */
  private Map<String, String> exchanged(Map<String, String> pairs, ConventionFindings findings) {
    if (pairs.size() < 2 || !ConventionDetector.isPoor(findings)) {
      return Map.of();
    }
    Map<String, String> found = tracks(pairs.values().stream().distinct().toList());
    Map<String, String> others = new LinkedHashMap<>(found);
    others.entrySet().removeIf(it -> it.getValue().equals(pairs.get(it.getKey())));
    if (others.isEmpty()) {
      return Map.of();
    }
    Map<String, String> all = new LinkedHashMap<>(pairs);
    all.putAll(others);
    return detect(all).explainedMm() < 0.7 * findings.explainedMm() ? others : Map.of();
  }

  // ------------------------------------------------------------------ what to ask for

  private String options(ConventionFindings findings, Map<String, String> as) {
    List<String> options = new ArrayList<>();
    Fixes fixes = findings.fixes();
    boolean unitFound =
        findings.all().stream()
            .anyMatch(it -> it.kind().equals("unit") && it.verdict() == Verdict.FOUND);
    if (unitFound) {
      double metres = config.reading().unit().metres() * findings.scale();
      Arrays.stream(PredictionReading.Unit.values())
          .filter(it -> Math.abs(it.metres() / metres - 1) < 1e-6)
          .findFirst()
          .ifPresent(it -> options.add("--unit " + it.key()));
    }
    if (findings.degrees()) {
      options.add("--angles degrees");
    }
    if (fixes.rate().isPresent()) {
      fixes = rated(fixes, fixes.rate().get(), options);
    }
    if (!fixes.isNone()) {
      options.add("--fix " + fixes);
    }
    as.forEach((person, sequence) -> options.add("--as %s=%s".formatted(person, sequence)));
    return String.join(" ", options);
  }

  /** Rows of a slower file are scored at its rate; one whose frames lie between cannot be. */
  private Fixes rated(Fixes fixes, double own, List<String> options) {
    double times = own < rate ? rate / own : own / rate;
    if (Math.abs(times - Math.rint(times)) > 1e-6) {
      remarks.add(
          "its %s frames/s have no frames in common with most of the %s of the data set: resample it to %s, no fix does"
              .formatted(
                  Decimals.atMost(3, own), Decimals.atMost(3, rate), Decimals.atMost(3, rate)));
      return fixes.withRate(Optional.empty()).withShift(0);
    }
    if (own < rate) {
      options.add("--fps " + Decimals.atMost(3, own));
    }
    return fixes;
  }

  /** One line per convention, as the command prints them. */
  public static List<String> lines(ConventionFindings findings) {
    List<String> lines = new ArrayList<>();
    for (ConventionFinding finding : findings.all()) {
      lines.add(
          String.format(
              java.util.Locale.ROOT,
              "  %-10s %-11s %-22s %s",
              finding.kind(),
              switch (finding.verdict()) {
                case FOUND -> "found";
                case AS_STATED -> "as stated";
                case CANNOT_TELL -> "cannot tell";
              },
              finding.value(),
              finding.evidence()));
    }
    return lines;
  }
}
