import { MessageChannel } from 'node:worker_threads';
import { onTestFinished, expect, test } from 'vitest';
import { systemClock } from '#ledger/clock.ts';
import { listedStation } from '#tests/fixtures/listed-station.ts';
import type { UnitPosition } from '#domain/positions/position.ts';
import { messagePortPort, type MessagePortLike } from '../adapters/message-port-port.ts';
import type { LatestSource } from '../serve/serve.ts';
import { serve } from '../serve/serve.ts';
import { createClient } from './client.ts';

test('over a port that carries arrays positions come packed, and a follower gets them as over any other', async () => {
  const position = (unitId: string, latitude: number): UnitPosition => ({ id: `gps:${unitId}:1`, unitId, sourceId: 'gps', deviceId: unitId, islandId: null, latitude, longitude: 114, fixedAtMs: 1, receivedAtMs: 2, accuracyM: null, speedKmh: 40, headingDeg: 90, altitudeM: null, batteryPercent: null, declaredStale: false });
  const items = new Map([['p1', position('p1', -7)]]);
  let tell: (keys: readonly string[]) => void = () => undefined;
  const positions: LatestSource<UnitPosition> = {
    keys: () => [...items.keys()],
    read: (key) => items.get(key),
    subscribe(_, onChanged) {
      tell = onChanged;
      return () => undefined;
    },
  };
  const { service } = listedStation();
  const { port1, port2 } = new MessageChannel();
  const seen: unknown[] = [];
  port2.on('message', (message: { kind?: string }) => message.kind === 'update' && seen.push(message));
  serve(messagePortPort(port1 as unknown as MessagePortLike), { ...service, feeds: { ...service.feeds, positions } }, { operator: 'Rina', seat: 'test' });
  const client = createClient({ openPort: async () => messagePortPort(port2 as unknown as MessagePortLike), name: 'test', clock: systemClock, newRequestId: () => 'r1' });
  onTestFinished(() => client.close());
  const updates: (readonly UnitPosition[])[] = [];
  client.follow('positions', {}, ({ changed }) => void updates.push(changed));
  await expect.poll(() => updates).toEqual([[position('p1', -7)]]);
  items.set('p1', position('p1', -7.5)).set('p2', position('p2', -6));
  tell(['p1', 'p2']);
  await expect.poll(() => updates.at(-1)).toEqual([position('p1', -7.5), position('p2', -6)]);
  expect(seen).toMatchObject([{ update: { changed: [] }, packed: { newWords: ['p1', 'gps'] } }, { update: { changed: [] }, packed: { newWords: ['p2'] } }]);
});
