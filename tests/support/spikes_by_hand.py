# SPDX-License-Identifier: MIT
"""When suddenly much more was said than usual, as docs/figures-spikes.md and cmtool-report-spikes(1) say it: over quarters of an hour.

A slow mean and variance (exponential, 5000 minutes; at first the plain ones), counts smoothed over five minutes. A spike stands 8.5 deviations above the mean, of
which there is at least the root of it and one; is of five mentions or more; comes after a day of counts; and is stronger than everything within a day, and half as
strong again as what was told within it. It lasts until four quarters in a row bring no more than twice what is usual, or one.
"""
import math

QUARTER = 15 * 60 * 1000
DAY = 24 * 3600 * 1000


def spikes_of(moments, since, until):
    """moments: milliseconds, ascending. Those that are not over at `since`: (from, until, usual, strength)."""
    first = moments[0] // QUARTER * QUARTER
    counts = [0] * -(-(until - first) // QUARTER)
    for at in moments:
        if at < until:
            counts[(at - first) // QUARTER] += 1
    fresh, slow = 1 - math.exp(-15 / 5), 1 - math.exp(-15 / 5000)
    smooth = mean = float(counts[0])
    variance = 0.0
    told, strengths, found = None, [0.0], []
    for number in range(1, len(counts)):
        smooth += fresh * (counts[number] - smooth)
        strength = (smooth - mean) / math.sqrt(max(variance, mean + 1))
        in_day = max(strengths[max(1, number - DAY // QUARTER + 1):number], default=-math.inf)
        # Told again within a day: only what is half as strong again.
        again = told is None or (number - told[0]) * QUARTER >= DAY or strength >= 1.5 * told[1]
        if number * QUARTER >= DAY and number >= 12 and again and strength > in_day and strength >= 8.5 and counts[number] >= 5:
            told = (number, strength)
            if not found or number > found[-1][1]:
                found.append((number, end_of(counts, number, mean), mean, strength))
        strengths.append(strength)
        weight = max(slow, 1 / (number + 1))
        off = smooth - mean
        mean += weight * off
        variance = (1 - weight) * (variance + weight * off * off)
    return [(first + begin * QUARTER, first + end * QUARTER, mean * (end - begin), strength) for begin, end, mean, strength in found if first + end * QUARTER > since]


def end_of(counts, begin, mean):
    """After the last loud quarter before an hour is quiet."""
    end, quiet = begin + 1, 0
    for number in range(begin, len(counts)):
        quiet = 0 if counts[number] > max(2 * mean, 1) else quiet + 1
        if quiet == 0:
            end = number + 1
        if quiet == 4:
            break
    return end
