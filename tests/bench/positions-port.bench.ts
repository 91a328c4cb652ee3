import { MessageChannel } from 'node:worker_threads';
import { createPositionPacker, createPositionUnpacker, type PackedPositions } from '#contract/packed-positions.ts';
import type { UnitPosition } from '#domain/positions/position.ts';
import { printFigure, quantile } from './print-figure.ts';

/**
 * One tick of 5,000 units from core to a window over a MessagePort, until the window has them as objects: packed as the contract packs them, and, in the
 * same run and turn by turn, as the objects themselves. Both ends are on one thread, so both ends' work is counted.
 * Run: npm run bench -- positions-port
 */
const units = 5_000;
const { port1: core, port2: window } = new MessageChannel();
const pack = createPositionPacker();
const unpack = createPositionUnpacker();

/** All units have moved and tell it, each from a device of its own; read from texts, as core reads them from its tables. */
function positionsAt(tick: number): readonly UnitPosition[] {
  const fixedAtMs = 1_800_000_000_000 + tick * 1_000;
  const positions = Array.from({ length: units }, (_, index): UnitPosition => {
    const deviceId = `8681200000${String(index).padStart(5, '0')}`;
    return {
      ...{ id: `gps:${deviceId}:${fixedAtMs}`, sourceId: 'gps', deviceId, unitId: `unit-${index}`, islandId: index % 9 === 0 ? null : 'madura', fixedAtMs, receivedAtMs: fixedAtMs + 120 },
      ...{ latitude: -7 + Math.sin(index + tick) / 5, longitude: 113.8 + Math.cos(index) / 5, accuracyM: index % 3 === 0 ? null : 8, speedKmh: 40, headingDeg: index % 360, altitudeM: null, batteryPercent: 80, declaredStale: false },
    };
  });
  return positions.map((position) => JSON.parse(JSON.stringify(position)) as UnitPosition);
}

const received = (): Promise<unknown> => new Promise((resolve) => window.once('message', resolve));

async function tick(way: 'packed' | 'objects', positions: readonly UnitPosition[]): Promise<number> {
  const beganAt = performance.now();
  const arrived = received();
  core.postMessage(way === 'packed' ? pack(positions) : positions);
  const message = await arrived;
  const there = way === 'packed' ? unpack(message as PackedPositions) : (message as readonly UnitPosition[]);
  const tookMs = performance.now() - beganAt;
  if (there.length !== units || there.at(-1)?.id !== positions.at(-1)?.id) throw new Error('not all positions arrived');
  return tookMs;
}

const times: Record<'packed' | 'objects', number[]> = { packed: [], objects: [] };
for (let round = 0; round < 130; round += 1) {
  for (const way of ['packed', 'objects'] as const) {
    const tookMs = await tick(way, positionsAt(round));
    // The first rounds compile, and send the words once.
    if (round >= 30) times[way].push(tookMs);
  }
}
core.close();
for (const way of ['packed', 'objects'] as const) {
  printFigure(`positions.core-to-window.${way}.p50`, quantile(times[way], 0.5), 'ms', { units });
  printFigure(`positions.core-to-window.${way}.p95`, quantile(times[way], 0.95), 'ms', { units });
}
for (const share of [0.5, 0.95]) printFigure(`positions.core-to-window.objects-to-packed.p${share * 100}`, quantile(times.objects, share) / quantile(times.packed, share), 'x', { goal: 5 });
