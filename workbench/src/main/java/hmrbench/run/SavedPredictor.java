package hmrbench.run;

import hmrbench.config.ModelConfig.Predictions;
import hmrbench.core.Clip;
import hmrbench.core.CoordinateFrame;
import hmrbench.core.Decimals;
import hmrbench.core.Fault;
import hmrbench.core.Fixes;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.core.Remark;
import hmrbench.data.WindowPlan;
import hmrbench.data.official.FrameNumbers;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionFile;
import hmrbench.data.official.PredictionMatch;
import hmrbench.data.official.PredictionMatch.Matched;
import hmrbench.data.official.PredictionMatch.Pair;
import hmrbench.metric.FoundPeople;
import hmrbench.model.Predictor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Predictions of another program for one data set, as a model that answers for the frames that the
 * other program spoke of. Bodies are read on the joints of the data set; positions are taken as
 * they are where the file holds no body.
 */
final class SavedPredictor implements Predictor {

  /** How far a rate may be off by rounding. */
  private static final double RATE_ROUNDING = 1e-3;

  /** The rows of one sequence by the data set's name of their frames. */
  private record Answers(
      PredictedPerson person, Optional<JointColumns> columns, Map<String, Integer> rowOf) {}

  private final String name;
  private final JointSet scored;
  private final DataSource source;
  private final double framesPerSecond;
  private final PredictionMatch match;
  private final Fixes fixes;
  private final Map<String, Answers> answers = new HashMap<>();
  private final LinkedHashSet<Remark> remarks = new LinkedHashSet<>();

  private SavedPredictor(
      Predictions config, DataSource source, double framesPerSecond, PredictionMatch match) {
    this.name = config.name();
    this.scored = source.recipe().joints();
    this.source = source;
    this.framesPerSecond = framesPerSecond;
    this.match = match;
    this.fixes = config.reading().fixes();
    remarks.addAll(match.remarks());
  }

  /**
   * Reads predictions and finds their frames in a data set.
   *
   * @throws Fault if the file holds no predictions, none of them is of this data set, their rate is
   *     another one, or the order of their joints is not known
   */
  static SavedPredictor open(Predictions config, int checkpoint, DataSource source) {
    Path file = config.checkpoint().get(checkpoint);
    double rate = rate(config, source);
    Map<String, List<String>> frames = source.frameLabels(rate);
    List<PredictionFile> files = read(config, file, source);
    if (config.checkpoint().size() == 1) {
      // Of several files, one per seed, each may have other people.
      PredictionMatch.requirePeople(files, config.sequenceOf());
    }
    PredictionMatch match = PredictionMatch.of(frames, files, config.sequenceOf());
    double own = source.dataset().nativeFramesPerSecond();
    if (rate < own) {
      Map<String, List<String>> all = source.frameLabels(own);
      PredictionMatch matched = PredictionMatch.of(all, files, config.sequenceOf());
      new PredictionRate(file.toString(), matched, all, own).requireNoneBetween(rate);
    }
    if (match.sequences().isEmpty()) {
      throw Fault.asked(
          "%s: no frame of it is in data set %s: %s; say whose sequence it is with sequence-of"
              + " (score: --as PERSON=SEQUENCE)",
          file,
          source.dataset().name(),
          match.remarks().isEmpty() ? "it is empty" : match.remarks().get(0).sentence());
    }
    SavedPredictor opened = new SavedPredictor(config, source, rate, match);
    PredictionRate numbers = new PredictionRate(file.toString(), match, frames, rate);
    numbers.requireEveryFrame(config.reading().fps());
    files.forEach(it -> opened.remarks.addAll(it.remarks()));
    if (!opened.fixes.isNone()) {
      opened.remarks.add(
          Remark.note(
              "fixed",
              file.toString(),
              "--fix %s changed it before it was scored: its rows are those of a changed file"
                  .formatted(opened.fixes)));
    }
    opened.remarks.addAll(numbers.remarks());
    opened.answer(file.toString(), frames);
    return opened;
  }

  /** The files, their frames numbered as those of the data set. */
  private static List<PredictionFile> read(Predictions config, Path file, DataSource source) {
    List<PredictionFile> files = PredictionFile.readAll(file, config.reading());
    Fixes fixes = config.reading().fixes();
    double counted = fixes.rate().orElse(rate(config, source));
    files.forEach(it -> requireRate(it, counted));
    if (!fixes.renumbers()) {
      return files;
    }
    double own = source.dataset().nativeFramesPerSecond();
    Map<String, List<String>> all = source.frameLabels(own);
    return files.stream()
        .map(it -> FrameNumbers.renumbered(it, all, config.sequenceOf(), fixes, own))
        .toList();
  }

  /** Holds what a file says of its rate to the rate at which it is scored. */
  private static void requireRate(PredictionFile file, double counted) {
    double own = file.framesPerSecond().orElse(counted);
    if (Math.abs(own - counted) > RATE_ROUNDING * counted) {
      throw Fault.asked(
          "%s: it says that it has %s frames/s, and is scored at %s: frames would not be those of"
              + " the data set; say --fix rate=%s (its rows are then those of the data set's"
              + " frames), or resample it",
          file.file(),
          Decimals.atMost(3, own),
          Decimals.atMost(3, counted),
          Decimals.atMost(3, own));
    }
  }

