package hmrbench.report.chart;

import hmrbench.core.Joint;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Errors joint by joint, as colours on figures of a body. */
public final class BodyFigure {

  private static final int ACROSS = 6;
  private static final int TILE = 246;
  private static final int KEY = 46;

  /** Size of a body in the units of {@link #PLACES}. */
  private static final double TALL = 100;

  /**
   * Where joints lie on a person who faces the reader, in hundredths of the height from the middle
   * and from the top.
   */
  private static final Map<Joint, double[]> PLACES =
      Map.ofEntries(
          at(Joint.HEADTOP, 0, 2),
          at(Joint.HEAD, 0, 8),
          at(Joint.HEAD_H36M, 0, 9),
          at(Joint.NECK_LSP, 0, 17),
          at(Joint.NECK, 0, 17),
          at(Joint.LEFT_SHOULDER, 11, 21),
          at(Joint.RIGHT_SHOULDER, -11, 21),
          at(Joint.LEFT_ELBOW, 18, 36),
          at(Joint.RIGHT_ELBOW, -18, 36),
          at(Joint.LEFT_WRIST, 24, 50),
          at(Joint.RIGHT_WRIST, -24, 50),
          at(Joint.SPINE_H36M, 0, 35),
          at(Joint.HIP_MPII, 0, 49),
          at(Joint.LEFT_HIP, 6, 51),
          at(Joint.RIGHT_HIP, -6, 51),
          at(Joint.LEFT_KNEE, 8, 73),
          at(Joint.RIGHT_KNEE, -8, 73),
          at(Joint.LEFT_ANKLE, 9, 95),
          at(Joint.RIGHT_ANKLE, -9, 95));

