package hmrbench.scene;

/**
 * What is random in a scene; each has its own random stream, so that a change of one leaves the
 * others as they are.
 */
enum Purpose {
  LOOK(101),
  LIGHT(102),
  CAMERA(103),
  BACKDROP(104),
  PASSERS(105),
  LENS(106),
  PATH(107),
  OTHER_PERSON(108),
  BOX(109),
  CROWD(110),
  SHAPE(111);

  private final long key;

  Purpose(long key) {
    this.key = key;
  }

  long key() {
    return key;
  }
}