  /** The rate of the predictions: the one given, else that of the data set. */
  private static double rate(Predictions config, DataSource source) {
    double own = source.dataset().nativeFramesPerSecond();
    double given = config.reading().fps().orElse(own);
    return source.frameRates().stream()
        .filter(rate -> Math.abs(rate - given) < RATE_ROUNDING * rate)
        .findFirst()
        .orElseThrow(
            () ->
                Fault.asked(
                    "model %s: its predictions are at %s frames/s, at which data set %s cannot be"
                        + " had; it can at %s",
                    config.name(), given, source.dataset().name(), source.frameRates()));
  }

  private void answer(String file, Map<String, List<String>> frames) {
    List<Remark> doubts = TrackChecks.ofArrays(match.sequences());
    remarks.addAll(doubts);
    for (Matched matched : match.sequences()) {
      List<String> labels = Objects.requireNonNull(frames.get(matched.sequence()));
      Map<String, Integer> rowOf = new HashMap<>();
      for (Pair pair : matched.pairs()) {
        rowOf.put(labels.get(pair.frame()), pair.row());
      }
      PredictedPerson person = matched.person();
      Optional<JointColumns> columns =
          person.smpl().isPresent()
              ? Optional.empty()
              : person.joints().map(joints -> columns(file, joints, doubts));
      columns.ifPresent(found -> remarks.addAll(found.remarks()));
      answers.put(matched.sequence(), new Answers(person, columns, rowOf));
    }
  }

  private JointColumns columns(String file, PredictedPerson.Joints joints, List<Remark> doubts) {
    try {
      return JointColumns.of(file, joints, scored);
    } catch (Fault e) {
      throw TrackChecks.with(e, doubts);
    }
  }

  /** What belongs together, and what has no counterpart. */
  PredictionMatch match() {
    return match;
  }

  /** What was seen of the file. */
  List<Remark> remarks() {
    return Remark.gathered(List.copyOf(remarks));
  }

  @Override
  public boolean knowsWorld() {
    return answers.values().stream().anyMatch(it -> it.person().root().isPresent());
  }

  /** How many frames that count it answers for, and how many rows are of none. */
  FoundPeople people() {
    long there = 0;
    long found = 0;
    for (int position = 0; position < source.sequences(); position++) {
      Clip clip = source.clip(position, framesPerSecond);
      FrameMask answered = answered(clip);
      for (int t = 0; t < clip.frames(); t++) {
        boolean counts = clip.valid().get(t) && clip.counted().get(t);
        there += counts ? 1 : 0;
        found += counts && answered.get(t) ? 1 : 0;
      }
    }
    long others = match.unmatched().stream().filter(it -> !it.file().isEmpty()).count();
    return new FoundPeople(there, found, others);
  }

  @Override
  public OutputKind output() {
    return OutputKind.PER_FRAME;
  }

  @Override
  public int windowFrames() {
    return 1;
  }

  @Override
  public FrameMask answered(Clip clip) {
    if (clip.framesPerSecond() > framesPerSecond * (1 + RATE_ROUNDING)) {
      throw Fault.asked(
          "model %s: its predictions are at %s frames/s and cannot be scored at %s; add"
              + " frame-rates: [%s] to the experiment",
          name, framesPerSecond, clip.framesPerSecond(), framesPerSecond);
    }
    boolean[] known = new boolean[clip.frames()];
    Answers mine = answers.get(clip.sequence());
    for (int t = 0; t < known.length && mine != null; t++) {
      known[t] = mine.rowOf().containsKey(clip.frameLabels().get(t));
    }
    return FrameMask.of(known);
  }

  @Override
  public Prediction predict(Clip clip, WindowPlan plan) {
    Answers mine = Objects.requireNonNull(answers.get(clip.sequence()));
    int[] rows =
        plan.rows().stream()
            .map(row -> plan.windows().get(row.window()).frames().get(row.position()))
            .mapToInt(
                frame -> Objects.requireNonNull(mine.rowOf().get(clip.frameLabels().get(frame))))
            .toArray();
    PredictedPerson person = mine.person();
    if (person.smpl().isPresent()) {
      Prediction body =
          new Prediction(FixedPoses.of(person.smpl().get().rows(rows), fixes), Optional.empty());
      return person.root().map(root -> body.withRoot(root.rows(rows))).orElse(body);
    }
    return Prediction.ofJoints(
        new JointTrack(
            scored,
            CoordinateFrame.CAMERA,
            clip.framesPerSecond(),
            FixedPoses.of(points(mine, clip.framesPerSecond(), rows), scored, fixes)));
  }

  private FloatGrid points(Answers mine, double rate, int... rows) {
    PredictedPerson person = mine.person();
    return person.mesh().isPresent()
        ? source
            .body()
            .jointsOfMeshes(person.mesh().get().rows(rows), source.recipe(), rate)
            .metres()
        : mine.columns().orElseThrow().of(person.joints().orElseThrow().metres().rows(rows));
  }

  @Override
  public void close() {
    // Nothing is held but mappings of files, which go with the arrays.
  }
}
