package hmrbench.docs;

import hmrbench.core.Joint;
import hmrbench.core.JointOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An order of joints as a picture (SVG): a person who faces the reader, a dot at every joint, and
 * beside the person the number and the name of each.
 */
final class JointFigure {

  private static final int WIDTH = 700;
  private static final int HEIGHT = 570;
  private static final int MIDDLE = WIDTH / 2;

  /** Where names end on the left and begin on the right, in pixels from the middle. */
  private static final int NAMES = 196;

  private static final int LINE = 15;
  private static final int TOP = 48;

  /** Dots that are at least so far apart have room for their numbers. */
  private static final double ROOM = 15;

  /** A place in the picture, in pixels right of the middle and below the top. */
  private record Place(int x, int y) {
    double distance(Place other) {
      return Math.hypot(x - other.x, y - other.y);
    }
  }

  private static final Map<Joint, Place> PLACES = places();

  /** The strokes of the person: middle or left ones; the right ones are their mirror. */
  private static final List<List<Place>> STROKES =
      List.of(
          List.of(new Place(0, 130), new Place(0, 292)),
          List.of(new Place(0, 166), new Place(62, 172), new Place(112, 236), new Place(176, 320)),
          List.of(
              new Place(0, 292),
              new Place(34, 306),
              new Place(40, 404),
              new Place(44, 500),
              new Place(58, 532)));

  private JointFigure() {}

  private static Map<Joint, Place> places() {
    Map<Joint, Place> places = new EnumMap<>(Joint.class);
    middle(places, Joint.HEADTOP, 36);
    middle(places, Joint.HEAD_H36M, 58);
    middle(places, Joint.OP_NOSE, 84);
    middle(places, Joint.NOSE, 94);
    middle(places, Joint.HEAD, 108);
    middle(places, Joint.JAW_H36M, 114);
    middle(places, Joint.NECK, 146);
    middle(places, Joint.NECK_LSP, 146);
    middle(places, Joint.OP_NECK, 164);
    middle(places, Joint.THORAX, 182);
    middle(places, Joint.SPINE3, 190);
    middle(places, Joint.SPINE2, 222);
    middle(places, Joint.SPINE_H36M, 232);
    middle(places, Joint.SPINE1, 254);
    middle(places, Joint.PELVIS, 288);
    middle(places, Joint.HIP_MPII, 288);
    middle(places, Joint.OP_MID_HIP, 302);
    pair(places, "EYE", 18, 74);
    pair(places, "EAR", 44, 84);
    pair(places, "COLLAR", 22, 166);
    pair(places, "SHOULDER", 62, 172);
    pair(places, "ELBOW", 112, 236);
    pair(places, "WRIST", 158, 296);
    pair(places, "HAND", 176, 320);
    pair(places, "HIP", 34, 306);
    pair(places, "KNEE", 40, 404);
    pair(places, "ANKLE", 44, 494);
    pair(places, "FOOT", 54, 526);
    pair(places, "HEEL", 34, 514);
    pair(places, "BIG_TOE", 46, 538);
    pair(places, "SMALL_TOE", 68, 530);
    return places;
  }

  private static void middle(Map<Joint, Place> places, Joint joint, int y) {
    places.put(joint, new Place(0, y));
  }

  /** A joint of either side, and OpenPose's of the same name a little nearer to the middle. */
  private static void pair(Map<Joint, Place> places, String part, int x, int y) {
    for (Joint joint : Joint.values()) {
      boolean openPose = joint.name().startsWith("OP_");
      String name = joint.name().replaceFirst("^OP_", "");
      int nearer = openPose ? 7 : 0;
      if (name.equals("LEFT_" + part)) {
        places.put(joint, new Place(x - nearer, y - nearer));
      } else if (name.equals("RIGHT_" + part)) {
        places.put(joint, new Place(nearer - x, y - nearer));
      }
    }
  }

  /** A joint with its label beside the person. */
  private record Label(int number, Joint joint, Place place) {
    String colour() {
      return joint.name().contains("LEFT_")
          ? "#0072b2"
          : joint.name().contains("RIGHT_") ? "#c04f00" : "#333333";
    }

    String words() {
      return number + " " + JointOrder.word(joint);
    }
  }

