package hmrbench.metric.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.FrameMask;
import hmrbench.core.JointTrack;
import hmrbench.metric.Averages;
import hmrbench.metric.Metrics;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.Tracks;
import hmrbench.metric.diagnose.DerivativeAudit.Cause;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DerivativeAuditTest {

  @Test
  void finds_the_error_at_the_joins_of_windows() {
    // The truth stands; each window of 16 frames is off by its own 10 mm.
    List<SequencePrediction> sequences = steps(64);
    DerivativeAudit audit =
        DerivativeAudit.of(protocol("tcmr"), sequences, List.of(RowOrigins.sideBySide(64, 16)));
    assertThat(part(audit, Cause.WINDOW_SEAM).values()).isEqualTo(6);
    assertThat(part(audit, Cause.WINDOW_SEAM).share()).isCloseTo(1, within(1e-12));
    assertThat(part(audit, Cause.WINDOW_SEAM).mean().orElseThrow()).isCloseTo(10, within(1e-4));
    assertThat(audit.ofMotionAlone().orElseThrow()).isCloseTo(0, within(1e-12));
    assertThat(audit.value()).isCloseTo(60 / 62.0, within(1e-5));
  }

  @Test
  void finds_the_error_across_sequences_only_where_the_protocol_takes_it() {
    List<SequencePrediction> sequences = List.of(still("a", 0.5), still("b", -0.5));
    List<RowOrigins> origins = List.of(RowOrigins.perFrame(20), RowOrigins.perFrame(20));
    DerivativeAudit joined = DerivativeAudit.of(protocol("vibe"), sequences, origins);
    assertThat(part(joined, Cause.SEQUENCE_JOIN).values()).isEqualTo(2);
    assertThat(part(joined, Cause.SEQUENCE_JOIN).share()).isCloseTo(1, within(1e-12));
    DerivativeAudit apart = DerivativeAudit.of(protocol("tcmr"), sequences, origins);
    assertThat(part(apart, Cause.SEQUENCE_JOIN).values()).isZero();
    assertThat(apart.value()).isZero();
  }

  @Test
  void finds_gaps_padding_and_filled_in_ends() {
    SequencePrediction sequence = steps(40).get(0);
    SequencePrediction gappy =
        Tracks.sequence(
            "a",
            sequence.truth(),
            sequence.predicted(),
            IntStream.range(0, 40).map(t -> t < 20 ? t : t + 9).boxed().toList(),
            FrameMask.all(40));
    DerivativeAudit audit =
        DerivativeAudit.of(
            protocol("smoothnet"), List.of(gappy), List.of(RowOrigins.middleFrame(40, 16)));
    assertThat(part(audit, Cause.FILLED_IN).values()).isEqualTo(2);
    assertThat(part(audit, Cause.GAP).values()).isEqualTo(2);
    // Rows 0 to 7 and 33 to 39 are padded: rows 1 to 8 and 32 to 38 touch them.
    assertThat(part(audit, Cause.PADDED_WINDOW).values()).isEqualTo(15);
    assertThat(part(audit, Cause.MOTION).values()).isEqualTo(40 - 2 - 2 - 15);
  }

  @Test
  void shares_sum_to_1_and_the_value_is_the_protocols() {
    List<SequencePrediction> sequences =
        Motion.sequences(3, 50, 30, (t, wave) -> wave.damped(t / 30.0, 1) + 0.0006 * t);
    List<RowOrigins> origins =
        List.of(
            RowOrigins.sideBySide(50, 16),
            RowOrigins.sideBySide(50, 16),
            RowOrigins.sideBySide(50, 16));
    for (Protocol protocol :
        Protocols.all().stream()
            .filter(it -> it.takes(sequences.get(0).truth().joints()))
            .toList()) {
      DerivativeAudit audit = DerivativeAudit.of(protocol, sequences, origins);
      assertThat(audit.parts().values().stream().mapToDouble(DerivativeAudit.Part::share).sum())
          .as(protocol.name())
          .isCloseTo(1, within(1e-12));
      assertThat(audit.value())
          .isEqualTo(
              Averages.overFrames(protocol.score(sequences), Metrics.ACCEL_ERR).orElseThrow());
    }
  }

  @Test
  void mevas_windows_join_where_its_rule_says() {
    assertThat(RowOrigins.meva(250).startsWindow().indices()).containsExactly(85, 165, 245);
    assertThat(RowOrigins.meva(90).startsWindow().indices()).containsExactly(85);
  }

  @Test
  void seams_stand_out_in_the_periodogram() {
    SeamSpectrum spectrum = SeamSpectrum.of(steps(320), 16);
    assertThat(spectrum.prominence()).isGreaterThan(20);
    assertThat(spectrum.seamsVisible()).isTrue();
    assertThat(spectrum.points().get(0).cyclesPerFrame()).isCloseTo(1 / 32.0, within(1e-12));
  }

  @Test
  void noise_has_no_seams() {
    Random random = new Random(4);
    double sum = 0;
    for (int round = 0; round < 30; round++) {
      SeamSpectrum spectrum =
          SeamSpectrum.of(
              Motion.sequences(
                  1, 300, 30, (t, wave) -> wave.at(t / 30.0) + 0.003 * random.nextGaussian()),
              16);
      assertThat(spectrum.seamsVisible()).isFalse();
      sum += spectrum.prominence();
    }
    assertThat(sum / 30).isBetween(0.8, 1.8);
  }

  private static List<SequencePrediction> steps(int frames) {
    JointTrack truth = Tracks.track(frames, 30, (t, joint, axis) -> 0);
    JointTrack predicted =
        Tracks.track(frames, 30, (t, joint, axis) -> axis == 0 ? 0.01 * (t / 16 % 2) : 0);
    return List.of(Tracks.sequence("a", truth, predicted));
  }

  private static SequencePrediction still(String name, double where) {
    return Tracks.sequence(
        name,
        Tracks.track(20, 30, (t, joint, axis) -> 0),
        Tracks.track(20, 30, (t, joint, axis) -> where));
  }

  private static DerivativeAudit.Part part(DerivativeAudit audit, Cause cause) {
    return Objects.requireNonNull(audit.parts().get(cause));
  }

  private static Protocol protocol(String name) {
    return Protocols.named(name).orElseThrow();
  }
}
