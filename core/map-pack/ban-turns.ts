import type { RoadGraph } from '#domain/routes/road-graph.ts';
import type { Restriction } from './read-extract.ts';

type Roads = Pick<RoadGraph, 'firstEdge' | 'edgeTarget' | 'edgeLine'> & {
  readonly lineWay: Float64Array;
  /** The node of the graph with an id of OpenStreetMap; -1 where it is none. */
  readonly nodeOf: (id: number) => number;
};

const longestBan = 32;

/**
 * Turns the restrictions of OpenStreetMap into bans of edges one after the other. `only_…` bans every other way on from its node, or from the ends of the
 * roads between once one is on them. What its members do not describe is left out, and counted in `leftOut`.
 */
export function banTurns(restrictions: readonly Restriction[], roads: Roads): { banFirst: Uint32Array; banEdge: Uint32Array; leftOut: number } {
  if (restrictions.length === 0) return { banFirst: new Uint32Array(1), banEdge: new Uint32Array(0), leftOut: 0 };
  const wanted = new Set(restrictions.flatMap(({ members }) => members.filter(({ kind }) => kind === 'way').map(({ id }) => id)));
  const edgesOfWay = new Map<number, number[]>();
  const sourceOf = new Map<number, number>();
  for (let node = 0; node + 1 < roads.firstEdge.length; node += 1) {
    for (let edge = roads.firstEdge[node] ?? 0; edge < (roads.firstEdge[node + 1] ?? 0); edge += 1) {
      const way = roads.lineWay[roads.edgeLine[edge] ?? 0] ?? 0;
      if (!wanted.has(way)) continue;
      edgesOfWay.set(way, [...(edgesOfWay.get(way) ?? []), edge]);
      sourceOf.set(edge, node);
    }
  }
  const target = (edge: number): number => roads.edgeTarget[edge] ?? -1;
  const isTurnRound = (one: number, other: number): boolean => roads.edgeLine[one] === roads.edgeLine[other];
  const bans: number[][] = [];
  let leftOut = 0;
  for (const { kind, members } of restrictions) {
    const edgesAs = (role: string): number[] => members.filter((member) => member.role === role && member.kind === 'way').flatMap(({ id }) => edgesOfWay.get(id) ?? []);
    const [from, to, viaEdges] = [edgesAs('from'), edgesAs('to'), edgesAs('via')];
    const viaNode = members.find((member) => member.role === 'via' && member.kind === 'node');
    const before = bans.length;
    const sameWay = members.filter((member) => member.kind === 'way' && member.role !== 'via').every((member, _, list) => member.id === list[0]?.id);
    if (viaNode && viaEdges.length === 0) {
      const via = roads.nodeOf(viaNode.id);
      const [arriving, leaving] = [from.filter((edge) => target(edge) === via), to.filter((edge) => sourceOf.get(edge) === via)];
      for (const one of arriving) {
        if (kind.startsWith('no_')) {
          for (const other of leaving) if (!sameWay || isTurnRound(one, other)) bans.push([one, other]);
        } else if (kind.startsWith('only_') && leaving.length > 0) {
          for (let other = roads.firstEdge[via] ?? 0; other < (roads.firstEdge[via + 1] ?? 0); other += 1) {
            if (!leaving.includes(other) && !isTurnRound(one, other)) bans.push([one, other]);
          }
        }
      }
    } else if (viaEdges.length > 0) {
      for (const start of from) {
        const path = wayBetween(start, new Set(viaEdges), to, target, sourceOf);
        if (path && kind.startsWith('no_')) bans.push(path);
        else if (path && kind.startsWith('only_')) bans.push(...leavings(path));
      }
    }
    if (bans.length === before) leftOut += 1;
  }
  /** Each way off a path, from the end of its second edge on. */
  function leavings(path: readonly number[]): number[][] {
    return path.slice(1, -1).flatMap((edge, place) => {
      const at = target(edge);
      const others = Array.from({ length: (roads.firstEdge[at + 1] ?? 0) - (roads.firstEdge[at] ?? 0) }, (_, index) => (roads.firstEdge[at] ?? 0) + index);
      return others.filter((other) => other !== path[place + 2] && !isTurnRound(edge, other)).map((other) => [...path.slice(0, place + 2), other]);
    });
  }
  const unique = [...new Map(bans.map((ban) => [ban.join(), ban])).values()].sort(compareBans);
  const banFirst = new Uint32Array(unique.length + 1);
  unique.forEach((ban, index) => (banFirst[index + 1] = (banFirst[index] ?? 0) + ban.length));
  return { banFirst, banEdge: Uint32Array.from(unique.flat()), leftOut };
}

/** The fewest edges of the roads between that lead from one edge to one of `to`, with both; null where none does. */
function wayBetween(start: number, via: ReadonlySet<number>, to: readonly number[], target: (edge: number) => number, sourceOf: ReadonlyMap<number, number>): number[] | null {
  const seen = new Set([start]);
  for (let paths = [[start]]; paths.length > 0 && (paths[0]?.length ?? 0) < longestBan; ) {
    const longer: number[][] = [];
    for (const path of paths) {
      const at = target(path.at(-1) ?? -1);
      const last = path.length > 1 ? to.find((edge) => sourceOf.get(edge) === at) : undefined;
      if (last !== undefined) return [...path, last];
      for (const edge of via) {
        if (seen.has(edge) || sourceOf.get(edge) !== at || target(edge) === sourceOf.get(path.at(-1) ?? -1)) continue;
        seen.add(edge);
        longer.push([...path, edge]);
      }
    }
    paths = longer;
  }
  return null;
}

function compareBans(one: readonly number[], other: readonly number[]): number {
  for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
    const difference = (one[index] ?? -1) - (other[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