  private static final List<List<Joint>> LIMBS =
      List.of(
          List.of(Joint.NECK_LSP, Joint.HEADTOP),
          List.of(Joint.NECK, Joint.HEAD),
          List.of(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER),
          List.of(Joint.LEFT_HIP, Joint.RIGHT_HIP),
          List.of(Joint.LEFT_SHOULDER, Joint.LEFT_HIP),
          List.of(Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP),
          List.of(Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW),
          List.of(Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW),
          List.of(Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
          List.of(Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
          List.of(Joint.LEFT_HIP, Joint.LEFT_KNEE),
          List.of(Joint.RIGHT_HIP, Joint.RIGHT_KNEE),
          List.of(Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
          List.of(Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE));

  /**
   * From low to high; blue over grey to yellow, which colour-blind readers order alike: cividis
   * (Nunez, Anderton and Renslow, PLOS ONE 2018), at eight equal steps.
   */
  private static final List<Color> SCALE =
      List.of(
          new Color(0, 34, 78),
          new Color(33, 59, 110),
          new Color(76, 85, 107),
          new Color(108, 110, 114),
          new Color(139, 136, 119),
          new Color(173, 163, 113),
          new Color(211, 193, 100),
          new Color(254, 232, 56));

  private BodyFigure() {}

  private static Map.Entry<Joint, double[]> at(Joint joint, double right, double down) {
    return Map.entry(joint, new double[] {right, down});
  }

  /**
   * A body.
   *
   * @param label whose errors
   * @param errors by joint; joints that overlap are painted in the order of the enum
   * @param mean what the table says, as printed
   */
  public record Body(String label, Map<Joint, Double> errors, String mean) {
    public Body {
      errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
    }
  }

  /** Whether a joint has a place on the figure. */
  public static boolean shows(Joint joint) {
    return PLACES.containsKey(joint);
  }

  /** Bodies side by side, all in one scale from 0 to the largest error. */
  public static Figure of(String name, String title, String unit, List<Body> bodies, String note) {
    double most =
        bodies.stream()
            .flatMap(body -> body.errors().values().stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    List<Figure.Row> rows = new ArrayList<>();
    rows.add(new Figure.Row((canvas, width, height) -> key(canvas, unit, most), KEY));
    for (int from = 0; from < bodies.size(); from += ACROSS) {
      List<Body> some = bodies.subList(from, Math.min(from + ACROSS, bodies.size()));
      rows.add(new Figure.Row((canvas, width, height) -> row(canvas, width, some, most), TILE));
    }
    return new Figure(
        name,
        title,
        "The person faces you: the person's left is on your right.",
        List.of(),
        rows,
        note,
        Figure.FULL);
  }

  private static void key(Graphics2D canvas, String unit, double most) {
    int steps = 48;
    double width = 288;
    for (int i = 0; i < steps; i++) {
      canvas.setColor(color((i + 0.5) / steps));
      canvas.fill(new Rectangle2D.Double(i * width / steps, 6, width / steps + 0.4, 12));
    }
    canvas.setFont(Typeface.TICK);
    canvas.setColor(Ink.MUTED);
    for (int i = 0; i <= 4; i++) {
      String text = String.format(Locale.ROOT, most < 20 ? "%.1f" : "%.0f", most * i / 4);
      double shift = i == 0 ? 0 : Typeface.width(Typeface.TICK, text) / (i == 4 ? 1 : 2);
      canvas.drawString(text, (float) (width * i / 4 - shift), 34f);
    }
    canvas.setColor(Ink.TEXT);
    canvas.drawString(unit, (float) (width + 12), 17f);
  }

  private static void row(Graphics2D canvas, int width, List<Body> bodies, double most) {
    double tile = (double) width / ACROSS;
    for (int i = 0; i < bodies.size(); i++) {
      body(canvas, bodies.get(i), most, (i + 0.5) * tile, tile);
    }
  }

  private static void body(Graphics2D canvas, Body body, double most, double middle, double tile) {
    double size = 184 / TALL;
    for (List<Joint> limb : LIMBS) {
      Double from = body.errors().get(limb.get(0));
      Double to = body.errors().get(limb.get(1));
      if (from != null && to != null) {
        limb(canvas, place(limb.get(0)), place(limb.get(1)), from / most, to / most, middle, size);
      }
    }
    body.errors()
        .forEach(
            (joint, error) -> {
              double[] at = place(joint);
              double radius = joint == Joint.HEAD || joint == Joint.HEADTOP ? 10 : 6.5;
              Ellipse2D dot =
                  new Ellipse2D.Double(
                      middle + size * at[0] - radius,
                      4 + size * at[1] - radius + (radius > 7 ? 3 : 0),
                      2 * radius,
                      2 * radius);
              canvas.setColor(color(error / most));
              canvas.fill(dot);
              canvas.setColor(Ink.MUTED);
              canvas.setStroke(new BasicStroke(0.8f));
              canvas.draw(dot);
            });
    String label = Typeface.lines(Typeface.LABEL, body.label(), tile).get(0);
    centred(canvas, Typeface.LABEL, label, middle, TALL * size + 22);
    centred(canvas, Typeface.NUMBER, body.mean(), middle, TALL * size + 40);
  }

  /** A limb in eight pieces, so that its colour goes from one joint's to the other's. */
  private static void limb(
      Graphics2D canvas,
      double[] from,
      double[] to,
      double low,
      double high,
      double middle,
      double size) {
    int pieces = 8;
    // A rim in the colour of notes, so that dark limbs show on a dark page.
    canvas.setColor(Ink.MUTED);
    canvas.setStroke(new BasicStroke(9.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    canvas.draw(
        new Line2D.Double(
            middle + size * from[0], 4 + size * from[1], middle + size * to[0], 4 + size * to[1]));
    canvas.setStroke(new BasicStroke(8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (int i = 0; i < pieces; i++) {
      double a = (double) i / pieces;
      double b = (i + 1.0) / pieces;
      canvas.setColor(color(low + (high - low) * (a + b) / 2));
      canvas.draw(
          new Line2D.Double(
              middle + size * (from[0] + a * (to[0] - from[0])),
              4 + size * (from[1] + a * (to[1] - from[1])),
              middle + size * (from[0] + b * (to[0] - from[0])),
              4 + size * (from[1] + b * (to[1] - from[1]))));
    }
  }

  private static double[] place(Joint joint) {
    return java.util.Objects.requireNonNull(PLACES.get(joint));
  }

  /** The colour of a share of the scale, from 0 to 1. */
  static Color color(double share) {
    double at = Math.min(1, Math.max(0, share)) * (SCALE.size() - 1);
    int below = Math.min((int) at, SCALE.size() - 2);
    double part = at - below;
    Color a = SCALE.get(below);
    Color b = SCALE.get(below + 1);
    return new Color(
        mixed(a.getRed(), b.getRed(), part),
        mixed(a.getGreen(), b.getGreen(), part),
        mixed(a.getBlue(), b.getBlue(), part));
  }

  private static int mixed(int a, int b, double part) {
    return (int) Math.round(a + part * (b - a));
  }

  private static void centred(Graphics2D canvas, Font font, String text, double x, double y) {
    canvas.setFont(font);
    canvas.setColor(Ink.TEXT);
    canvas.drawString(text, (float) (x - Typeface.width(font, text) / 2), (float) y);
  }
}
