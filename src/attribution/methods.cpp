#include "attribution/methods.h"

#include <fmt/format.h>

#include <array>

#include "attribution/class_activation_map.h"
#include "attribution/grad_cam.h"
#include "attribution/gradient.h"
#include "attribution/gradient_x_input.h"
#include "attribution/guided_backpropagation.h"
#include "attribution/integrated_gradients.h"
#include "attribution/leave_one_out.h"
#include "attribution/lime.h"
#include "attribution/max_pool_votes.h"
#include "attribution/window_split.h"
#include "text/error.h"

namespace t2v {
namespace {

constexpr std::array<Method, 11> kMethods{{
    {"cam", "class activation map over all windows, spread over their words", class_activation_map},
    {"grad-cam", "Grad-CAM, widths added up before what is below zero is dropped", grad_cam},
    {"grad-cam-per-width", "Grad-CAM of each width by itself, then added up", grad_cam_per_width},
    {"guided-backpropagation", "gradient x input of the features that speak for the target",
     guided_backpropagation},
    {"gradient", "length of the gradient at each word (unsigned)", gradient},
    {"gradient-x-input", "gradient times the word's vector", gradient_x_input},
    {"window-split", "exact split of the windows that won the maximum", window_split},
    {"integrated-gradients", "gradients along the way from a baseline to the text, exact",
     integrated_gradients},
    {"votes", "features whose winning window covers the word, for less against", max_pool_votes},
    {"leave-one-out", "what the output loses without the word", leave_one_out},
    {"lime", "ridge regression on texts with random words deleted", lime},
}};

}  // namespace

std::span<const Method> methods() {
  return kMethods;
}

const Method& method_named(std::string_view name) {
  for (const Method& method : kMethods) {
    if (method.name == name) return method;
  }
  std::string names;
  for (const Method& method : kMethods) {
    names += names.empty() ? "" : ", ";
    names += method.name;
  }
  throw Error(fmt::format("no attribution method is named '{}'; there are {}", name, names));
}

}  // namespace t2v
