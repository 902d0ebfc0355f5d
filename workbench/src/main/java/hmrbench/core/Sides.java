package hmrbench.core;

import java.util.Locale;

/** Which limbs of a file are those of the other side. */
public enum Sides {
  AS_NAMED(false, false),
  /** Left and right of legs and arms. */
  EXCHANGED(true, true),
  LEGS(true, false),
  ARMS(false, true),
  /** A body that was predicted on a mirrored picture. */
  MIRRORED(true, true);

  private final boolean legs;
  private final boolean arms;

  Sides(boolean legs, boolean arms) {
    this.legs = legs;
    this.arms = arms;
  }

  /** As a user writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The joint whose place a joint of the file has. */
  public Joint partner(Joint joint) {
    String name = joint.name();
    String part = name.replaceFirst("(LEFT|RIGHT)_", "");
    boolean leg = part.matches("(OP_)?(HIP|KNEE|ANKLE|FOOT|BIG_TOE|SMALL_TOE|HEEL)");
    boolean sided = !part.equals(name);
    if (!sided || (leg ? !legs : !arms)) {
      return joint;
    }
    return Joint.valueOf(
        name.contains("LEFT_") ? name.replace("LEFT_", "RIGHT_") : name.replace("RIGHT_", "LEFT_"));
  }
}
