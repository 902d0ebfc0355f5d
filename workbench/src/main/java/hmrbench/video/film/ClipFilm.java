package hmrbench.video.film;

import hmrbench.body.BodyModel;
import hmrbench.core.FloatGrid;
import hmrbench.core.Remark;
import hmrbench.core.Series;
import hmrbench.picture.image.Area;
import hmrbench.picture.image.Picture;
import hmrbench.record.FrameTable;
import hmrbench.video.draw.Lettering;
import hmrbench.video.draw.Material;
import hmrbench.video.draw.Palette;
import hmrbench.video.draw.PlacedSurface;
import hmrbench.video.draw.ScenePainter;
import hmrbench.video.draw.SkeletonPainter;
import hmrbench.video.draw.Sketch;
import hmrbench.video.draw.TimeStrip;
import hmrbench.video.draw.View;
import hmrbench.video.write.YuvPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The frames of a film of a recorded clip: a panel for the truth and one per model, in which the
 * truth is drawn behind as a shadow; below them the errors and the attention over time, with a line
 * at the present frame. Any frame may be drawn at any time, by several threads at once.
 */
public final class ClipFilm {

  private static final String PA_MPJPE = "pa_mpjpe_mm";
  private static final String ACCELERATION = "accel_err_mm_per_frame2";

  private static final double HEAD = 0.062;
  private static final double STRIP = 0.115;
  private static final double SMALL = 0.026;
  private static final double LARGE = 0.034;
  private static final int MOST_COLUMNS = 4;

  /** How far the camera is from the hips, and how much it looks down. */
  private static final double DISTANCE = 5.5;

  private static final double PITCH = 8;

  /** Room around the largest reach of the clip, as a share. */
  private static final double ROOM = 1.22;

  /** How many metres are shown of a clip without truth that can be drawn. */
  private static final double UNKNOWN_REACH = 2.5;

  /** How faint the truth is behind a model, in 1/256. */
  private static final int SHADOW = 97;

  /** Height of the stamp on edited records, in lines. */
  private static final int STAMP_LINES = 2;

  private static final int STAMP_TEXT = 0x000000;
  private static final String EDITED = "EDITED RECORDS, not to be cited: ";

  private final RecordedClip clip;
  private final FilmBodies bodies;
  private final FilmFormat look;
  private final Lettering small;
  private final Lettering large;
  private final List<Panel> panels = new ArrayList<>();
  private final List<Strip> strips = new ArrayList<>();
  private final Picture backdrop;
  private final YuvPicture convertedBackdrop;
  private final double metresHigh;

  /** A rectangle with somebody in it. */
  private record Panel(FilmPerson person, int left, int top, int width, int height) {

    Area area() {
      return new Area(left, top, left + width, top + height);
    }
  }

  /** A diagram and where it begins. */
  private record Strip(TimeStrip diagram, int top) {}

  private ClipFilm(RecordedClip clip, FilmBodies bodies, FilmFormat look) {
    this.clip = clip;
    this.bodies = bodies;
    this.look = look;
    this.small = new Lettering(pixels(SMALL), false);
    this.large = new Lettering(pixels(LARGE), true);
    int bottom = look.height();
    List<TimeStrip> diagrams = diagrams();
    for (int i = diagrams.size() - 1; i >= 0; i--) {
      bottom -= diagrams.get(i).height();
      strips.add(new Strip(diagrams.get(i), bottom));
    }
    int stamp = clip.edited().isEmpty() ? 0 : STAMP_LINES * large.height();
    layPanels(pixels(HEAD), bottom - stamp);
    this.backdrop = backdrop(bottom - stamp);
    this.convertedBackdrop = YuvPicture.of(backdrop);
    this.metresHigh = reach();
  }

  /**
   * Prepares a film.
   *
   * @param bodies candidates for meshes; where none gives the recorded joints, skeletons are drawn
   */
  public static ClipFilm of(RecordedClip clip, List<BodyModel> bodies, FilmFormat look) {
    return new ClipFilm(clip, FilmBodies.of(clip, bodies), look);
  }

  /** What a viewer should know of how people are drawn. */
  public List<Remark> remarks() {
    List<Remark> remarks = new ArrayList<>();
    if (!bodies.hasMesh()) {
      remarks.add(
          Remark.note(
              "skeletons",
              "film",
              "skeletons are drawn: no body model at hand gives the recorded joints; name its folder"
                  + " with --body-model"));
    }
    for (Panel panel : panels) {
      int[] left =
          IntStream.range(0, clip.frames())
              .filter(frame -> !bodies.isDrawable(panel.person(), frame))
              .toArray();
      if (left.length > 0) {
        remarks.add(
            Remark.doubt(
                "not-drawn",
                panel.person().name(),
                "%d of %d frames, the first is %d, have a pose or a camera that no body can have"
                        .formatted(left.length, clip.frames(), left[0])
                    + " (more than 10 m from the hips): they are not drawn"));
      }
    }
    return remarks;
  }

