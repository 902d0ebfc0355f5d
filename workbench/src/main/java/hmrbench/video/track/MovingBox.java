package hmrbench.video.track;

import hmrbench.picture.geometry.Box;

/** Where a person's box is expected: its middle moves evenly, its size changes evenly in ratio. */
final class MovingBox {

  /** Detectors place a middle to about this part of the height. */
  private static final double PLACE_DEVIATION = 0.05;

  /** A person starts with up to about this part of their height per frame. */
  private static final double START_SPEED = 0.1;

  /** A person changes speed by about this part of their height per frame, each frame. */
  private static final double SPEED_CHANGE = 0.01;

  private static final double SIZE_DEVIATION = 0.1;
  private static final double SIZE_SPEED = 0.02;
  private static final double SIZE_SPEED_CHANGE = 0.002;

  private final MovingValue x;
  private final MovingValue y;
  private final MovingValue logHeight;
  private final MovingValue logWidth;

  MovingBox(Box box) {
    double height = box.height();
    x = place(box.centreX(), height);
    y = place(box.centreY(), height);
    logHeight = size(box.height());
    logWidth = size(box.width());
  }

  void advance() {
    x.advance();
    y.advance();
    logHeight.advance();
    logWidth.advance();
  }

  void read(Box box) {
    x.read(box.centreX());
    y.read(box.centreY());
    logHeight.read(Math.log(box.height()));
    logWidth.read(Math.log(box.width()));
  }

  Box box() {
    return new Box(x.value(), y.value(), Math.exp(logWidth.value()), Math.exp(logHeight.value()));
  }

  private static MovingValue place(double at, double height) {
    return new MovingValue(
        at, PLACE_DEVIATION * height, START_SPEED * height, SPEED_CHANGE * height);
  }

  private static MovingValue size(double pixels) {
    return new MovingValue(Math.log(pixels), SIZE_DEVIATION, SIZE_SPEED, SIZE_SPEED_CHANGE);
  }
}
