package hmrbench.scene;

import hmrbench.body.BodyModel;
import hmrbench.core.Fault;
import hmrbench.data.BodyMotion;
import hmrbench.data.sim.PersonMotion;
import hmrbench.data.sim.RandomStream;
import hmrbench.data.sim.SimulatedSplit;
import java.util.ArrayList;
import java.util.List;

/**
 * A person at some place, or some people, filmed: a pure function of its key and of time. Keeps
 * room for one moment; not for two threads at once.
 */
public final class Scene {

  private static final double OUTSIDE = 0.45;
  private static final double STANDING_THING = 0.14;
  private static final double PASSING_THING = 0.18;
  private static final double OTHER_PERSON = 0.22;

  /** The most people that a film can be of. */
  public static final int MOST_PEOPLE = 3;

  /** From one person to the next in a row, in metres. */
  private static final double APART = 1.1;

  /** How much nearer to the camera each of those is who cross one another, in metres. */
  private static final double BEFORE_ANOTHER = 0.6;

  /** How far from the middle one alone begins who crosses the picture, in metres. */
  private static final double ALONE = 0.9;

  private final SceneKey key;
  private final CaptureSettings filming;
  private final SceneCamera camera;
  private final Lamp lamp;
  private final Backdrop backdrop;
  private final double backdropHeading;
  private final Lens lens;
  private final List<PlacedObject> objects = new ArrayList<>();
  private final List<DressedPerson> people = new ArrayList<>();

  private Scene(SceneKey key, CaptureSettings filming) {
    this(
        key,
        filming,
        SceneCamera.drawn(filming.width(), filming.height(), key.draws(Purpose.CAMERA)));
  }

  private Scene(SceneKey key, CaptureSettings filming, SceneCamera camera) {
    this.key = key;
    this.filming = filming;
    this.camera = camera;
    RandomStream place = key.draws(Purpose.BACKDROP);
    boolean outside = place.uniform() < OUTSIDE;
    this.backdropHeading = camera.heading() + 0.3 * place.normal();
    this.backdrop = outside ? new Outdoors(place) : new Room(place);
    this.lamp = Lamp.drawn(outside, key.draws(Purpose.LIGHT));
    this.lens = Lens.drawn(key.seconds(), key.draws(Purpose.LENS));
  }

  private void addPerson(DressedPerson person) {
    people.add(person);
    add(person);
  }

  /**
   * The scene of a key.
   *
   * @throws hmrbench.core.Fault if the body has no triangles
   */
  public static Scene of(SceneKey key, CaptureSettings filming, Bodies bodies) {
    return of(key, key.motion(), filming, bodies);
  }

  /**
   * The scene of a key, with another motion of the person in the middle.
   *
   * @throws hmrbench.core.Fault if the body has no triangles
   */
  public static Scene of(SceneKey key, BodyMotion motion, CaptureSettings filming, Bodies bodies) {
    Scene scene = new Scene(key, filming);
    scene.addPerson(
        new DressedPerson(
            bodies.mesh(),
            motion,
            Appearance.drawn(key.draws(Purpose.LOOK)),
            new DressedPerson.Path(0, 0, 0.22, key.draws(Purpose.PATH))));
    if (filming.passers()) {
      RandomStream draws = key.draws(Purpose.PASSERS);
      scene.addPasser(draws.uniform(), bodies.mesh(), draws);
    }
    return scene;
  }

  /**
   * A scene of several people side by side, all of whom are filmed; nothing else passes.
   *
   * @param number of people, 1 to {@value #MOST_PEOPLE}
   * @param crossing whether they change places, the leftmost with the rightmost, and pass before
   *     each other; one alone goes from one side to the other
   * @throws hmrbench.core.Fault if the body has no triangles, or there are too few or too many
   */
  public static Scene ofPeople(
      SceneKey key, int number, boolean crossing, CaptureSettings filming, Bodies bodies) {
    if (number < 1 || number > MOST_PEOPLE) {
      throw Fault.asked("a film is of 1 to %d people, got %d", MOST_PEOPLE, number);
    }
    Scene scene = new Scene(key, filming);
    for (int person = 0; person < number; person++) {
      scene.addPerson(scene.besideOthers(bodies.mesh(), person, number, crossing));
    }
    return scene;
  }

  /** Someone with a place in the row of people. */
  private DressedPerson besideOthers(FigureMesh mesh, int person, int number, boolean crossing) {
    RandomStream draws = RandomStream.of(own(person), key.split().key());
    double side = number == 1 && crossing ? -ALONE : (person - (number - 1) / 2.0) * APART;
    // One who crosses another must not walk through them.
    double nearer = draws.uniform(-0.25, 0.25) + (crossing ? person * BEFORE_ANOTHER : 0);
    double[] from = crossing(side);
    double[] to = crossing(crossing ? -side : side);
    double[] eye = camera.place();
    double share = nearer / StrictMath.hypot(eye[0], eye[2]);
    Appearance look = Appearance.drawn(person == 0 ? key.draws(Purpose.LOOK) : draws);
    return new DressedPerson(
        mesh,
        motion(person),
        look,
        new DressedPerson.Path(
            new double[] {from[0] + share * eye[0], from[2] + share * eye[2]},
            new double[] {to[0] + share * eye[0], to[2] + share * eye[2]},
            key.seconds(),
            0.1,
            draws));
  }

  /** The key of what is random about someone of several. */
  private long own(int person) {
    return RandomStream.key(key.seed(), Purpose.OTHER_PERSON.key(), key.number(), person);
  }

  private BodyMotion motion(int person) {
    return person == 0
        ? key.motion()
        : PersonMotion.of(key.split(), key.seconds(), own(person), key.number() + person);
  }