  /** The clip that is shown. */
  public RecordedClip clip() {
    return clip;
  }

  public FilmFormat look() {
    return look;
  }

  private int pixels(double share) {
    return (int) Math.round(share * look.height());
  }

  private List<TimeStrip> diagrams() {
    int height = pixels(STRIP);
    List<TimeStrip> diagrams = new ArrayList<>();
    curves("acceleration error, mm/frame\u00b2", ACCELERATION, height).ifPresent(diagrams::add);
    curves("PA-MPJPE, mm", PA_MPJPE, height).ifPresent(diagrams::add);
    clip.models().stream()
        .filter(model -> model.attention().isPresent())
        .findFirst()
        .ifPresent(model -> diagrams.add(attention(model, height)));
    return diagrams;
  }

  private Optional<TimeStrip> curves(String title, String column, int height) {
    List<TimeStrip.Curve> curves = new ArrayList<>();
    for (FilmPerson model : clip.models()) {
      Series values = model.errors().get(column);
      if (values != null && values.present().count() > 0) {
        curves.add(new TimeStrip.Curve(model.name(), model.colour(), values));
      }
    }
    return curves.isEmpty()
        ? Optional.empty()
        : Optional.of(TimeStrip.curves(look.width(), height, title, curves, clip.frames(), small));
  }

  private TimeStrip attention(FilmPerson model, int height) {
    FrameTable.Attention weights = model.attention().orElseThrow();
    return TimeStrip.shares(
        look.width(),
        height,
        "attention of " + model.name(),
        weights.past(),
        weights.current(),
        weights.future(),
        small);
  }

  private void layPanels(int top, int bottom) {
    List<FilmPerson> people = new ArrayList<>(List.of(clip.truth()));
    people.addAll(clip.models());
    int rows = (people.size() + MOST_COLUMNS - 1) / MOST_COLUMNS;
    int columns = (people.size() + rows - 1) / rows;
    for (int i = 0; i < people.size(); i++) {
      int row = i / columns;
      int column = i % columns;
      int left = column * look.width() / columns;
      int above = top + row * (bottom - top) / rows;
      panels.add(
          new Panel(
              people.get(i),
              left,
              above,
              (column + 1) * look.width() / columns - left,
              top + (row + 1) * (bottom - top) / rows - above));
    }
  }

  /**
   * All that stays from frame to frame.
   *
   * @param panelsEnd where the panels end, and the stamp begins if there is one
   */
  private Picture backdrop(int panelsEnd) {
    Picture picture = Picture.black(look.width(), look.height());
    Sketch sketch = new Sketch(picture);
    sketch.gradient(
        0, 0, look.width(), look.height(), Palette.BACKDROP_ABOVE, Palette.BACKDROP_BELOW);
    int margin = pixels(SMALL) / 2;
    large.write(sketch, clip.heading(), margin, pixels(0.012), Palette.TEXT, 1);
    for (Panel panel : panels) {
      if (panel.left() > 0) {
        sketch.rectangle(panel.left(), panel.top(), 1, panel.height(), Palette.GRID, 1);
      }
      String name = large.fitted(panel.person().name(), panel.width() - 2 * margin);
      large.write(sketch, name, panel.left() + margin, panel.top(), panel.person().colour(), 1);
    }
    strips.forEach(strip -> strip.diagram().draw(sketch, 0, strip.top()));
    if (!clip.edited().isEmpty()) {
      stamp(sketch, panelsEnd);
    }
    return picture;
  }

  /** Says in every frame that the records are not as the run wrote them. */
  private void stamp(Sketch sketch, int top) {
    sketch.rectangle(0, top, look.width(), STAMP_LINES * large.height(), Palette.WARNING, 1);
    int margin = pixels(SMALL) / 2;
    String text = EDITED + String.join(", ", clip.edited());
    String line = large.fitted(text, look.width() - 2 * margin);
    large.write(sketch, line, margin, top + large.height() / 2, STAMP_TEXT, 1);
  }

  /** How many metres of the body plane a panel shows from top to bottom. */
  private double reach() {
    FloatGrid joints = clip.truth().joints().relativeToRoot().metres();
    double up = 0;
    double across = 0;
    for (int frame = 0; frame < clip.frames(); frame++) {
      for (int j = 0; bodies.isDrawable(clip.truth(), frame) && j < joints.size(1); j++) {
        up = Math.max(up, Math.abs(joints.at(frame, j, 1)));
        across = Math.max(across, Math.abs(joints.at(frame, j, 0)));
      }
    }
    Panel panel = panels.get(0);
    return up == 0 && across == 0
        ? UNKNOWN_REACH
        : 2 * ROOM * Math.max(up, across * panel.height() / panel.width());
  }

