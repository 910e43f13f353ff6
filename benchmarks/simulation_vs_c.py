"""A year of one pool, draws included: the simulation against the same queue in C (gcc -O3), side by side.

    python -m benchmarks.simulation_vs_c

Both follow 120,000 calls of 20 minutes (lognormal), with exponential patience of 4 minutes, answered by six
persons round the clock. The C program knows this case only; the engine knows skills, pauses, absences, chats.
Processor time, so that other work on the machine counts for little.
"""

import datetime as dt
import subprocess
import tempfile
import time
from pathlib import Path

from scoring.engine import model
from scoring.engine.simulation.run import prepare_bid, replicate
from scoring.engine.simulation.scenario import draw

YEARS, AGENTS, CALLS = 40, 6, 120_000.0
PROGRAM = r"""
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
static uint64_t s[2] = {88172645463325252ull, 362436069ull};
static double u(void) {
  uint64_t a = s[0], b = s[1]; s[0] = b; a ^= a << 23; s[1] = a ^ b ^ (a >> 17) ^ (b >> 26);
  return ((s[1] + b) >> 11) * 0x1p-53 + 0x1p-54;
}
static double normal(void) {
  static double kept; static int has = 0;
  if (has) { has = 0; return kept; }
  double r = sqrt(-2 * log(u())), a = 6.283185307179586 * u();
  has = 1; kept = r * sin(a); return r * cos(a);
}
static double heap[4096]; static int size;
static void push(double x) {
  int i = size++;
  while (i && heap[(i-1)/2] > x) { heap[i] = heap[(i-1)/2]; i = (i-1)/2; }
  heap[i] = x;
}
static void pop(void) {
  double x = heap[--size]; int i = 0, c;
  while ((c = 2*i+1) < size) {
    if (c+1 < size && heap[c+1] < heap[c]) c++;
    if (heap[c] >= x) break;
    heap[i] = heap[c]; i = c;
  }
  heap[i] = x;
}
static double at[1<<20], until[1<<20]; static long tally[168][3];
int main(int argc, char **argv) {
  int years = atoi(argv[1]), agents = atoi(argv[2]); double gap = 524160.0 / atof(argv[3]);
  double sigma = sqrt(log(2.0)), mu = log(20.0) - sigma*sigma/2;
  long calls = 0, answered = 0; struct timespec a, b; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
  for (int y = 0; y < years; y++) {
    double t = -gap * log(u()); long first = 0, last = 0; size = 0;
    while (t < 524160.0 || (size && heap[0] < 524160.0)) {
      if (size && heap[0] <= t) {
        double now = heap[0]; pop();
        while (first < last) {
          long k = first++; int how = (int)(at[k & 1048575] / 60) % 168;
          if (until[k & 1048575] <= now) { tally[how][2]++; continue; }
          tally[how][1]++; answered++; push(now + exp(mu + sigma * normal())); break;
        }
      } else {
        calls++; tally[(int)(t / 60) % 168][0]++;
        if (size < agents) {
          tally[(int)(t / 60) % 168][1]++; answered++;
          push(t + exp(mu + sigma * normal()));
        } else { at[last & 1048575] = t; until[last++ & 1048575] = t - 4.0 * log(u()); }
        t -= gap * log(u());
      }
    }
  }
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
  double seconds = b.tv_sec - a.tv_sec + 1e-9*(b.tv_nsec - a.tv_nsec);
  printf("%.9f %.6f\n", seconds / years, (double)answered / calls);
}
"""


def compile_c(folder: Path) -> Path:
    source, program = folder / "pool.c", folder / "pool"
    source.write_text(PROGRAM, encoding="ascii")
    subprocess.run(["gcc", "-O3", "-march=native", str(source), "-o", str(program), "-lm"], check=True)
    return program


def in_c(program: Path, years: int = YEARS) -> tuple[float, float]:
    """(seconds a year, share answered)."""
    asked = [str(program), str(years), str(AGENTS), str(CALLS)]
    seconds, answered = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(answered)


def in_the_engine() -> tuple[float, float]:
    bid = prepare_bid(_one_pool())
    replicate(bid, draw(bid.asked, 1, 0))
    start, answered, calls = time.process_time(), 0, 0
    for year in range(YEARS):
        flows = replicate(bid, draw(bid.asked, 1, year)).counts.flows[0]
        answered, calls = answered + int(flows[3]), calls + int(flows[0])
    return (time.process_time() - start) / YEARS, answered / calls


def _one_pool() -> model.EngineInput:
    item = model.ContactType(
        id="call",
        label="Appels",
        channel=model.Channel.CALL,
        language="fr",
        level=1,
        annual_volume=CALLS * 8766 / 8736,
        handle_time=model.HandleTime(20.0),
        patience=model.Patience(4.0),
    )
    shifts = tuple(model.Shift(tuple(range(7)), start, start + 480, AGENTS) for start in (0, 480, 960))
    team = model.Group("team", "Équipe", model.Employer("fictif"), ("call",), shifts, declared_staff=40)
    return model.EngineInput(model.Calendar(dt.date(2027, 1, 4), 52, "UTC"), (item,), (team,)).check()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        program = compile_c(Path(folder))
        rounds = [(in_c(program), in_the_engine()) for _ in range(3)]
    c, engine = (min(found[k] for found in rounds) for k in (0, 1))
    print(f"C, gcc -O3   {c[0] * 1e3:7.2f} ms a year, {c[1]:.1%} answered")
    print(f"engine       {engine[0] * 1e3:7.2f} ms a year, {engine[1]:.1%} answered")
    print(f"ratio        {engine[0] / c[0]:7.2f}")


if __name__ == "__main__":
    main()
