type Sample = { readonly centralMinusSteadyMs: number; readonly doubtMs: number };

const samplesKept = 8;
const steadyDriftMs = 250;

/**
 * Central's time, measured as network time is: an answer carries central's clock, and half of the way there and back is the doubt. The
 * best of the last eight counts. It is kept against a clock that only counts, so a step of this computer's clock shows at once.
 */
export function createCentralTime(options: { now: () => number; steadyMs: () => number }) {
  const { now, steadyMs } = options;
  let samples: readonly Sample[] = [];
  const best = (): Sample | undefined =>
    samples.reduce<Sample | undefined>((least, sample) => (least && least.doubtMs <= sample.doubtMs ? least : sample), undefined);
  const centralNow = (): number | null => {
    const sample = best();
    return sample ? steadyMs() + sample.centralMinusSteadyMs : null;
  };
  return {
    /** `heldMs`: how long central held its answer back on purpose. */
    measured(centralMs: number, askedAtSteadyMs: number, heldMs: number): void {
      const wayMs = Math.max(0, steadyMs() - askedAtSteadyMs - heldMs);
      const sample = { centralMinusSteadyMs: centralMs + wayMs / 2 - steadyMs(), doubtMs: wayMs / 2 };
      const known = best();
      // The counting clock stood still, as in a computer that slept, or central's own clock was set: what was measured before is void.
      const contradicts =
        known !== undefined &&
        Math.abs(known.centralMinusSteadyMs - sample.centralMinusSteadyMs) > known.doubtMs + sample.doubtMs + steadyDriftMs;
      samples = contradicts ? [sample] : [...samples, sample].slice(-samplesKept);
    },
    /** Our clock minus central's, milliseconds; null when not measured yet. */
    offsetMs(): number | null {
      const central = centralNow();
      return central === null ? null : Math.round(now() - central);
    },
    /** There and back without waiting at central: the shortest of the last ones, 0 when not measured yet. */
    roundTripMs: (): number => (best()?.doubtMs ?? 0) * 2,
    /** The time to judge others by: central's where it was measured, else our own. */
    trustedNowMs: (): number => Math.round(centralNow() ?? now()),
  };
}

export type CentralTime = ReturnType<typeof createCentralTime>;