  /** A painter for {@link #draw}; one per thread. */
  public ScenePainter painter() {
    return new ScenePainter(look.width(), look.height());
  }

  /** What {@link #draw(int, ScenePainter, Canvas)} draws on; one per thread. */
  Canvas canvas() {
    return new Canvas(backdrop, convertedBackdrop);
  }

  /**
   * Draws a frame.
   *
   * @param painter of {@link #painter()}, used by no one else at the moment
   */
  public Picture draw(int frame, ScenePainter painter) {
    Canvas canvas = canvas();
    draw(frame, painter, canvas);
    return canvas.picture();
  }

  /** As {@link #draw(int, ScenePainter)}, in place of the frame that a canvas shows. */
  void draw(int frame, ScenePainter painter, Canvas canvas) {
    canvas.wipe();
    Sketch sketch = new Sketch(canvas.picture());
    Panel first = panels.get(0);
    Area truth = shown(sketch, first, frame, painter, canvas);
    for (Panel panel : panels.subList(1, panels.size())) {
      int right = panel.left() - first.left();
      int down = panel.top() - first.top();
      Area seen = truth.common(panel.area().shifted(-right, -down));
      canvas.repeat(seen, right, down, SHADOW);
      shown(sketch, panel, frame, painter, canvas);
      canvas.touch(numbers(sketch, panel, frame));
    }
    for (Strip strip : strips) {
      canvas.touch(strip.diagram().mark(sketch, 0, strip.top(), frame));
    }
    canvas.touch(clock(sketch, frame));
  }

  /** Draws somebody, or says that they cannot be drawn; where somebody was drawn. */
  private Area shown(Sketch sketch, Panel panel, int frame, ScenePainter painter, Canvas canvas) {
    if (bodies.isDrawable(panel.person(), frame)) {
      Area area = person(sketch, panel, frame, painter);
      canvas.touch(area);
      return area;
    }
    String text = "not drawn: no body has this pose";
    int left = panel.left() + (panel.width() - small.width(text)) / 2;
    int top = panel.top() + panel.height() / 2;
    canvas.touch(small.write(sketch, text, left, top, Palette.WARNING, 1));
    return Area.NOTHING;
  }

  /** Draws a person and returns where. */
  private Area person(Sketch sketch, Panel panel, int frame, ScenePainter painter) {
    FilmPerson person = panel.person();
    boolean hips = look.angle() == FilmFormat.Angle.PELVIS;
    FilmBodies.Figure figure = hips ? bodies.rooted(person, frame) : bodies.placed(person, frame);
    View view = hips ? aroundHips(panel) : throughCamera(panel, person, frame);
    if (figure.surface().isPresent()) {
      Material material = new Material(person.colour(), 1);
      PlacedSurface placed =
          new PlacedSurface(figure.surface().get(), figure.metres(), 0, material);
      return painter.paint(sketch.picture(), view, List.of(placed));
    }
    return SkeletonPainter.draw(
        sketch, view, person.joints().joints(), figure.metres(), 0, person.colour());
  }

  private View aroundHips(Panel panel) {
    return View.around(
        panel.left(), panel.top(), panel.width(), panel.height(), 0, PITCH, DISTANCE, metresHigh);
  }

  private View throughCamera(Panel panel, FilmPerson person, int frame) {
    double scale = person.smpl().map(track -> (double) track.camera().at(frame, 0)).orElse(1.0);
    return View.crop(panel.left(), panel.top(), panel.width(), panel.height(), scale);
  }

  private Area numbers(Sketch sketch, Panel panel, int frame) {
    StringBuilder text = new StringBuilder();
    add(text, "PA-MPJPE %.0f mm", panel.person().errors().get(PA_MPJPE), frame);
    add(text, "accel. error %.0f", panel.person().errors().get(ACCELERATION), frame);
    int margin = pixels(SMALL) / 2;
    String line = small.fitted(text.toString(), panel.width() - 2 * margin);
    int top = panel.top() + large.height();
    return small.write(sketch, line, panel.left() + margin, top, Palette.FAINT_TEXT, 1);
  }

  private static void add(
      StringBuilder text,
      String format,
      @org.jspecify.annotations.Nullable Series values,
      int frame) {
    if (values != null && values.has(frame)) {
      text.append(text.isEmpty() ? "" : ",  ");
      text.append(String.format(Locale.ROOT, format, values.get(frame)));
    }
  }

  private Area clock(Sketch sketch, int frame) {
    String time =
        String.format(
            Locale.ROOT,
            "%.2f s   frame %d of %d   %s frames/s",
            clip.seconds().has(frame) ? clip.seconds().get(frame) : 0.0,
            frame,
            clip.frames(),
            plain(clip.framesPerSecond()));
    int left = look.width() - small.width(time) - pixels(SMALL) / 2;
    return small.write(sketch, time, left, pixels(0.018), Palette.FAINT_TEXT, 1);
  }

  private static String plain(double value) {
    return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
