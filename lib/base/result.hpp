// SPDX-License-Identifier: MIT
// A value or an Error.
//
// GCC 12 has no std::expected in C++20 mode; the names below are such that it can take over later.
// TRY and CHECK_OK are the only macros of this kind.
#pragma once
#include <type_traits>
#include <utility>
#include <variant>

#include "base/error.hpp"

namespace cmtool {

/// Holds a T or an Error; may not be ignored.
template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}
  template <typename U>
    requires(std::is_constructible_v<T, U &&> && !std::is_same_v<std::remove_cvref_t<U>, Result> &&
             !std::is_same_v<std::remove_cvref_t<U>, Error> && !std::is_same_v<std::remove_cvref_t<U>, T> &&
             std::is_convertible_v<U &&, T>)
  Result(U&& value) : held_(std::in_place_index<0>, std::forward<U>(value)) {}

  [[nodiscard]] bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return std::get<0>(held_); }
  const T& value() const& { return std::get<0>(held_); }
  T&& value() && { return std::get<0>(std::move(held_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  Error& error() & { return std::get<1>(held_); }
  const Error& error() const& { return std::get<1>(held_); }
  Error&& error() && { return std::get<1>(std::move(held_)); }

 private:
  std::variant<T, Error> held_;
};

/// Nothing, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  [[nodiscard]] bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }

  Error& error() & { return *error_; }
  const Error& error() const& { return *error_; }
  Error&& error() && { return *std::move(error_); }

 private:
  std::optional<Error> error_{};
};

}  // namespace cmtool

#define CMTOOL_JOIN_(a, b) a##b
#define CMTOOL_JOIN(a, b) CMTOOL_JOIN_(a, b)
#define CMTOOL_TRY_(held, declaration, ...)        \
  auto held = (__VA_ARGS__);                       \
  if (!held.ok()) return std::move(held).error();  \
  declaration = std::move(held).value()

/// TRY(auto x, f()); gives x the value of f(), or returns its Error from here.
#define TRY(declaration, ...) CMTOOL_TRY_(CMTOOL_JOIN(try_held_, __LINE__), declaration, __VA_ARGS__)

/// CHECK_OK(f()); returns the Error of f() from here, if there is one.
#define CHECK_OK(...)                                                              \
  do {                                                                             \
    if (auto check_held = (__VA_ARGS__); !check_held.ok()) return std::move(check_held).error(); \
  } while (false)
