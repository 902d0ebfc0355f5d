package hmrbench.metric;

import hmrbench.core.Joint;
import java.util.List;
import java.util.Locale;

/** The body parts by which errors are reported. */
public enum BodyPart {
  HEAD("head", List.of("HEAD", "NECK", "NOSE", "EYE", "EAR", "JAW")),
  ARMS("arms", List.of("ELBOW", "WRIST", "HAND")),
  LEGS("legs", List.of("KNEE", "ANKLE", "FOOT", "TOE", "HEEL")),
  TRUNK("trunk", List.of());

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> words;

  BodyPart(String label, List<String> words) {
    this.label = label;
    this.words = words;
  }

  /** As printed and recorded. */
  public String label() {
    return label;
  }

  /** The part that a joint belongs to: hips, shoulders, collars and spine are the trunk. */
  public static BodyPart of(Joint joint) {
    String name = joint.name().toUpperCase(Locale.ROOT);
    for (BodyPart part : values()) {
      if (part.words.stream().anyMatch(name::contains)) {
        return part;
      }
    }
    return TRUNK;
  }
}
