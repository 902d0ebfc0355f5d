package hmrbench.run;

import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.core.Remark;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionMatch.Matched;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.sanity.AlignmentCheck;
import hmrbench.metric.sanity.BoneCheck;
import hmrbench.metric.sanity.JumpCheck;
import hmrbench.metric.sanity.RootPoints;
import hmrbench.metric.sanity.RotationCheck;
import hmrbench.metric.sanity.SidesCheck;
import hmrbench.metric.sanity.SizeCheck;
import hmrbench.metric.sanity.SpeedCheck;
import hmrbench.metric.sanity.TurnCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Doubts about truth and predictions, from the checks of {@code metric.sanity}. One doubt of a kind
 * is enough: the first sequence is named, the others are counted.
 */
final class TrackChecks {

  private TrackChecks() {}

  /** What a truth is in doubt for; clips are made on all cores, as that of some takes seconds. */
  static List<Remark> ofTruth(DataSource source) {
    String name = "data set " + source.dataset().name();
    double rate = source.dataset().nativeFramesPerSecond();
    Doubts seen = new Doubts();
    IntStream.range(0, source.sequences())
        .parallel()
        .mapToObj(position -> ofTruth(name, source.clip(position, rate)))
        .toList()
        .forEach(seen::add);
    return seen.remarks();
  }

  private static List<Remark> ofTruth(String name, Clip clip) {
    String about = "%s, sequence %s".formatted(name, clip.sequence());
    int[] valid = both(clip).indices();
    if (valid.length == 0) {
      return List.of();
    }
    JointTrack truth = clip.truth().frames(valid);
    List<Remark> remarks =
        new ArrayList<>(ofTrack(true, about, IntStream.of(valid).boxed().toList(), truth));
    clip.smpl()
        .map(track -> track.frames(valid))
        .flatMap(
            track ->
                RotationCheck.of(
                    about,
                    IntStream.of(valid).mapToObj(clip.frameLabels()::get).toList(),
                    track.rotations()))
        .ifPresent(remarks::add);
    return remarks;
  }

  private static FrameMask both(Clip clip) {
    boolean[] both = new boolean[clip.frames()];
    for (int t = 0; t < both.length; t++) {
      both[t] = clip.valid().get(t) && clip.counted().get(t);
    }
    return FrameMask.of(both);
  }

  /** What arrays of a file are in doubt for, before anything is known of their order. */
  static List<Remark> ofArrays(List<Matched> sequences) {
    Doubts seen = new Doubts();
    for (Matched matched : sequences) {
      String about = "predictions of sequence " + matched.sequence();
      PredictedPerson person = matched.person();
      person.turns().flatMap(turns -> TurnCheck.of(about, turns.all())).ifPresent(seen::add);
      if (person.turns().isEmpty()) {
        person
            .smpl()
            .flatMap(smpl -> RotationCheck.of(about, person.frames(), smpl.all().rotations()))
            .ifPresent(seen::add);
      }
      if (person.smpl().isEmpty()) {
        person
            .joints()
            .flatMap(joints -> SizeCheck.of(about, "joints", joints.metres().all()))
            .ifPresent(seen::add);
      }
    }
    return seen.remarks();
  }

  /** What the predictions of a cell are in doubt for; sequences come one by one. */
  static final class Scored {

    private final String about;
    private final Doubts seen = new Doubts();
    private final RootPoints points = new RootPoints();

    /** Of no sequence yet. */
    Scored(String model) {
      this.about = "model " + model;
    }

    void add(SequencePrediction prediction) {
      points.add(prediction);
      if (prediction.truth().frames() > 0) {
        seen.add(
            ofTrack(
                false,
                "%s, sequence %s".formatted(about, prediction.sequence()),
                prediction.frames(),
                prediction.predicted()));
        WorldChecks.of("%s, sequence %s".formatted(about, prediction.sequence()), prediction)
            .ifPresent(seen::add);
      }
    }

    List<Remark> remarks() {
      SidesCheck.of(about, points).or(() -> AlignmentCheck.of(about, points)).ifPresent(seen::add);
      return seen.remarks();
    }
  }

  /**
   * @param truth a truth does not change its bones and does not jump; a prediction may be bad
   */
  private static List<Remark> ofTrack(
      boolean truth, String about, List<Integer> frames, JointTrack track) {
    Optional<Remark> size = SizeCheck.of(about, "joints", track.metres());
    if (size.isPresent()) {
      return List.of(size.get());
    }
    return Stream.of(
            truth ? BoneCheck.ofTruth(about, track) : BoneCheck.ofPrediction(about, track),
            SpeedCheck.of(about, frames, track)
                .or(
                    () ->
                        truth
                            ? JumpCheck.ofTruth(about, frames, track)
                            : JumpCheck.ofPrediction(about, frames, track)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The first doubt of each kind, and how many others there are. */
  private static final class Doubts {

    private final Map<String, Remark> first = new LinkedHashMap<>();
    private final Map<String, Integer> others = new HashMap<>();

    void add(Remark remark) {
      if (first.putIfAbsent(remark.kind(), remark) != null) {
        others.merge(remark.kind(), 1, Integer::sum);
      }
    }

    void add(List<Remark> remarks) {
      remarks.forEach(this::add);
    }

    List<Remark> remarks() {
      return first.values().stream()
          .map(
              it -> {
                int more = others.getOrDefault(it.kind(), 0);
                String words = more == 0 ? "" : " (and so are %d more sequences)".formatted(more);
                return new Remark(it.weight(), it.kind(), it.about(), it.sentence() + words);
              })
          .toList();
    }
  }

  /** A refusal together with what is in doubt anyway, since the one may come of the other. */
  static Fault with(Fault refusal, List<Remark> doubts) {
    return doubts.isEmpty()
        ? refusal
        : new Fault(
            refusal.kind(),
            "%s; beside that, %s".formatted(refusal.getMessage(), doubts.get(0)),
            refusal);
  }
}
