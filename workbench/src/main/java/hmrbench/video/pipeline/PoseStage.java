package hmrbench.video.pipeline;

import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.OutputKind;
import hmrbench.core.Prediction;
import hmrbench.core.Remark;
import hmrbench.core.SmplTrack;
import hmrbench.core.WindowRule;
import hmrbench.data.WindowPlan;
import hmrbench.data.Windows;
import hmrbench.io.NdArray;
import hmrbench.model.Predictor;
import hmrbench.video.OrderedTasks;
import hmrbench.video.track.TrackSelection.Squares;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Lets the model over time look at each person's features, some hundred frames at a time: features
 * stay on disk, whatever the length of the track, and every frame sees the neighbours that it would
 * see in the whole. Several parts are looked at at once.
 */
final class PoseStage {

  /** Rows of a window plan that are answered together. */
  private static final int CHUNK = 512;

  private final VideoTask.OpenModels models;
  private final double framesPerSecond;
  private final Listener listener;

  PoseStage(VideoTask.OpenModels models, double framesPerSecond, Listener listener) {
    this.models = models;
    this.framesPerSecond = framesPerSecond;
    this.listener = listener;
  }

  /** Answers for every frame of every person. */
  List<PersonPrediction> run(List<Squares> people, Map<Integer, NdArray> features) {
    int all = people.stream().mapToInt(Squares::frames).sum();
    List<Predictor> twins =
        IntStream.range(1, models.workers())
            .mapToObj(worker -> models.predictor().twin())
            .flatMap(Optional::stream)
            .toList();
    Queue<Predictor> free = new ConcurrentLinkedQueue<>(twins);
    free.add(models.predictor());
    try (OrderedTasks<Prediction> asked = new OrderedTasks<>(free.size())) {
      List<PersonPrediction> predictions = new ArrayList<>();
      int done = 0;
      for (Squares person : people) {
        NdArray rows = Objects.requireNonNull(features.get(person.id()));
        ask(person, rows, asked, free);
        List<Prediction> parts = new ArrayList<>();
        while (asked.waiting() > 0) {
          parts.add(asked.take());
          done += parts.get(parts.size() - 1).smpl().frames();
          listener.progress("bodies", (double) done / all);
        }
        predictions.add(new PersonPrediction(person, joined(parts)));
      }
      return predictions;
    } finally {
      twins.forEach(Predictor::close);
    }
  }

  /**
   * The windows of TCMR's demo (lib/dataset/_dataset_demo.py at c41fdd7): the first and last frames
   * are answered from themselves, repeated. Models that answer for whole windows get every frame
   * once. A track that is shorter than a window is padded with its first and last frame, as no
   * official program does; a remark says so.
   */
  private WindowPlan plan(Squares person) {
    Predictor predictor = models.predictor();
    int window = predictor.windowFrames();
    WindowRule rule =
        predictor.output() == OutputKind.SEQUENCE ? WindowRule.CHUNKS : WindowRule.TCMR;
    if (person.frames() < window) {
      listener.remark(
          Remark.note(
              "short-track",
              "person " + person.id(),
              "is there for %d frames, a window has %d: filled up with the first and last frame"
                  .formatted(person.frames(), window)));
      rule = WindowRule.EDGE_PADDED;
    }
    return Windows.plan(rule, person.frames(), window, predictor.output());
  }

  private void ask(
      Squares person, NdArray features, OrderedTasks<Prediction> asked, Queue<Predictor> free) {
    WindowPlan plan = plan(person);
    List<WindowPlan.Row> rows =
        plan.rows().stream()
            .sorted(java.util.Comparator.comparingInt(WindowPlan.Row::target))
            .toList();
    for (int from = 0; from < rows.size(); from += CHUNK) {
      List<WindowPlan.Row> some = rows.subList(from, Math.min(rows.size(), from + CHUNK));
      asked.begin(
          () -> {
            Predictor predictor = free.remove();
            try {
              return predict(predictor, person, features, plan, some);
            } finally {
              free.add(predictor);
            }
          });
    }
  }

  private Prediction predict(
      Predictor predictor,
      Squares person,
      NdArray features,
      WindowPlan plan,
      List<WindowPlan.Row> rows) {
    int first =
        rows.stream()
            .flatMap(row -> plan.windows().get(row.window()).frames().stream())
            .mapToInt(Integer::intValue)
            .min()
            .orElseThrow();
    int last =
        rows.stream()
            .flatMap(row -> plan.windows().get(row.window()).frames().stream())
            .mapToInt(Integer::intValue)
            .max()
            .orElseThrow();
    List<WindowPlan.Window> windows = new ArrayList<>();
    List<WindowPlan.Row> kept = new ArrayList<>();
    Map<Integer, Integer> places = new HashMap<>();
    for (WindowPlan.Row row : rows) {
      Integer place = places.get(row.window());
      if (place == null) {
        place = windows.size();
        places.put(row.window(), place);
        windows.add(
            new WindowPlan.Window(
                plan.windows().get(row.window()).frames().stream().map(t -> t - first).toList()));
      }
      kept.add(new WindowPlan.Row(place, row.position(), row.target() - first));
    }
    Clip clip = clip("person " + person.id(), features.rows(first, last + 1).toFloatGrid());
    return predictor.predict(clip, new WindowPlan(windows, kept));
  }

  /** A clip of features alone; predictors that are networks look at nothing else. */
  private Clip clip(String name, FloatGrid features) {
    return Clip.ofFeatures(name, framesPerSecond, features, JointSet.SMPL24);
  }

  private static Prediction joined(List<Prediction> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<SmplTrack> tracks = parts.stream().map(Prediction::smpl).toList();
    List<FloatGrid> weights = parts.stream().flatMap(part -> part.attention().stream()).toList();
    return new Prediction(
        SmplTrack.stacked(tracks),
        weights.isEmpty() ? Optional.empty() : Optional.of(FloatGrid.stacked(weights)));
  }
}