  /**
   * A scene of up to {@value #MOST_PEOPLE} people, or of no one, anywhere in the picture and beyond
   * its edges, small or large.
   *
   * @throws hmrbench.core.Fault if the body has no triangles
   */
  static Scene ofCrowd(SceneKey key, CaptureSettings filming, Bodies bodies) {
    SceneCamera camera =
        SceneCamera.zooming(filming.width(), filming.height(), key.draws(Purpose.CAMERA));
    Scene scene = new Scene(key, filming, camera);
    FigureMesh mesh = bodies.mesh();
    List<Crowd.Place> places = Crowd.places(camera, key.draws(Purpose.CROWD));
    for (int person = 0; person < places.size(); person++) {
      Crowd.Place place = places.get(person);
      double[] at = scene.towardsCamera(place.share(), place.side());
      RandomStream draws = RandomStream.of(scene.own(person), key.split().key());
      Appearance look = Appearance.drawn(draws);
      DressedPerson.Path path = new DressedPerson.Path(at[0], at[2], 0.1, draws);
      scene.addPerson(new DressedPerson(mesh, scene.motion(person), look, path));
    }
    if (filming.passers()) {
      RandomStream draws = key.draws(Purpose.PASSERS);
      double kind = draws.uniform();
      if (kind < STANDING_THING + PASSING_THING) {
        scene.addPasser(kind, mesh, draws);
      }
    }
    return scene;
  }

  /** A body made ready for drawing, shared by scenes and threads. */
  public static final class Bodies {
    private final FigureMesh mesh;

    /**
     * @throws hmrbench.core.Fault if the body has no triangles
     */
    public Bodies(BodyModel body) {
      this.mesh = new FigureMesh(body);
    }

    FigureMesh mesh() {
      return mesh;
    }
  }

  private void add(SceneObject object) {
    int first = objects.stream().mapToInt(PlacedObject::triangles).sum();
    objects.add(new PlacedObject(object, first));
  }

  /**
   * Who or what passes, if anyone.
   *
   * @param kind what it is, 0 to 1
   */
  private void addPasser(double kind, FigureMesh mesh, RandomStream draws) {
    double share = draws.uniform(0.2, 0.75); // how far towards the camera
    double side = draws.uniform(-0.7, 0.7);
    double speed = (draws.uniform() < 0.5 ? -1 : 1) * draws.uniform(0.25, 1.1);
    double when = draws.uniform(0, key.seconds());
    if (kind < STANDING_THING) {
      double height = draws.uniform(0.3, 0.95);
      double[] size = {draws.uniform(0.06, 0.4), height, draws.uniform(0.06, 0.3)};
      add(Solid.drawn(size, towardsCamera(share, side), new double[3], draws));
    } else if (kind < STANDING_THING + PASSING_THING) {
      double[] size = {
        draws.uniform(0.05, 0.25), draws.uniform(0.25, 1.7), draws.uniform(0.05, 0.25)
      };
      double[] from = towardsCamera(share, side - speed * when);
      from[1] = Math.max(0, draws.uniform(-0.6, 1.1));
      add(Solid.drawn(size, from, crossing(speed), draws));
    } else if (kind < STANDING_THING + PASSING_THING + OTHER_PERSON) {
      boolean before = draws.uniform() < 0.35;
      double off = (draws.uniform() < 0.5 ? -1 : 1) * draws.uniform(0.35, 1.1);
      double[] middle = towardsCamera(before ? 0.6 * share : -draws.uniform(0.1, 0.35), off);
      add(otherPerson(mesh, middle, draws));
    }
  }

  private DressedPerson otherPerson(FigureMesh mesh, double[] middle, RandomStream draws) {
    SimulatedSplit split = key.split();
    long other = RandomStream.key(key.seed(), Purpose.OTHER_PERSON.key(), key.number());
    PersonMotion motion = PersonMotion.of(split, key.seconds(), other, key.number());
    return new DressedPerson(
        mesh,
        motion,
        Appearance.drawn(key.draws(Purpose.OTHER_PERSON)),
        new DressedPerson.Path(middle[0], middle[2], draws.uniform(0.05, 0.6), draws));
  }

  /**
   * A place on the ground between the person and the camera.
   *
   * @param share of the way
   * @param side how far to the right, in metres
   */
  private double[] towardsCamera(double share, double side) {
    double[] eye = camera.place();
    double[] right = crossing(side);
    return new double[] {share * eye[0] + right[0], 0, share * eye[2] + right[2]};
  }

  private double[] crossing(double speed) {
    double heading = camera.heading();
    return new double[] {-speed * StrictMath.cos(heading), 0, speed * StrictMath.sin(heading)};
  }

  public SceneKey key() {
    return key;
  }

  public CaptureSettings filming() {
    return filming;
  }

  public SceneCamera camera() {
    return camera;
  }

  /** Who is filmed. */
  public BodyMotion motion() {
    return person(0).motion();
  }

  /** How many people are filmed, those that only pass left out. */
  public int people() {
    return people.size();
  }

  /** Someone who is filmed; they are the first of the objects, in this order. */
  DressedPerson person(int number) {
    return people.get(number);
  }

  Lamp lamp() {
    return lamp;
  }

  Lens lens() {
    return lens;
  }

  Backdrop backdrop() {
    return backdrop;
  }

  double backdropHeading() {
    return backdropHeading;
  }

  /** Everything that is drawn with triangles, those who are filmed first. */
  List<PlacedObject> objects() {
    return objects;
  }

  /** The scene at a moment; valid until the next one is asked for. */
  public SceneMoment at(double seconds) {
    place(seconds);
    return new SceneMoment(this, 0, seconds);
  }

  /** Puts everything where it is at a moment. */
  void place(double seconds) {
    for (PlacedObject object : objects) {
      object.place(seconds, filming.shutter());
    }
  }
}
