import type { UnitPosition } from '#domain/positions/position.ts';

/**
 * Positions as a few flat arrays: thousands of objects take many times as long to be copied from one process to another. Words that repeat are sent once
 * for each reader and named by number afterwards; 0 is "none".
 */
export type PackedPositions = {
  /** Words not sent before, in the order of their numbers. */
  readonly newWords: readonly string[];
  /** Unit, source, device and island of each position. */
  readonly words: Uint32Array;
  /** Latitude, longitude, time of the fix, time it was received, accuracy, speed, heading, altitude, battery; NaN where it is not known. */
  readonly numbers: Float64Array;
  /** 1 where the tracker itself called the fix old. */
  readonly stale: Uint8Array;
  /** What cannot be worked out from the rest, by the place of the position. */
  readonly others: readonly (readonly [index: number, other: { readonly id?: string; readonly spoken?: UnitPosition['spoken'] }])[];
};

const wordsEach = 4;
const numbersEach = 9;

/** As sources make the id of a fix. */
const usualId = (sourceId: string, deviceId: string, fixedAtMs: number | ''): string => `${sourceId}:${deviceId}:${fixedAtMs}`;

/** Of the newest position of a unit: its words and their numbers, since a unit seldom changes its device or island. */
type Named = { sourceId: string; deviceId: string; islandId: string | null; idBegins: string; source: number; device: number; island: number };
type KnownUnit = Named & {
  readonly unitId: string;
  readonly unit: number;
  /** Who came after it last time, and comes after it again where all units tell their places in turn: looking thousands up by their names takes longer. */
  next: KnownUnit | null;
};

/** Whether a text from a place on is a whole number as JavaScript writes it; read digit by digit, since making texts takes longer than all the rest. */
function endsWithNumber(text: string, from: number, number: number): boolean {
  const digits = text.length - from;
  if (digits < 1 || digits > 15 || (digits > 1 && text.charCodeAt(from) === zero)) return false;
  let read = 0;
  for (let at = from; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) return false;
    read = read * 10 + digit;
  }
  return read === number;
}

const zero = 48;

/** Packs for one reader, who has to unpack everything in its order. */
export function createPositionPacker(): (positions: readonly UnitPosition[]) => PackedPositions {
  const numberOf = new Map<string, number>();
  const knownUnits = new Map<string, KnownUnit>();
  let first: KnownUnit | null = null;
  return (positions) => {
    const newWords: string[] = [];
    const words = new Uint32Array(positions.length * wordsEach);
    const numbers = new Float64Array(positions.length * numbersEach);
    const stale = new Uint8Array(positions.length);
    const others: [number, { id?: string; spoken?: UnitPosition['spoken'] }][] = [];
    const word = (text: string | null): number => {
      if (text === null) return 0;
      let number = numberOf.get(text);
      if (number === undefined) {
        number = numberOf.size + 1;
        numberOf.set(text, number);
        newWords.push(text);
      }
      return number;
    };
    const named = ({ sourceId, deviceId, islandId }: UnitPosition): Named => ({
      ...{ sourceId, deviceId, islandId, idBegins: usualId(sourceId, deviceId, '') },
      ...{ source: word(sourceId), device: word(deviceId), island: word(islandId) },
    });
    let before: KnownUnit | null = null;
    for (let index = 0; index < positions.length; index += 1) {
      const position = positions[index];
      if (!position) continue;
      const { id, unitId, sourceId, deviceId, islandId, fixedAtMs } = position;
      let unit: KnownUnit | null | undefined = before ? before.next : first;
      if (unit?.unitId !== unitId) unit = knownUnits.get(unitId);
      if (!unit) {
        unit = { unitId, unit: word(unitId), next: null, ...named(position) };
        knownUnits.set(unitId, unit);
      } else if (unit.deviceId !== deviceId || unit.sourceId !== sourceId || unit.islandId !== islandId) Object.assign(unit, named(position));
      if (before) before.next = unit;
      else first = unit;
      before = unit;
      const at = index * wordsEach;
      words[at] = unit.unit;
      words[at + 1] = unit.source;
      words[at + 2] = unit.device;
      words[at + 3] = unit.island;
      const to = index * numbersEach;
      numbers[to] = position.latitude;
      numbers[to + 1] = position.longitude;
      numbers[to + 2] = fixedAtMs;
      numbers[to + 3] = position.receivedAtMs;
      numbers[to + 4] = position.accuracyM ?? NaN;
      numbers[to + 5] = position.speedKmh ?? NaN;
      numbers[to + 6] = position.headingDeg ?? NaN;
      numbers[to + 7] = position.altitudeM ?? NaN;
      numbers[to + 8] = position.batteryPercent ?? NaN;
      stale[index] = position.declaredStale ? 1 : 0;
      const isUsual = id.startsWith(unit.idBegins) && endsWithNumber(id, unit.idBegins.length, fixedAtMs);
      if (!isUsual || position.spoken) others.push([index, { ...(isUsual ? {} : { id }), ...(position.spoken ? { spoken: position.spoken } : {}) }]);
    }
    return { newWords, words, numbers, stale, others };
  };
}

/** Unpacks what one packer packed, in its order. */
export function createPositionUnpacker(): (packed: PackedPositions) => UnitPosition[] {
  const texts: string[] = [''];
  const known = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value);
  return ({ newWords, words, numbers, stale, others }) => {
    for (const text of newWords) texts.push(text);
    const positions: UnitPosition[] = [];
    for (let index = 0; index < stale.length; index += 1) {
      const at = index * wordsEach;
      const from = index * numbersEach;
      const sourceId = texts[words[at + 1] ?? 0] ?? '';
      const deviceId = texts[words[at + 2] ?? 0] ?? '';
      const fixedAtMs = numbers[from + 2] ?? 0;
      const island = words[at + 3] ?? 0;
      positions.push({
        id: usualId(sourceId, deviceId, fixedAtMs),
        unitId: texts[words[at] ?? 0] ?? '',
        sourceId,
        deviceId,
        islandId: island === 0 ? null : (texts[island] ?? null),
        latitude: numbers[from] ?? 0,
        longitude: numbers[from + 1] ?? 0,
        fixedAtMs,
        receivedAtMs: numbers[from + 3] ?? 0,
        accuracyM: known(numbers[from + 4]),
        speedKmh: known(numbers[from + 5]),
        headingDeg: known(numbers[from + 6]),
        altitudeM: known(numbers[from + 7]),
        batteryPercent: known(numbers[from + 8]),
        declaredStale: stale[index] === 1,
      });
    }
    for (const [index, other] of others) {
      const position = positions[index];
      if (position) positions[index] = { ...position, ...other };
    }
    return positions;
  };
}
