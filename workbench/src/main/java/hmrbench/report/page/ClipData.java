package hmrbench.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import hmrbench.metric.Metrics;
import hmrbench.report.chart.Ink;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.ClipView;
import hmrbench.report.view.ComparedModels;
import hmrbench.report.view.ModelStyles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;

/**
 * Clips as the page's player reads them: positions as 16-bit integers in tenths of a millimetre,
 * per-frame numbers as float32 with NaN for what does not exist, all in base64.
 */
final class ClipData {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final float PER_METRE = 10_000;

  /** Errors that the player shows, in this order. */
  private static final List<MetricId> SHOWN =
      List.of(Metrics.ACCEL_ERR.id(), Metrics.PA_MPJPE.id());

  private ClipData() {}

  /** The clips that have joints, as JSON that is safe in a script element. */
  static String of(List<ClipView> clips, ComparedModels compared, ModelStyles styles) {
    ObjectNode root = JSON.createObjectNode();
    root.put("a", compared.first());
    root.put("b", compared.second());
    ArrayNode metrics = root.putArray("metrics");
    for (MetricId metric : SHOWN) {
      ObjectNode node = metrics.addObject();
      node.put("column", metric.column());
      node.put("name", metric.name());
      node.put("unit", Numbers.unit(metric.unit()));
    }
    ArrayNode all = root.putArray("clips");
    clips.stream().filter(ClipView::playable).forEach(clip -> add(all.addObject(), clip, styles));
    try {
      // Also "<!--" would change where a script ends.
      return JSON.writeValueAsString(root).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(ObjectNode node, ClipView clip, ModelStyles styles) {
    JointTrack truth = clip.truth().orElseThrow();
    JointSet set = truth.joints();
    node.put("sequence", clip.sequence());
    node.put("why", clip.why());
    node.put("fps", clip.framesPerSecond());
    node.put("frames", clip.frames());
    node.put("joints", set.size());
    node.put("up", up(truth));
    ArrayNode bones = node.putArray("bones");
    for (Skeletons.Bone bone : Skeletons.bones(set)) {
      ObjectNode each = bones.addObject();
      bone.from().forEach(each.withArray("a")::add);
      bone.to().forEach(each.withArray("b")::add);
      each.put("r", bone.radius());
    }
    node.put("truth", positions(truth));
    clip.crops()
        .ifPresent(
            jpeg -> {
              node.put("crops", Base64.getEncoder().encodeToString(jpeg));
              ArrayNode shown = node.putArray("crop");
              for (int t = 0; t < clip.frames(); t++) {
                shown.add(Math.round(clip.seconds().get(t) * clip.framesPerSecond()));
              }
            });
    ArrayNode models = node.putArray("models");
    for (ClipView.Trace trace : clip.traces()) {
      if (trace.predicted().isPresent()) {
        add(models.addObject(), trace, trace.predicted().get(), styles);
      }
    }
  }

  private static void add(
      ObjectNode node, ClipView.Trace trace, JointTrack predicted, ModelStyles styles) {
    node.put("name", trace.model());
    node.put("color", Ink.css(styles.of(trace.model()).color()));
    node.put("positions", positions(predicted));
    ObjectNode errors = node.putObject("errors");
    for (MetricId metric : SHOWN) {
      Series series = trace.errors().get(metric.column());
      if (series != null) {
        errors.put(metric.column(), numbers(series));
      }
    }
    trace
        .attention()
        .filter(weights -> weights.stream().allMatch(weight -> weight.present().count() > 0))
        .ifPresent(
            weights -> {
              ArrayNode parts = node.putArray("attention");
              weights.forEach(weight -> parts.add(numbers(weight)));
            });
  }

  /** 1 if the y axis points up in the truth, -1 if down, as in most camera axes. */
  private static int up(JointTrack truth) {
    return Skeletons.upright(truth.joints())
        .map(
            ends -> {
              double sum = 0;
              for (int t = 0; t < truth.frames(); t++) {
                sum += truth.metres().at(t, ends[0], 1) - truth.metres().at(t, ends[1], 1);
              }
              return sum < 0 ? -1 : 1;
            })
        .orElse(1);
  }

  private static String positions(JointTrack track) {
    FloatGrid metres = track.metres();
    ByteBuffer bytes =
        ByteBuffer.allocate(metres.length() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < metres.length(); i++) {
      int tenths = Math.round(metres.get(i) * PER_METRE);
      bytes.putShort((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, tenths)));
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static String numbers(Series series) {
    ByteBuffer bytes =
        ByteBuffer.allocate(series.frames() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int t = 0; t < series.frames(); t++) {
      bytes.putFloat(series.has(t) ? (float) series.get(t) : Float.NaN);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