  static String svg(JointOrder order) {
    List<Label> labels = new ArrayList<>();
    for (Joint joint : order.set().joints()) {
      Place place = PLACES.get(joint);
      if (place == null) {
        throw new IllegalStateException("say where in the picture of a person " + joint + " is");
      }
      labels.add(new Label(labels.size(), joint, place));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">"
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
    lines.add("<title>The joints of %s on a person who faces you</title>".formatted(order.name()));
    lines.add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>".formatted(WIDTH, HEIGHT));
    lines.addAll(person());
    lines.addAll(names(labels));
    lines.addAll(dots(labels));
    lines.add("</svg>");
    return String.join("\n", lines) + "\n";
  }

  private static List<String> person() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "<g fill=\"none\" stroke=\"#dddddd\" stroke-width=\"18\" stroke-linecap=\"round\""
            + " stroke-linejoin=\"round\">");
    lines.add("<circle cx=\"%d\" cy=\"84\" r=\"44\" stroke-width=\"6\"/>".formatted(MIDDLE));
    for (List<Place> stroke : STROKES) {
      for (int side : List.of(1, -1)) {
        lines.add(
            "<polyline points=\"%s\"/>"
                .formatted(
                    stroke.stream()
                        .map(place -> (MIDDLE + side * place.x()) + "," + place.y())
                        .collect(Collectors.joining(" "))));
      }
    }
    lines.add("</g>");
    return lines;
  }

  private static List<String> dots(List<Label> labels) {
    boolean room = true;
    for (Label a : labels) {
      for (Label b : labels) {
        room &= a.number() >= b.number() || a.place().distance(b.place()) >= ROOM;
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "<g font-family=\"sans-serif\" font-size=\"9\" text-anchor=\"middle\" fill=\"#ffffff\">");
    for (Label label : labels) {
      int x = MIDDLE + label.place().x();
      lines.add(
          "<circle cx=\"%d\" cy=\"%d\" r=\"%s\" fill=\"%s\"/>"
              .formatted(x, label.place().y(), room ? "7.5" : "4", label.colour()));
      if (room) {
        lines.add(
            "<text x=\"%d\" y=\"%d\">%d</text>"
                .formatted(x, label.place().y() + 3, label.number()));
      }
    }
    lines.add("</g>");
    return lines;
  }

  /** Names on the side where their joints are; those of the middle where there is more room. */
  private static List<String> names(List<Label> labels) {
    List<Label> right = new ArrayList<>(labels.stream().filter(it -> it.place().x() < 0).toList());
    List<Label> left = new ArrayList<>(labels.stream().filter(it -> it.place().x() > 0).toList());
    for (Label label : labels) {
      if (label.place().x() == 0) {
        (left.size() < right.size() ? left : right).add(label);
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("<g font-family=\"sans-serif\" font-size=\"12\">");
    lines.addAll(names(right, -1, "the person's right"));
    lines.addAll(names(left, 1, "the person's left"));
    lines.add("</g>");
    return lines;
  }

  private static List<String> names(List<Label> labels, int side, String heading) {
    labels.sort(Comparator.comparing((Label it) -> it.place().y()).thenComparing(Label::number));
    String anchor = side < 0 ? "end" : "start";
    int x = MIDDLE + side * NAMES;
    List<String> lines = new ArrayList<>();
    lines.add(
        "<text x=\"%d\" y=\"20\" text-anchor=\"%s\" fill=\"#666666\">%s</text>"
            .formatted(x, anchor, heading));
    int[] rows = rows(labels);
    for (int i = 0; i < rows.length; i++) {
      Label label = labels.get(i);
      lines.add(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#bbbbbb\"/>",
              x - side * 4,
              rows[i],
              MIDDLE + label.place().x(),
              label.place().y()));
      lines.add(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>"
              .formatted(x, rows[i] + 4, anchor, label.colour(), label.words()));
    }
    return lines;
  }

  /** The rows of names: as high as their joints where there is room, else as near as may be. */
  private static int[] rows(List<Label> labels) {
    int[] rows = new int[labels.size()];
    for (int i = 0; i < rows.length; i++) {
      int own = labels.get(i).place().y();
      rows[i] = Math.max(own, i == 0 ? TOP : rows[i - 1] + LINE);
    }
    int lowest = HEIGHT - LINE;
    for (int i = rows.length - 1; i >= 0; i--) {
      rows[i] = Math.min(rows[i], lowest);
      lowest = rows[i] - LINE;
    }
    return rows;
  }
}
