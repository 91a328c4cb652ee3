import { callerNames, callScenes, type CallScene } from './call-scenes.ts';
import { createRandom, type Random } from './random.ts';

export type SimulatedCaller = { readonly raw: string; readonly e164?: string; readonly name?: string; readonly anonymous: boolean };

export type PlannedCall = {
  readonly scene: CallScene;
  readonly caller: SimulatedCaller;
  /** After this long without an answer the caller gives up. */
  readonly patienceMs: number;
  /** After this long with an answer the caller has said everything. */
  readonly talkMs: number;
  /** After the beginning of its scene. */
  readonly delayMs: number;
};

export type PlannedScene = {
  /** After the beginning of the scene before. */
  readonly afterMs: number;
  readonly calls: readonly PlannedCall[];
};

const meanGapMs = 75_000;
const shortestGapMs = 12_000;
const longestGapMs = 300_000;
const sameSceneWithinMs = 120_000;

/**
 * The scene with this number of a shift: when it begins and who calls. The same seed gives the same shift. `pace` 2 means
 * twice as many calls; how long people wait and talk does not change with it.
 */
export function planScene(seed: number, index: number, pace: number): PlannedScene {
  const random = createRandom(seed, 'scene', index);
  const gapMs = index === 0 ? 0 : -Math.log(1 - random.fraction()) * meanGapMs;
  const scene = pickScene(random, index);
  const delays = Array.from({ length: scene.alsoCalling ?? 0 }, () => Math.round(random.between(4_000, sameSceneWithinMs))).sort((a, b) => a - b);
  return {
    afterMs: Math.round(Math.min(longestGapMs, Math.max(shortestGapMs, gapMs)) / pace),
    calls: [0, ...delays].map((delayMs) => planCall(random, scene, delayMs)),
  };
}

/** One call on request, from a caller who waits long and talks long: whoever asked decides what happens. */
export function planCallOnRequest(seed: number, index: number): PlannedCall {
  const random = createRandom(seed, 'request', index);
  return { ...planCall(random, pickScene(random, 0), 0), patienceMs: 600_000, talkMs: 600_000 };
}

/** The first scene of a shift is always an emergency: a trainee sees at once what the console is for. */
function pickScene(random: Random, index: number): CallScene {
  const scenes = index === 0 ? callScenes.filter((scene) => scene.kind === 'emergency') : callScenes;
  const total = scenes.reduce((sum, scene) => sum + scene.weight, 0);
  let left = random.between(0, total);
  const [first, ...others] = scenes;
  if (first === undefined) throw new Error('There is no scene to play.');
  for (const scene of scenes) {
    left -= scene.weight;
    if (left < 0) return scene;
  }
  return others.at(-1) ?? first;
}

function planCall(random: Random, scene: CallScene, delayMs: number): PlannedCall {
  const [shortS, longS] = scene.talkS;
  const isJunk = scene.kind === 'ghost' || scene.kind === 'prank';
  const isPocket = isJunk && random.chance(0.25);
  const patienceS = isPocket ? random.between(1, 5) : isJunk ? random.between(5, 35) : random.between(25, 100);
  return {
    scene,
    caller: planCaller(random, scene, isJunk),
    patienceMs: Math.round(patienceS * 1000),
    talkMs: Math.round(random.between(shortS, longS) * 1000),
    delayMs,
  };
}

/** No operator has 0860 as a mobile prefix: these numbers are nobody's. Junk comes from few numbers, again and again. */
function planCaller(random: Random, scene: CallScene, isJunk: boolean): SimulatedCaller {
  if (isJunk && random.chance(0.25)) return { raw: 'anonymous', anonymous: true };
  const last = isJunk ? random.whole(1, 6) : random.whole(10_000, 89_999);
  const raw = `0860112${String(last).padStart(5, '0')}`;
  const name = isJunk ? undefined : `${random.oneOf(callerNames)}, ${scene.place}`;
  return { raw, e164: `+62${raw.slice(1)}`, ...(name === undefined ? {} : { name }), anonymous: false };
}
