package hmrbench.run;

import hmrbench.core.JointTrack;
import hmrbench.metric.BodyPart;
import hmrbench.metric.JointMeans;
import hmrbench.metric.Neighbours;
import hmrbench.metric.Protocols;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.Smoothness;
import hmrbench.metric.diagnose.DerivativeAudit;
import hmrbench.metric.diagnose.ErrorAnatomy;
import hmrbench.metric.diagnose.ErrorPersistence;
import hmrbench.metric.diagnose.FrameRateFingerprint;
import hmrbench.metric.diagnose.Reading;
import hmrbench.metric.diagnose.Rosetta;
import hmrbench.metric.diagnose.RowOrigins;
import hmrbench.metric.diagnose.SeamSpectrum;
import hmrbench.metric.diagnose.WorldRosetta;
import hmrbench.metric.stats.ClusteredMean;
import hmrbench.metric.stats.Interval;
import hmrbench.record.CellDiagnosis;
import hmrbench.record.DiagnosisTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** Why the numbers of a cell are what they are; its sequences come one by one. */
final class Diagnosing {

  /** The rules of averaging that an acceleration error is taken apart under. */
  static final List<String> RULES = List.of("tcmr", "vibe", "smoothnet", "wham", "hmrbench");

  /** The fingerprint goes down to this rate, in hertz. */
  private static final double LOWEST_RATE = 10;

  private final CellDiagnosis found = new CellDiagnosis();
  private final Rosetta rosetta = new Rosetta();
  private final WorldRosetta worldRosetta = new WorldRosetta();
  private final Map<String, DerivativeAudit.Sums> audits = new LinkedHashMap<>();
  private final Optional<SeamSpectrum.Sums> seams;
  private final FrameRateFingerprint.Growing fingerprint;
  private final ErrorAnatomy.Sums anatomy = new ErrorAnatomy.Sums();
  private final ErrorPersistence.Sums persistence = new ErrorPersistence.Sums();
  private final double framesPerSecond;
  private final JointMeans.Sums joints = new JointMeans.Sums();
  private final List<OptionalDouble> predictedSmoothness = new ArrayList<>();
  private final List<OptionalDouble> trueSmoothness = new ArrayList<>();

  /**
   * Of no sequence yet.
   *
   * @param framesPerSecond rate of the rows, in hertz
   * @param windowFrames T, where rows are frames of windows
   */
  Diagnosing(double framesPerSecond, OptionalInt windowFrames) {
    this.framesPerSecond = framesPerSecond;
    for (String rule : RULES) {
      audits.put(rule, new DerivativeAudit.Sums(Protocols.named(rule).orElseThrow()));
    }
    seams =
        windowFrames.isPresent()
            ? Optional.of(new SeamSpectrum.Sums(windowFrames.getAsInt()))
            : Optional.empty();
    fingerprint =
        new FrameRateFingerprint.Growing(FrameRateFingerprint.steps(framesPerSecond, LOWEST_RATE));
  }

  /**
   * Looks at a sequence from every side.
   *
   * @param person who moves in it, as far as anybody knows
   * @param neighbours the rows beside it
   * @param origins where its rows come from
   */
  void add(SequencePrediction sequence, String person, Neighbours neighbours, RowOrigins origins) {
    rosetta.add(sequence, neighbours);
    worldRosetta.add(sequence);
    audits.values().forEach(audit -> audit.add(sequence, neighbours, origins));
    seams.ifPresent(sums -> sums.add(sequence));
    fingerprint.add(sequence, person);
    anatomy.add(sequence);
    persistence.add(sequence);
    joints.add(sequence);
    if (Smoothness.isWhole(sequence.frames())) {
      predictedSmoothness.add(smoothness(sequence.predicted()));
      trueSmoothness.add(smoothness(sequence.truth()));
    }
  }

  private static OptionalDouble smoothness(JointTrack track) {
    return Smoothness.logDimensionlessJerk(track.relativeToRoot());
  }

  /** What is found, from every side for which there are enough frames. */
  CellDiagnosis found() {
    addReadings();
    addWorldReadings();
    audits.forEach((rule, sums) -> sums.audit().ifPresent(audit -> add(rule, audit)));
    seams.flatMap(SeamSpectrum.Sums::spectrum).ifPresent(this::add);
    Optional<FrameRateFingerprint> rates = fingerprint.fingerprint();
    rates.ifPresent(this::add);
    anatomy.anatomy().ifPresent(it -> add(it, rates.flatMap(FrameRateFingerprint::slope)));
    persistence.persistence().ifPresent(this::add);
    addJoints();
    return found;
  }

  private void addReadings() {
    for (Reading reading : rosetta.readings()) {
      found.add(
          DiagnosisTable.ROSETTA,
          reading.definition(),
          reading.unit(),
          reading.value(),
          reading.meaning(),
          reading.source());
    }
  }

  private void addWorldReadings() {
    for (WorldRosetta.Line line : worldRosetta.lines()) {
      found.add(
          DiagnosisTable.DEFINITIONS,
          line.metric(),
          line.reading().definition(),
          line.reading().unit(),
          line.reading().value(),
          line.against(),
          line.difference(),
          line.rule(),
          line.reading().source());
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

  private void add(SeamSpectrum spectrum) {
    for (SeamSpectrum.Point point : spectrum.points()) {
      found.add(
          DiagnosisTable.SEAMS,
          spectrum.windowFrames(),
          spectrum.prominence(),
          point.cyclesPerFrame(),
          point.power());
    }
  }

  private void add(FrameRateFingerprint rates) {
    for (FrameRateFingerprint.Point point : rates.points()) {
      found.add(
          DiagnosisTable.FINGERPRINT,
          point.framesPerSecond(),
          point.errorMm(),
          point.errorSi(),
          point.truthMm(),
          point.values());
    }
  }

  private void add(ErrorAnatomy it, Optional<ClusteredMean> slope) {
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
        mean(predictedSmoothness),
        mean(trueSmoothness));
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

  private void add(ErrorPersistence it) {
    for (int lag = 0; lag < it.correlations().size(); lag++) {
      found.add(
          DiagnosisTable.PERSISTENCE,
          lag,
          1000 * lag / framesPerSecond,
          it.correlations().get(lag),
          it.steadyShare());
    }
    for (ErrorPersistence.Frequency at : it.spectrum()) {
      found.add(DiagnosisTable.POSITION_SPECTRUM, at.hertz(), at.power());
    }
  }

  private static <T> OptionalDouble number(Optional<T> value, Function<T, Double> part) {
    return value.map(it -> OptionalDouble.of(part.apply(it))).orElse(OptionalDouble.empty());
  }

  /** The mean over sequences whose frames follow each other. */
  private static OptionalDouble mean(List<OptionalDouble> values) {
    return values.stream()
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .average();
  }

  private void addJoints() {
    for (JointMeans means : joints.means()) {
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
