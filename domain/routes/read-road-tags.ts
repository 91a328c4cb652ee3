import { edgeFlag, roadClasses } from './road-graph.ts';

/** Tags of OpenStreetMap. */
export type Tags = ReadonlyMap<string, string>;

/** How a way of OpenStreetMap may be driven. */
export type RoadTraits = {
  /** Index into `roadClasses`. */
  readonly roadClass: number;
  readonly speedKmh: number;
  /** Bits of `edgeFlag`, without those that one edge alone can have. */
  readonly flags: number;
  readonly direction: 'both' | 'forward' | 'backward';
  /** Of a ferry; 0: not said. */
  readonly durationS: number;
};

type RoadClass = (typeof roadClasses)[number];

const classOfHighway: Readonly<Record<string, RoadClass>> = {
  ...Object.fromEntries(roadClasses.flatMap((name) => (name === 'ferry' || name === 'living-street' ? [] : [[name, name]]))),
  ...Object.fromEntries((['motorway', 'trunk', 'primary', 'secondary', 'tertiary'] as const).map((name) => [`${name}_link`, name])),
  living_street: 'living-street',
  road: 'unclassified',
  footway: 'path',
  cycleway: 'path',
  bridleway: 'path',
  pedestrian: 'path',
};
/** Closed to engines unless a tag of theirs says otherwise. On a plain `path` motorcycles are usual here. */
const forFeet: ReadonlySet<string> = new Set(['footway', 'cycleway', 'bridleway', 'pedestrian']);
const usualSpeedKmh: readonly number[] = [80, 60, 50, 45, 40, 30, 25, 15, 15, 15, 12, 15];
const unpavedSpeedKmh = 25;
const narrowM = 1.8;
const unpaved: ReadonlySet<string> = new Set(['unpaved', 'gravel', 'fine_gravel', 'compacted', 'dirt', 'earth', 'ground', 'grass', 'mud', 'sand', 'pebblestone', 'rock']);
const allowed: ReadonlySet<string> = new Set(['yes', 'designated', 'permissive', 'official']);
const closed: ReadonlySet<string> = new Set(['no', 'agricultural', 'forestry', 'military']);

/** Reads the tags of a way; null when it is no road or ferry that an engine may take. */
export function readRoadTags(tags: Tags): RoadTraits | null {
  const highway = tags.get('highway');
  const isFerry = highway === undefined && tags.get('route') === 'ferry';
  const name = isFerry ? 'ferry' : Object.hasOwn(classOfHighway, highway ?? '') ? classOfHighway[highway ?? ''] : undefined;
  if (name === undefined || tags.get('area') === 'yes') return null;
  const car = first(tags, ['motorcar', 'motor_vehicle', 'vehicle', 'access']);
  const motorcycle = first(tags, ['motorcycle', 'motor_vehicle', 'vehicle', 'access']);
  const isForAmbulance = allowed.has(tags.get('emergency') ?? '');
  const isPath = name === 'path';
  const feetOnly = highway !== undefined && forFeet.has(highway);
  const carMay = isForAmbulance || (isPath ? allowed.has(car ?? '') && tags.get('access') !== car : !closed.has(car ?? ''));
  const motorcycleMay = feetOnly ? allowed.has(motorcycle ?? '') && tags.get('access') !== motorcycle : !closed.has(motorcycle ?? '');
  if (!carMay && !motorcycleMay && !isFerry) return null;

  const roadClass = roadClasses.indexOf(name);
  const isUnpaved = unpaved.has(tags.get('surface') ?? '') || (name === 'track' && tags.get('surface') === undefined);
  const limitKmh = isFerry ? null : readSpeedKmh(tags.get('maxspeed'));
  const usualKmh = limitKmh ?? usualSpeedKmh[roadClass] ?? 15;
  const width = Number.parseFloat(tags.get('width') ?? '');
  const isRound = tags.get('junction') === 'roundabout' || tags.get('junction') === 'circular';
  const direction = readDirection(tags, isRound || highway === 'motorway');
  const flags =
    (direction === 'both' ? 0 : edgeFlag.oneway) |
    (isRound ? edgeFlag.roundabout : 0) |
    (isUnpaved ? edgeFlag.unpaved : 0) |
    (!carMay || width < narrowM ? edgeFlag.motorcycleOnly : 0) |
    ((car !== undefined && !allowed.has(car)) || (isForAmbulance && closed.has(car ?? '')) ? edgeFlag.restricted : 0) |
    (isFerry ? edgeFlag.ferry : 0) |
    (tags.has('bridge') && tags.get('bridge') !== 'no' ? edgeFlag.bridge : 0) |
    (limitKmh !== null && !(isUnpaved && limitKmh > unpavedSpeedKmh) ? edgeFlag.posted : 0);
  return {
    roadClass,
    speedKmh: isUnpaved ? Math.min(usualKmh, unpavedSpeedKmh) : usualKmh,
    flags,
    direction,
    durationS: isFerry ? readDurationS(tags.get('duration')) : 0,
  };
}

/** What a barrier on a node does: nothing, slows (a gate), or lets only motorcycles through (a bollard). */
export function readBarrier(tags: Tags): 'gate' | 'narrow' | null {
  const barrier = tags.get('barrier');
  if (barrier === undefined || ['toll_booth', 'border_control', 'cattle_grid', 'kerb', 'height_restrictor', 'entrance'].includes(barrier)) return null;
  const isNarrow = ['bollard', 'block', 'cycle_barrier', 'motorcycle_barrier', 'jersey_barrier', 'log', 'debris', 'stile', 'turnstile', 'kissing_gate', 'chain'].includes(barrier);
  const car = first(tags, ['motorcar', 'motor_vehicle', 'vehicle', 'access']);
  return isNarrow && !allowed.has(car ?? '') && tags.get('emergency') !== 'yes' ? 'narrow' : 'gate';
}

function first(tags: Tags, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = tags.get(key);
    if (value !== undefined) return value;
  }
  return undefined;
}

function readDirection(tags: Tags, isOnewayByNature: boolean): RoadTraits['direction'] {
  switch (first(tags, ['oneway:motor_vehicle', 'oneway'])) {
    case 'yes':
    case 'true':
    case '1':
      return 'forward';
    case '-1':
    case 'reverse':
      return 'backward';
    case 'no':
    case 'false':
    case '0':
      return 'both';
    default:
      return isOnewayByNature ? 'forward' : 'both';
  }
}

function readSpeedKmh(text: string | undefined): number | null {
  const match = /^(\d{1,3})(?:\s*(mph|km\/h|kmh))?$/.exec(text ?? '');
  if (!match) return null;
  const speed = Math.round(Number(match[1]) * (match[2] === 'mph' ? 1.609_344 : 1));
  return speed >= 5 && speed <= 130 ? speed : null;
}

/** `1:30`, `01:30:00`, minutes alone, or ISO 8601 such as `PT1H30M`; 0 where it is none of them. */
function readDurationS(text = ''): number {
  const clock = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (clock) return Number(clock[1]) * 3_600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0);
  if (/^\d{1,4}$/.test(text)) return Number(text) * 60;
  const iso = /^P(?:(\d{1,2})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,5})S)?)?$/.exec(text);
  return iso ? Number(iso[1] ?? 0) * 86_400 + Number(iso[2] ?? 0) * 3_600 + Number(iso[3] ?? 0) * 60 + Number(iso[4] ?? 0) : 0;
}
