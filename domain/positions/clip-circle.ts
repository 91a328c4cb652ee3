/** Metres east and north of the middle of the circle. */
export type PlanePoint = readonly [east: number, north: number];

type Chain = { readonly points: PlanePoint[]; entry: number; exit: number };

const whole = 2 * Math.PI;

/** Corners around a circle about the origin, counter-clockwise from the east. */
export function pointsOfCircle(radiusM: number, corners: number): readonly PlanePoint[] {
  return Array.from({ length: corners }, (_, index) => onCircle((index * whole) / corners, radiusM));
}

/**
 * What of a circle about the origin lies within a simple ring, as open rings, counter-clockwise; several where the ring goes in and out. Its arcs have a
 * corner every 1/`corners` of the circle. Empty where they do not meet.
 */
export function clipCircle(ring: readonly PlanePoint[], radiusM: number, corners: number): readonly (readonly PlanePoint[])[] {
  const ordered = signedArea(ring) < 0 ? ring.toReversed() : ring;
  const chains = chainsWithin(ordered, radiusM);
  if (chains === 'all') return [ordered];
  if (chains.length === 0) return isOriginInside(ordered) ? [pointsOfCircle(radiusM, corners)] : [];
  const free = new Set(chains);
  const parts: (readonly PlanePoint[])[] = [];
  for (const start of chains) {
    if (!free.has(start)) continue;
    const part: PlanePoint[] = [];
    let chain = start;
    do {
      free.delete(chain);
      part.push(...chain.points);
      const next = nextEntry(chain.exit, chains);
      part.push(...arc(chain.exit, next.entry, radiusM, corners));
      chain = next;
    } while (chain !== start && free.has(chain));
    parts.push(part);
  }
  return parts;
}

/** The stretches of the ring that run inside the circle, each from where it enters to where it leaves; all: it never leaves. */
function chainsWithin(ring: readonly PlanePoint[], radiusM: number): readonly Chain[] | 'all' {
  const isWithin = ([east, north]: PlanePoint): boolean => Math.hypot(east, north) < radiusM;
  const firstOutside = ring.findIndex((point) => !isWithin(point));
  if (firstOutside < 0) return 'all';
  const chains: Chain[] = [];
  let open: Chain | null = null;
  for (let step = 0; step < ring.length; step += 1) {
    const from = ring[(firstOutside + step) % ring.length] ?? [0, 0];
    const to = ring[(firstOutside + step + 1) % ring.length] ?? [0, 0];
    for (const { point, isEntry } of crossings(from, to, radiusM)) {
      if (isEntry) open = { points: [point], entry: angleOf(point), exit: 0 };
      else if (open) {
        open.points.push(point);
        open.exit = angleOf(point);
        chains.push(open);
        open = null;
      }
    }
    if (open && isWithin(to)) open.points.push(to);
  }
  return chains;
}

/** Where a straight way crosses the circle: not at all, once, or in and out again. A touch is no crossing. */
function crossings(from: PlanePoint, to: PlanePoint, radiusM: number): readonly { point: PlanePoint; isEntry: boolean }[] {
  const [east, north] = [to[0] - from[0], to[1] - from[1]];
  const a = east * east + north * north;
  const halfB = from[0] * east + from[1] * north;
  const root = halfB * halfB - a * (from[0] * from[0] + from[1] * from[1] - radiusM * radiusM);
  if (a === 0 || root <= 0) return [];
  const at = (part: number): PlanePoint => [from[0] + part * east, from[1] + part * north];
  const isFromWithin = Math.hypot(...from) < radiusM;
  const isToWithin = Math.hypot(...to) < radiusM;
  const [first, last] = [(-halfB - Math.sqrt(root)) / a, (-halfB + Math.sqrt(root)) / a];
  if (isFromWithin && isToWithin) return [];
  if (isToWithin) return [{ point: at(first), isEntry: true }];
  if (isFromWithin) return [{ point: at(last), isEntry: false }];
  return first > 0 && last < 1 ? [{ point: at(first), isEntry: true }, { point: at(last), isEntry: false }] : [];
}

/** Counter-clockwise along the circle, the first chain that begins; the one that ended there may be the same. */
function nextEntry(angle: number, chains: readonly Chain[]): Chain {
  return chains.reduce((nearest, each) => (turn(angle, each.entry) < turn(angle, nearest.entry) ? each : nearest));
}

function arc(from: number, to: number, radiusM: number, corners: number): readonly PlanePoint[] {
  const step = whole / corners;
  const points = Math.max(0, Math.ceil(turn(from, to) / step) - 1);
  return Array.from({ length: points }, (_, index) => onCircle(from + (index + 1) * step, radiusM));
}

function turn(from: number, to: number): number {
  return (((to - from) % whole) + whole) % whole;
}

function angleOf([east, north]: PlanePoint): number {
  return Math.atan2(north, east);
}

function onCircle(angle: number, radiusM: number): PlanePoint {
  return [radiusM * Math.cos(angle), radiusM * Math.sin(angle)];
}

function signedArea(ring: readonly PlanePoint[]): number {
  let [lastEast, lastNorth] = ring.at(-1) ?? [0, 0];
  let doubled = 0;
  for (const [east, north] of ring) {
    doubled += lastEast * north - east * lastNorth;
    [lastEast, lastNorth] = [east, north];
  }
  return doubled / 2;
}

function isOriginInside(ring: readonly PlanePoint[]): boolean {
  let inside = false;
  let [x1, y1] = ring.at(-1) ?? [0, 0];
  for (const [x2, y2] of ring) {
    if (y1 > 0 !== y2 > 0 && 0 < ((x1 - x2) * (0 - y2)) / (y1 - y2) + x2) inside = !inside;
    [x1, y1] = [x2, y2];
  }
  return inside;
}
