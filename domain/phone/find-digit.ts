const rowsHz = [697, 770, 852, 941] as const;
const columnsHz = [1209, 1336, 1477, 1633] as const;
const digits = ['123A', '456B', '789C', '*0#D'] as const;

/** Below it nothing was pressed: full scale is 1. */
const quietestTone = 0.01;
/** One of the two tones may be this many times stronger than the other (ITU-T Q.24 allows 8 dB at most). */
const mostTwist = 6.3;
/** So much of the sound is the two tones; a voice spreads over many. */
const leastShare = 0.75;

/** The digit whose two tones (ITU-T Q.23) fill a piece of sound, about 20 ms of it; null for anything else. */
export function findDigit(samples: Float32Array, samplesPerS: number): string | null {
  const energy = samples.reduce((sum, sample) => sum + sample * sample, 0);
  const strongest = (all: readonly number[]) => all.map((hz, index) => ({ index, energy: toneEnergy(samples, hz / samplesPerS) })).reduce((best, each) => (each.energy > best.energy ? each : best));
  const [row, column] = [strongest(rowsHz), strongest(columnsHz)];
  const least = (quietestTone * quietestTone * samples.length) / 2;
  const [weaker, stronger] = [Math.min(row.energy, column.energy), Math.max(row.energy, column.energy)];
  if (weaker < least || stronger > weaker * mostTwist || row.energy + column.energy < leastShare * energy) return null;
  return digits[row.index]?.[column.index] ?? null;
}

/** The root of the mean square of a piece. */
export function loudnessOf(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

/** How much of the energy is one tone: Goertzel's filter. `cycles`: of the tone per sample. */
function toneEnergy(samples: Float32Array, cycles: number): number {
  const turn = 2 * Math.cos(2 * Math.PI * cycles);
  let [last, before] = [0, 0];
  for (const sample of samples) [last, before] = [sample + turn * last - before, last];
  return (2 * (last * last + before * before - turn * last * before)) / samples.length;
}

/** So many pieces without a digit are the pause between two; fewer are a gap in the sound of one. */
const pausePieces = 3;
/** Somewhere in the pause it is so many times quieter than the digit that follows: a fading end is not. */
const leastRise = 4;

/**
 * What was found in the pieces so far: `last` in the last one, `told` the digit that is told and not over yet, `pause` the pieces since a
 * digit was found, and the loudness of the quietest of them.
 */
export type DigitEar = { readonly last: string | null; readonly told: string | null; readonly pause: number; readonly quietest: number };

export const deafEar: DigitEar = { last: null, told: null, pause: 0, quietest: Infinity };

/**
 * A digit counts once, when two pieces in a row have it, and again after a pause. Where packets are late, a receiver fills the hole with the
 * last sound, ever fainter: the digit that sounds out of that is the same press.
 * `loudness`: any measure of the piece's amplitude.
 */
export function hearPiece(ear: DigitEar, found: string | null, loudness: number): { readonly ear: DigitEar; readonly digit: string | null } {
  if (found === null) return { ear: { ...ear, last: null, pause: ear.pause + 1, quietest: Math.min(ear.quietest, loudness) }, digit: null };
  const isPressedAgain = ear.pause >= pausePieces && ear.quietest * leastRise < loudness;
  const told = isPressedAgain ? null : ear.told;
  const isNew = found === ear.last && found !== told;
  return { ear: { last: found, told: isNew ? found : told, pause: 0, quietest: Infinity }, digit: isNew ? found : null };
}
