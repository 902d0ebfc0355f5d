package hmrbench.body;

import hmrbench.core.Fault;
import hmrbench.core.JointSet;
import java.util.List;
import java.util.stream.IntStream;

/** How much of a vertex a joint that is read off the mesh takes. */
record VertexShare(int vertex, double weight) {

  /**
   * The vertices that make up a joint; none for a joint of the tree.
   *
   * @param wanted the set that the joint is read for, for messages
   * @throws Fault if the body has no such vertex or regressor
   */
  static List<VertexShare> of(BodyArrays body, JointSet wanted, JointSource source) {
    if (source instanceof JointSource.Picked picked) {
      if (picked.vertex() >= body.vertices()) {
        throw Fault.asked(
            "body model %s has %d vertices, the joints %s need vertex %d; use a body model with the"
                + " 6890 vertices of SMPL.",
            body.name(), body.vertices(), wanted, picked.vertex());
      }
      return List.of(new VertexShare(picked.vertex(), 1));
    }
    if (source instanceof JointSource.Regressed regressed) {
      SparseRows regressor = body.regressors().get(regressed.regressor());
      if (regressor == null) {
        throw Fault.asked(
            "body model %s has no %s, with which the joints %s are read; put the file beside it.",
            body.name(), regressed.regressor().fileName(), wanted);
      }
      int row = regressed.row();
      return IntStream.range(regressor.start(row), regressor.start(row + 1))
          .mapToObj(i -> new VertexShare(regressor.column(i), regressor.value(i)))
          .toList();
    }
    return List.of();
  }
}
