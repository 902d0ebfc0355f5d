package hmrbench.run;

import hmrbench.core.JointTrack;
import hmrbench.metric.BodyPart;
import hmrbench.metric.JointMeans;
import hmrbench.metric.Protocols;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.Smoothness;
import hmrbench.metric.diagnose.DerivativeAudit;
import hmrbench.metric.diagnose.ErrorAnatomy;
import hmrbench.metric.diagnose.FrameRateFingerprint;
import hmrbench.metric.diagnose.Reading;
import hmrbench.metric.diagnose.Rosetta;
import hmrbench.metric.diagnose.RowOrigins;
import hmrbench.metric.diagnose.SeamSpectrum;
import hmrbench.metric.stats.ClusteredMean;
import hmrbench.metric.stats.Interval;
import hmrbench.record.CellDiagnosis;
import hmrbench.record.DiagnosisTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** Why the numbers of a cell are what they are. */
final class Diagnosing {

  /** The rules of averaging that an acceleration error is taken apart under. */
  static final List<String> RULES = List.of("tcmr", "vibe", "smoothnet", "wham", "hmrbench");

  /** The fingerprint goes down to this rate, in hertz. */
  private static final double LOWEST_RATE = 10;

  private final List<SequencePrediction> sequences;
  private final CellDiagnosis found = new CellDiagnosis();

  private Diagnosing(List<SequencePrediction> sequences) {
    this.sequences = sequences;
  }

  /**
   * Looks at a cell from every side for which it has enough frames.
   *
   * @param origins where the rows of each sequence come from
   * @param windowFrames T, where rows are frames of windows
   */
  static CellDiagnosis of(
      List<SequencePrediction> sequences, List<RowOrigins> origins, OptionalInt windowFrames) {
    Diagnosing diagnosing = new Diagnosing(sequences);
    diagnosing.rosetta();
    diagnosing.audit(origins);
    windowFrames.ifPresent(diagnosing::seams);
    diagnosing.anatomy(diagnosing.fingerprint());
    diagnosing.joints();
    return diagnosing.found;
  }

  private void rosetta() {
    for (Reading reading : Rosetta.read(sequences)) {
      found.add(
          DiagnosisTable.ROSETTA,
          reading.definition(),
          reading.unit(),
          reading.value(),
          reading.meaning(),
          reading.source());
    }
  }

  private void audit(List<RowOrigins> origins) {
    for (String rule : RULES) {
      DerivativeAudit.ifEnough(Protocols.named(rule).orElseThrow(), sequences, origins)
          .ifPresent(audit -> add(rule, audit));
    }
  }

  private void add(String rule, DerivativeAudit audit) {
    for (Map.Entry<DerivativeAudit.Cause, DerivativeAudit.Part> part : audit.parts().entrySet()) {
      found.add(
          DiagnosisTable.AUDIT,
          rule,
          audit.value(),
          part.getKey().name().toLowerCase(Locale.ROOT),
          part.getValue().values(),
          part.getValue().mean(),
          part.getValue().share());
    }
  }

  private void seams(int windowFrames) {
    SeamSpectrum.ifEnough(sequences, windowFrames)
        .ifPresent(
            spectrum ->
                spectrum
                    .points()
                    .forEach(
                        point ->
                            found.add(
                                DiagnosisTable.SEAMS,
                                windowFrames,
                                spectrum.prominence(),
                                point.cyclesPerFrame(),
                                point.power())));
  }

  private Optional<ClusteredMean> fingerprint() {
    double rate = sequences.get(0).truth().framesPerSecond();
    int[] steps = FrameRateFingerprint.steps(rate, LOWEST_RATE);
    Optional<FrameRateFingerprint> fingerprint = FrameRateFingerprint.ifEnough(sequences, steps);
    fingerprint.ifPresent(
        it ->
            it.points()
                .forEach(
                    point ->
                        found.add(
                            DiagnosisTable.FINGERPRINT,
                            point.framesPerSecond(),
                            point.errorMm(),
                            point.errorSi(),
                            point.truthMm(),
                            point.values())));
    return fingerprint.flatMap(FrameRateFingerprint::slope);
  }

  private void anatomy(Optional<ClusteredMean> slope) {
    Optional<ErrorAnatomy> anatomy = ErrorAnatomy.ifEnough(sequences);
    if (anatomy.isEmpty()) {
      return;
    }
    ErrorAnatomy it = anatomy.get();
    found.add(
        DiagnosisTable.ANATOMY,
        number(slope, ClusteredMean::estimate),
        number(slope.flatMap(ClusteredMean::interval), Interval::low),
        number(slope.flatMap(ClusteredMean::interval), Interval::high),
        it.jitterShare(),
        it.amplitudeShare(),
        it.timingShare(),
        it.jitterMm(),
        it.gain(),
        it.lagFrames(),
        it.lagMilliseconds(),
        it.errorMm(),
        smoothness(SequencePrediction::predicted),
        smoothness(SequencePrediction::truth));
    for (ErrorAnatomy.Frequency at : it.spectrum()) {
      found.add(
          DiagnosisTable.SPECTRUM,
          at.hertz(),
          at.truthPower(),
          at.errorPower(),
          at.gain(),
          at.delayRadians(),
          at.coherence());
    }
  }

  private static <T> OptionalDouble number(Optional<T> value, Function<T, Double> part) {
    return value.map(it -> OptionalDouble.of(part.apply(it))).orElse(OptionalDouble.empty());
  }

  /** The mean over sequences whose frames follow each other. */
  private OptionalDouble smoothness(Function<SequencePrediction, JointTrack> track) {
    return sequences.stream()
        .filter(it -> Smoothness.isWhole(it.frames()))
        .map(it -> Smoothness.logDimensionlessJerk(track.apply(it).relativeToRoot()))
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .average();
  }

  private void joints() {
    for (JointMeans means : JointMeans.of(sequences)) {
      found.add(
          DiagnosisTable.JOINTS,
          means.joint().name().toLowerCase(Locale.ROOT),
          BodyPart.of(means.joint()).label(),
          means.positionMm(),
          means.accelerationMm(),
          means.frames());
    }
  }
}
