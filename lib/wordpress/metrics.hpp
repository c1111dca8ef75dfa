// SPDX-License-Identifier: MIT
// Numbers of a WordPress site: comments and posts from WordPress itself, views and visitors where a statistics plug-in tells them.
//
// Koko Analytics (its class Rest, version 2; read 2026-11-27) and Jetpack Stats (its class Stats_Admin\REST_Controller; read 2026-11-27) answer over
// the REST interface what they counted by the day, to a user who may see it. WP Statistics has such an interface only in a paid addition.
// Which of them there is, is found out once a day. A day is told as of now while it lasts, and once more when it is over.
#pragma once
#include "net/session.hpp"
#include "platform.hpp"

namespace cmtool::wordpress {

Result<MeasurePage> read_metrics(Session&, const MeasureQuery&);

}  // namespace cmtool::wordpress
