package hmrbench.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * The orthogonal matrix that is about nearest: five iterations of Newton and Schulz in bfloat16
 * bring all singular values to between 0.7 and 1.2.
 *
 * <p>Source: K. Jordan et al., Muon: an optimizer for hidden layers in neural networks, 2024, whose
 * coefficients these are.
 */
public final class Orthogonal {

  private static final String SOURCE =
      """
      def forward(self: __torch__.M, matrix: Tensor) -> Tensor:
        tall = torch.gt(torch.size(matrix, 0), torch.size(matrix, 1))
        wide = matrix
        if tall:
          wide = torch.t(matrix)
        x = torch.to(torch.div(wide, torch.add(torch.norm(wide, 2), 1.0e-07)), 15)
        for i in range(5):
          a = torch.matmul(x, torch.t(x))
          b = torch.add(torch.mul(a, -4.775), torch.mul(torch.matmul(a, a), 2.0315))
          x = torch.add(torch.mul(x, 3.4445), torch.matmul(b, x))
        if tall:
          x = torch.t(x)
        return torch.contiguous(torch.to(x, 6))
      """;

  private static final Scripts SCRIPTS = new Scripts();

  private Orthogonal() {}

  /**
   * Of a matrix [rows, columns], on its device.
   *
   * @return [rows, columns], owned by the manager of the matrix
   */
  public static NDArray nearest(NDArray matrix) {
    return SCRIPTS
        .of(SOURCE, matrix.getDevice())
        .run(matrix.getManager(), new NDList(matrix))
        .singletonOrThrow();
  }
}
