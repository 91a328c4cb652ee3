/**
 * The roads and ferries of a map pack, as flat arrays that can be searched without making one object.
 *
 * A **node** is where roads meet, end, or are barred. A **line** is a stretch of road between two nodes with its shape and name.
 * An **edge** is a line driven in one direction, so a road open both ways is two edges of one line. The edges that leave node `n`
 * are `firstEdge[n]` to below `firstEdge[n + 1]`, ordered by target. Coordinates are 1e-7 degrees, as in OpenStreetMap.
 */
export type RoadGraph = {
  readonly nodeLongitudeE7: Int32Array;
  readonly nodeLatitudeE7: Int32Array;
  /** Index into `islandIds`; `noIsland` at sea or unknown. */
  readonly nodeIsland: Uint16Array;
  readonly islandIds: readonly string[];
  /** One more than there are nodes. */
  readonly firstEdge: Uint32Array;
  readonly edgeTarget: Uint32Array;
  readonly edgeLengthM: Float32Array;
  /** Index into `roadClasses`. */
  readonly edgeClass: Uint8Array;
  /** What an ambulance is assumed to drive there, km/h; at least 1. */
  readonly edgeSpeedKmh: Uint8Array;
  /** Bits of `edgeFlag`. */
  readonly edgeFlags: Uint16Array;
  readonly edgeLine: Uint32Array;
  /** The points between the two nodes of line `l` are `lineFirstPoint[l]` to below `lineFirstPoint[l + 1]`, in the line's own direction. */
  readonly lineFirstPoint: Uint32Array;
  readonly pointLongitudeE7: Int32Array;
  readonly pointLatitudeE7: Int32Array;
  /** Index into `names`, 0 is the empty name. */
  readonly lineName: Uint32Array;
  readonly names: readonly string[];
  /** Edges by ferry with the crossing they are said to take, ascending by edge; 0 s: nobody says. */
  readonly ferryEdge: Uint32Array;
  readonly ferryDurationS: Uint32Array;
  /**
   * What may not be driven in one go: the edges of ban `b` are `banFirst[b]` to below `banFirst[b + 1]` of `banEdge`, each leaving where the one
   * before ends. Two edges are a turn at a node, three and more a turn by way of roads between. Ascending by first edge.
   * A sign that allows one turn only has been turned into bans of the others.
   */
  readonly banFirst: Uint32Array;
  readonly banEdge: Uint32Array;
  readonly grid: LineGrid;
};

/** Which lines come near a cell, for finding the road beside a point. Cells go row by row from the south-west corner. */
export type LineGrid = {
  readonly westE7: number;
  readonly southE7: number;
  readonly cellE7: number;
  readonly columns: number;
  readonly rows: number;
  /** The lines of cell `c` are `cellFirst[c]` to below `cellFirst[c + 1]` of `cellLine`. */
  readonly cellFirst: Uint32Array;
  readonly cellLine: Uint32Array;
  /** The edge of line `l` that runs in the line's own direction or, if it may not be driven so, against it. */
  readonly lineEdge: Uint32Array;
  /** The node where that edge begins. */
  readonly lineNode: Uint32Array;
};

export const noIsland = 0xffff;

/** Classes of roads, from OpenStreetMap's `highway` with its links; `ferry` is `route=ferry`. The index is stored. */
export const roadClasses = ['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'unclassified', 'residential', 'living-street', 'service', 'track', 'path', 'ferry'] as const;

export const edgeFlag = {
  /** The line may not be driven the other way. */
  oneway: 1,
  roundabout: 2,
  unpaved: 4,
  /** Too narrow, or closed to cars. */
  motorcycleOnly: 8,
  /** Private, or for customers, residents and the like: an ambulance may. */
  restricted: 16,
  /** A gate, bollard or the like stands at the node where the edge begins or ends. */
  barrier: 32,
  ferry: 64,
  /** The edge runs against the direction of its line: read the line's points from the last to the first. */
  reversed: 128,
  bridge: 256,
  /** `edgeSpeedKmh` is the posted limit, not the usual speed of the class. */
  posted: 512,
} as const;
