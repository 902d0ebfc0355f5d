package hmrbench.data.sim;

/** The minimum-jerk step from 0 to 1 (Flash and Hogan 1985) and its integral. */
final class Ease {

  private Ease() {}

  /**
   * S(u) = u^3 (10 - 15 u + 6 u^2), 0 before 0 and 1 after 1; twice continuously differentiable.
   */
  static double step(double u) {
    if (u <= 0) {
      return 0;
    }
    return u >= 1 ? 1 : u * u * u * (10 - 15 * u + 6 * u * u);
  }

  /** The integral of {@link #step} from 0. */
  static double integral(double u) {
    if (u <= 0) {
      return 0;
    }
    return u >= 1 ? u - 0.5 : u * u * u * u * (2.5 - 3 * u + u * u);
  }
}
