package hmrbench.report.page;

/** One part of the page. It is left out where the records have nothing for it. */
interface Section {

  /** What links name it by. */
  String id();

  /** Its name in the navigation. */
  String shortName();

  /** The heading. */
  String heading();

  /**
   * Its content.
   *
   * @param page where its tables and figures are kept, so that they become files too
   * @return HTML; empty where the records have nothing for it
   */
  String body(PageData data, PageParts page);
}
