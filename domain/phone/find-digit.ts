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

/** How much of the energy is one tone: Goertzel's filter. `cycles`: of the tone per sample. */
function toneEnergy(samples: Float32Array, cycles: number): number {
  const turn = 2 * Math.cos(2 * Math.PI * cycles);
  let [last, before] = [0, 0];
  for (const sample of samples) [last, before] = [sample + turn * last - before, last];
  return (2 * (last * last + before * before - turn * last * before)) / samples.length;
}

/** So many pieces without a digit are the pause between two; fewer are a gap in the sound of one. */
const pausePieces = 3;

/** What was found in the pieces so far: a digit counts once, when two pieces in a row have it, and again after a pause. */
export type DigitEar = { readonly last: string | null; readonly told: string | null; readonly quiet: number };

export const deafEar: DigitEar = { last: null, told: null, quiet: 0 };

export function hearPiece(ear: DigitEar, found: string | null): { readonly ear: DigitEar; readonly digit: string | null } {
  const quiet = found === null ? ear.quiet + 1 : 0;
  const isNew = found !== null && found === ear.last && found !== ear.told;
  return { ear: { last: found, told: isNew ? found : quiet >= pausePieces ? null : ear.told, quiet }, digit: isNew ? found : null };
}
