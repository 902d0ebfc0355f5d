package hmrbench.run;

import hmrbench.core.FrameMask;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.SequenceScore;
import hmrbench.metric.diagnose.RowOrigins;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A sequence that is about to be scored.
 *
 * @param pass what was predicted
 * @param rows those of the prediction that are scored
 * @param smpl what was predicted, filtered, at these rows
 * @param truthSmpl the same of the truth, where the data set has it
 * @param scored what a protocol scores
 */
@SuppressWarnings("ArrayRecordComponent") // within the room alone, never compared
record UnscoredSequence(
    WindowedPrediction pass,
    int[] rows,
    SmplTrack smpl,
    Optional<SmplTrack> truthSmpl,
    SequencePrediction scored) {

  RowOrigins origins() {
    return pass.originsOf(rows);
  }

  /** Whether it is a body, of which playback is possible. */
  boolean isBody() {
    return pass.prediction().joints().isEmpty();
  }

  /** What is recorded of it. */
  RowTable.Sequence recorded(SequenceScore score) {
    int[] targets = pass.targetsOf(rows);
    double rate = pass.clip().framesPerSecond();
    return new RowTable.Sequence(
        pass.sequence(),
        Arrays.stream(targets).mapToObj(pass.clip().frameLabels()::get).toList(),
        Series.of(Arrays.stream(targets).mapToDouble(target -> target / rate).toArray()),
        score.scored(),
        score.values(),
        signals(targets));
  }

  private Map<String, Series> signals(int... targets) {
    Map<String, Series> signals = new LinkedHashMap<>();
    pass.clip().signals().keySet().stream()
        .sorted()
        .forEach(
            name ->
                signals.put(
                    name, pick(Objects.requireNonNull(pass.clip().signals().get(name)), targets)));
    return signals;
  }

  private static Series pick(Series series, int... frames) {
    FrameMask present = series.present().pick(frames);
    return Series.of(present, row -> series.get(frames[row]));
  }
}
