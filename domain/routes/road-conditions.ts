import type { RoadJoin } from './join-road.ts';
import type { LargestAround, NodeIndex } from './node-index.ts';
import { hinderedTimesMs, type Obstacle } from './obstacle.ts';
import { endsAt, type RoadNetwork } from './road-network.ts';
import type { SeaLeg } from './sea-legs.ts';
import { searchRoads, type RoadTree } from './search-roads.ts';

/** The roads and sea legs under some obstacles, and the ways to piers and incidents over them. */
export type RoadConditions = {
  readonly timesMs: Uint32Array;
  readonly legs: readonly SeaLeg[];
  /** Ways to a pier; searched for when they are first asked for. */
  readonly treeOfPier: (pier: number) => RoadTree;
  readonly isReady: (pier: number) => boolean;
  readonly waysTo: (joined: RoadJoin) => { readonly tree: RoadTree; readonly largestAround: LargestAround };
};

/** Incidents whose ways are kept: those that people look at by turns. */
const incidentsKept = 4;

/**
 * Conditions by obstacles: the free roads are kept for good, and the ones that hold now. A way that no obstacle touches is that of the free roads, since
 * obstacles make nothing quicker.
 */
export function createRoadConditions(options: {
  readonly network: RoadNetwork;
  readonly index: NodeIndex;
  readonly legs: readonly SeaLeg[];
  readonly pierJoins: readonly (RoadJoin | null)[];
  readonly look: () => void;
}): (obstacles: readonly Obstacle[]) => RoadConditions {
  const { network, index, pierJoins, look } = options;
  const nowhere: RoadTree = { costsMs: new Float64Array(), via: new Int32Array() };

  const conditionsOver = (timesMs: Uint32Array, legs: readonly SeaLeg[], free: RoadConditions | null): RoadConditions => {
    const ofPier = new Map<number, RoadTree>();
    const toIncident = new Map<string, ReturnType<RoadConditions['waysTo']>>();
    const search = ({ node, offRoadMs }: RoadJoin): RoadTree =>
      searchRoads(network, endsAt(network, node).map((end) => ({ node: end, costMs: offRoadMs })), { direction: 'backward', timesMs, look });
    return {
      ...{ timesMs, legs },
      treeOfPier(pier) {
        const known = ofPier.get(pier);
        if (known) return known;
        const at = pierJoins[pier];
        const freely = free?.treeOfPier(pier);
        const tree = freely && isUntouched(freely, timesMs, network.timesMs) ? freely : at ? search(at) : nowhere;
        ofPier.set(pier, tree);
        return tree;
      },
      isReady: (pier) => ofPier.has(pier),
      waysTo(joined) {
        const place = `${joined.node} ${joined.offRoadMs}`;
        let ways = toIncident.get(place);
        if (!ways) {
          const tree = search(joined);
          let largest: LargestAround | undefined;
          ways = { tree, largestAround: (...circle) => (largest ??= index.largestAround(tree.costsMs))(...circle) };
        }
        toIncident.delete(place);
        toIncident.set(place, ways);
        for (const oldest of toIncident.keys()) if (toIncident.size > incidentsKept) toIncident.delete(oldest);
        return ways;
      },
    };
  };

  const free = conditionsOver(network.timesMs, options.legs, null);
  let latest: { readonly key: string; readonly conditions: RoadConditions } = { key: '[]', conditions: free };
  return (obstacles) => {
    if (obstacles.length === 0) return free;
    const key = JSON.stringify(obstacles.map(({ id, target, speedPercent }) => [id, target, speedPercent]));
    if (latest.key !== key) latest = { key, conditions: conditionsOver(hinderedTimesMs(network, obstacles, index), sailingLegs(options.legs, obstacles), free) };
    return latest.conditions;
  };
}

function isUntouched({ via }: RoadTree, timesMs: Uint32Array, freeMs: Uint32Array): boolean {
  return timesMs === freeMs || via.every((edge) => edge < 0 || timesMs[edge] === freeMs[edge]);
}

/** A leg that is slowed takes longer; one that is closed does not sail. */
function sailingLegs(legs: readonly SeaLeg[], obstacles: readonly Obstacle[]): readonly SeaLeg[] {
  return legs.flatMap((leg) => {
    const slowest = Math.min(100, ...obstacles.flatMap(({ target, speedPercent }) => (target.kind === 'sea-leg' && target.legId === leg.id ? [speedPercent] : [])));
    return slowest <= 0 ? [] : [{ ...leg, minutes: (leg.minutes * 100) / slowest }];
  });
}
