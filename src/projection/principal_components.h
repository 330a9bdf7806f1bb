#pragma once

#include <Eigen/Core>

namespace t2v {

/// Vectors as rows, [points, dim].
using PointRows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The directions in which points differ most (Pearson 1901): eigenvectors of their covariance.
struct PrincipalComponents {
  Eigen::RowVectorXd mean;    ///< [dim]
  PointRows axes;             ///< [count, dim], of length 1, at right angles to each other
  Eigen::VectorXd variances;  ///< [count] of the points along each axis, largest first

  /// Coordinates of points along the axes, [points, count].
  PointRows coordinates(const PointRows& points) const {
    return (points.rowwise() - mean) * axes.transpose();
  }
};

/// The first `count` of them; count <= dim. The sign of an axis, which nothing fixes, is such that
/// its entry of the largest magnitude is positive. Of no points all is zero.
PrincipalComponents principal_components(const PointRows& points, Eigen::Index count);

}  // namespace t2v
