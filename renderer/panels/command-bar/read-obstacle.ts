import type { Obstacle, ObstacleReason, ObstacleTarget } from '#domain/routes/obstacle.ts';

/** A sea leg by the names of its piers. */
export type NamedLeg = { readonly id: string; readonly from: string; readonly to: string };

export type ObstacleMeaning =
  /** `forMs` null: until somebody clears it. */
  | { readonly kind: 'obstacle'; readonly target: ObstacleTarget; readonly name: string | null; readonly speedPercent: number; readonly reason: ObstacleReason; readonly forMs: number | null }
  /** A road is closed at the point of the form, and the form has none. */
  | { readonly kind: 'no-point' }
  | { readonly kind: 'clear'; readonly obstacle: Obstacle; readonly name: string | null };

const verbs = { close: ['tutup', 'close'], slow: ['pelan', 'slow'], open: ['buka', 'open'] } as const;
const roadWords = ['jalan', 'road'];
const reasonWords: Readonly<Record<string, ObstacleReason>> = {
  ombak: 'waves', gelombang: 'waves', waves: 'waves', kapal: 'no-vessel', vessel: 'no-vessel', banjir: 'flood', flood: 'flood', longsor: 'landslide', landslide: 'landslide',
  pohon: 'fallen-tree', tree: 'fallen-tree', kecelakaan: 'crash', crash: 'crash', perbaikan: 'works', works: 'works', keramaian: 'crowd', crowd: 'crowd',
};
const hourMs = 3_600_000;
/** Where nobody says for how long. */
const usuallyMs = 12 * hourMs;
const closedRadiusM = 200;
const slowPercent = 50;
const offersAtMost = 8;

/** Whether a line asks to open what is closed. */
export function opensWay(line: string): boolean {
  return verbs.open.some((verb) => line.trim().toLowerCase().split(/\s+/)[0] === verb);
}

/**
 * Reads a line of the command bar that closes, slows or opens a way: `tutup talango ombak 6j`, `tutup jalan banjir`, `pelan jalan`, `buka talango`. A sea leg
 * by a part of a pier's name, or the road at the form's point; a reason; for how many hours (`6j`), 12 where nobody says, `terus` for ever. Null: no such line.
 */
export function readObstacle(
  line: string,
  known: { readonly legs: readonly NamedLeg[]; readonly obstacles: readonly Obstacle[]; readonly point: { readonly latitude: number; readonly longitude: number } | null },
): readonly ObstacleMeaning[] | null {
  const [verb = '', ...words] = line.trim().toLowerCase().split(/\s+/);
  const isOneOf = (list: readonly string[], word: string): boolean => list.includes(word);
  const nameOf = (target: ObstacleTarget): string | null => {
    const leg = target.kind === 'sea-leg' ? known.legs.find(({ id }) => id === target.legId) : undefined;
    return leg ? `${leg.from} – ${leg.to}` : null;
  };
  if (opensWay(line)) {
    const wanted = words.join(' ');
    return known.obstacles
      .map((obstacle): ObstacleMeaning & { kind: 'clear' } => ({ kind: 'clear', obstacle, name: nameOf(obstacle.target) }))
      .filter(({ name }) => (name ?? roadWords.join(' ')).toLowerCase().includes(wanted))
      .slice(0, offersAtMost);
  }
  const isSlow = isOneOf(verbs.slow, verb);
  if (!isSlow && !isOneOf(verbs.close, verb)) return null;
  const hours = words.flatMap((word) => /^(\d{1,3})[jh]$/.exec(word)?.[1] ?? []).map(Number)[0];
  const isForEver = words.some((word) => word === 'terus' || word === 'forever');
  const forMs = isForEver ? null : hours === undefined ? usuallyMs : hours * hourMs;
  const said = words.map((word) => reasonWords[word]).find((reason) => reason !== undefined);
  const names = words.filter((word) => reasonWords[word] === undefined && !/^\d{1,3}[jh]$/.test(word) && word !== 'terus' && word !== 'forever');
  const speedPercent = isSlow ? slowPercent : 0;
  if (names.some((word) => isOneOf(roadWords, word))) {
    if (!known.point) return [{ kind: 'no-point' }];
    const { latitude, longitude } = known.point;
    return [{ kind: 'obstacle', target: { kind: 'road', latitude, longitude, radiusM: closedRadiusM }, name: null, speedPercent, reason: said ?? 'other', forMs }];
  }
  if (names.length === 0) return [];
  return known.legs
    .filter(({ from, to }) => names.every((word) => `${from} ${to}`.toLowerCase().includes(word)))
    .slice(0, offersAtMost)
    .map(({ id, from, to }) => ({ kind: 'obstacle', target: { kind: 'sea-leg', legId: id }, name: `${from} – ${to}`, speedPercent, reason: said ?? 'waves', forMs }));
}
