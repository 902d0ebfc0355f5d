package hmrbench.cli;

/** The option that makes a doubt about an input an error, for the commands that have it. */
final class StrictOption {

  static final String DESCRIPTION =
      "A doubt about an input (a unit, a rate, an axis) is an error; otherwise it is a remark on"
          + " the page.";

  private StrictOption() {}
}
