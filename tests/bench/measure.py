# SPDX-License-Identifier: EUPL-1.2
"""What is measured and how: wrk for requests, /proc for CPU and memory.

Every load is bounded in connections and seconds and goes to loopback only.
"""
import os
import re
import statistics
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")


def wrk(url, cookie, seconds, connections, threads=1):
    """Runs wrk once. Returns requests/s, p50 and p99 in ms; errors raise."""
    out = subprocess.run(
        ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s",
         "--latency", "-H", f"Cookie: {cookie}", url],
        capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in out or "Socket errors" in out:
        raise RuntimeError(f"{url}: the load met errors:\n{out}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))
    return {"rate": rate, "p50": _percentile(out, "50%"),
            "p99": _percentile(out, "99%")}


def _percentile(out, name):
    value, unit = re.search(rf"{name}\s+([\d.]+)(us|ms|s)", out).groups()
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def processes(pattern):
    """Ids of the processes whose command line matches the pattern."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                line = file.read().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if re.search(pattern, line) and int(pid) != os.getpid():
            found.append(int(pid))
    return found


def cpu_seconds(pids):
    """User and system time that the processes have used, in seconds."""
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/stat") as file:
                fields = file.read().rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def pss_mib(pids):
    """Proportional memory of the processes together, in MiB."""
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            total += int(re.search(r"^Pss:\s+(\d+)", file.read(), re.M).group(1))
    return total / 1024


def download(url, cookie):
    """Fetches url once and throws it away. Returns MiB/s."""
    out = subprocess.run(
        ["curl", "-sf", "-o", "/dev/null", "-H", f"Cookie: {cookie}",
         "-w", "%{size_download} %{time_total}", url],
        capture_output=True, text=True, check=True).stdout.split()
    return int(out[0]) / 1048576 / float(out[1])


def interleaved(rounds, subjects):
    """Measures each subject once a round, in turn, and gathers the results.

    subjects: name -> function without arguments that returns a number or a
    dict of numbers. Returns name -> list of results, one a round.
    """
    results = {name: [] for name in subjects}
    for number in range(rounds):
        for name, measure in subjects.items():
            print(f"  round {number + 1}/{rounds}: {name}", flush=True)
            results[name].append(measure())
            time.sleep(0.2)
    return results


def median(results, key=None):
    return statistics.median(r if key is None else r[key] for r in results)


def ratio(results, ours, theirs, key=None):
    """The median over the rounds of ours/theirs, pair by pair."""
    pairs = zip(results[ours], results[theirs])
    if key is None:
        return statistics.median(a / b for a, b in pairs)
    return statistics.median(a[key] / b[key] for a, b in pairs)
