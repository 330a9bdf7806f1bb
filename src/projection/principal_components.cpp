#include "projection/principal_components.h"

#include <Eigen/Eigenvalues>
#include <algorithm>

namespace t2v {

PrincipalComponents principal_components(const PointRows& points, Eigen::Index count) {
  const Eigen::Index dim = points.cols();
  PrincipalComponents components;
  components.mean = Eigen::RowVectorXd::Zero(dim);
  if (points.rows() > 0) components.mean = points.colwise().mean();
  const PointRows centred = points.rowwise() - components.mean;
  const auto degrees = static_cast<double>(std::max<Eigen::Index>(1, points.rows() - 1));
  const Eigen::MatrixXd covariance = centred.transpose() * centred / degrees;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);

  components.axes.resize(count, dim);
  components.variances.resize(count);
  for (Eigen::Index i = 0; i < count; ++i) {
    const Eigen::Index place = dim - 1 - i;  // the solver's come in rising order
    const Eigen::VectorXd axis = solver.eigenvectors().col(place);
    Eigen::Index largest = 0;
    axis.cwiseAbs().maxCoeff(&largest);
    components.axes.row(i) = axis.transpose() * (axis(largest) < 0 ? -1 : 1);
    components.variances(i) = std::max(0.0, solver.eigenvalues()(place));
  }
  return components;
}

}  // namespace t2v
