package hmrbench.scene;

import hmrbench.core.CropSide;
import hmrbench.core.Fault;

/** Sizes of the crops that networks for rendered people see. */
public final class CropSizes {

  /** By how much a person's box is enlarged before the crop, as TCMR's demo does (demo.py). */
  public static final double ENLARGED = 1.2;

  private CropSizes() {}

  /**
   * Refuses a size that the network does not take.
   *
   * @throws Fault if it is no multiple of 16 from 32 to 512
   */
  public static void require(int side) {
    CropSide.whyNot(side)
        .ifPresent(
            problem -> {
              throw Fault.asked("crop size %s", problem);
            });
  }
}
