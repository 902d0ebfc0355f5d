package hmrbench.data.sim;

/** Which splits an activity appears in. */
enum ActivityGroup {
  /** In training, and in new performances by new subjects in validation and test. */
  SEEN,
  /** Held out of training and test. */
  VALIDATION_ONLY,
  /** Held out of training and validation. */
  TEST_ONLY
}
