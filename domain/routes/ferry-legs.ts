import { distanceM } from '../places/distance.ts';
import type { Ground } from './node-index.ts';
import { edgeFlag, type RoadGraph } from './road-graph.ts';
import type { Pier, SeaLeg, SeaNetwork } from './sea-legs.ts';

/** Of a ferry of the map nobody knows when it sails: it is taken to be waited for this long, by day and night. */
const unknownWaitMinutes = 30;
/** What vessels of its size sail in, where nobody says. */
const usualWaveLimitM = 1.5;
/** A crossing between piers as near as this to those of another one is the same. */
const samePierM = 2_000;
const nearPierM = 1_000;

type Way = { readonly to: number; readonly durationS: number; readonly takesCars: boolean; readonly name: string; readonly isReversed: boolean };

/**
 * The ferries of an imported map that say how long they take and go both ways, as sea legs between the ends of their lines. Lines that meet at sea are
 * followed to every pier they lead to. One that takes no cars is a boat, which a crew boards on foot.
 */
export function ferryLegs(graph: RoadGraph, islandAt: Ground['islandAt']): SeaNetwork {
  const ways = new Map<number, Way[]>();
  const durations = new Map(Array.from(graph.ferryEdge, (edge, place) => [edge, graph.ferryDurationS[place] ?? 0]));
  const isOnRoad = new Set<number>();
  for (let node = 0; node + 1 < graph.firstEdge.length; node += 1) {
    for (let edge = graph.firstEdge[node] ?? 0; edge < (graph.firstEdge[node + 1] ?? 0); edge += 1) {
      const to = graph.edgeTarget[edge] ?? 0;
      const flags = graph.edgeFlags[edge] ?? 0;
      if ((flags & edgeFlag.ferry) === 0) {
        isOnRoad.add(node).add(to);
        continue;
      }
      const name = graph.names[graph.lineName[graph.edgeLine[edge] ?? 0] ?? 0] ?? '';
      const way: Way = { to, durationS: durations.get(edge) ?? 0, takesCars: (flags & edgeFlag.motorcycleOnly) === 0, name, isReversed: (flags & edgeFlag.reversed) !== 0 };
      ways.set(node, [...(ways.get(node) ?? []), way]);
    }
  }
  const isPier = (node: number): boolean => isOnRoad.has(node) || ways.get(node)?.length === 1;
  const piers = new Map<number, Pier>();
  const legs: SeaLeg[] = [];
  for (const [start] of [...ways].filter(([node]) => isPier(node))) {
    for (const { to, way, durationS } of crossingsFrom(start, ways, isPier)) {
      if (to < start || !crossingsFrom(to, ways, isPier).some((back) => back.to === start)) continue;
      const [one, other] = [pierOf(start, way, false), pierOf(to, way, true)];
      if (!one || !other) continue;
      piers.set(start, one).set(to, other);
      const timetable = { window: [0, 24], waitMinutes: unknownWaitMinutes } as const;
      legs.push({ id: `osm-${one.id}--${other.id}`, from: one.id, to: other.id, vessel: way.takesCars ? 'ferry' : 'boat', minutes: Math.max(1, Math.round(durationS / 60)), waveLimitM: usualWaveLimitM, timetable });
    }
  }
  return { piers: [...piers.values()], legs };

  /** Named after its end of a ferry called "A – B", else after the ferry. */
  function pierOf(node: number, { name, isReversed }: Way, isEnd: boolean): Pier | null {
    const [longitude, latitude] = [(graph.nodeLongitudeE7[node] ?? 0) / 1e7, (graph.nodeLatitudeE7[node] ?? 0) / 1e7];
    const island = islandAt(latitude, longitude);
    const ends = name.split(/\s*[-–—]\s*/);
    const called = ends.length === 2 ? ends[Number(isEnd !== isReversed)] : name;
    return island && { id: `osm-${node}`, name: called === undefined || called === '' ? 'Feri' : called, islandId: island.id, latitude, longitude, radiusM: 200 };
  }
}

/** The quickest crossing from a pier to each other one over lines that say how long they take. */
function crossingsFrom(start: number, ways: ReadonlyMap<number, readonly Way[]>, isPier: (node: number) => boolean): readonly { to: number; way: Way; durationS: number }[] {
  const found = new Map<number, { to: number; way: Way; durationS: number }>();
  const underWay = (ways.get(start) ?? []).map((way) => ({ to: way.to, way, durationS: way.durationS, isSaid: way.durationS > 0 }));
  for (const { to, way, durationS, isSaid } of underWay) {
    if (!isSaid || to === start || durationS >= (found.get(to)?.durationS ?? Infinity)) continue;
    found.set(to, { to, way, durationS });
    if (isPier(to)) continue;
    for (const on of ways.get(to) ?? []) underWay.push({ to: on.to, way: { ...way, takesCars: way.takesCars && on.takesCars }, durationS: durationS + on.durationS, isSaid: on.durationS > 0 });
  }
  return [...found.values()].filter(({ to }) => isPier(to));
}

/** Sea legs with those of an imported map beside them; where both have a crossing, ours stays, since it has a timetable. */
export function withFerries(own: SeaNetwork, found: SeaNetwork): SeaNetwork {
  const ends = (sea: SeaNetwork, leg: SeaLeg): readonly (Pier | undefined)[] => [leg.from, leg.to].map((id) => sea.piers.find((pier) => pier.id === id));
  const isNear = (one: Pier | undefined, other: Pier | undefined): boolean => one !== undefined && other !== undefined && distanceM(one, other) <= samePierM;
  const legs = found.legs.filter((leg) => {
    const [from, to] = ends(found, leg);
    return !own.legs.some((known) => {
      const [one, other] = ends(own, known);
      return (isNear(one, from) && isNear(other, to)) || (isNear(one, to) && isNear(other, from));
    });
  });
  const named = found.piers.map((pier) => {
    const near = own.piers.filter((known) => known.islandId === pier.islandId && distanceM(known, pier) <= nearPierM)[0];
    return near ? { ...pier, name: near.name } : pier;
  });
  return { piers: [...own.piers, ...named.filter(({ id }) => legs.some(({ from, to }) => from === id || to === id))], legs: [...own.legs, ...legs] };
}
