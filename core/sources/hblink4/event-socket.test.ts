import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { systemClock } from '../../clock.ts';
import { createLog } from '../../log.ts';
import { listenForEvents } from './event-socket.ts';
import { createFrameReader, frameOf } from './frames.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listenAt(address: string) {
  const heard: string[] = [];
  const waiting: (() => void)[] = [];
  const wake = (): void => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  const socket = listenForEvents({
    address,
    clock: systemClock,
    log: createLog(() => undefined, systemClock.now),
    receive(payload) {
      heard.push(new TextDecoder().decode(payload));
      wake();
    },
    onHealth: wake,
  });
  onTestFinished(() => socket.close());
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise<void>((resolve) => void waiting.push(resolve));
  };
  return { socket, heard, until };
}

async function connected(where: { port: number } | { path: string }): Promise<{ peer: Socket; asked: string }> {
  const peer = connect('port' in where ? { ...where, host: '127.0.0.1' } : where);
  onTestFinished(() => void peer.destroy());
  const frames = createFrameReader(1_000);
  const asked = await new Promise<string>((resolve, reject) => {
    peer.on('error', reject);
    peer.on('data', (bytes) => {
      const [frame] = frames.push(bytes) || [];
      if (frame) resolve(new TextDecoder().decode(frame));
    });
  });
  return { peer, asked };
}

test.each(['tcp', 'unix'])('a radio server that comes over %s is asked for its state, heard, missed when it goes, and heard again', async (kind) => {
  const port = await freePort();
  const path = join(temporaryFolder(), 'events.sock');
  const { socket, heard, until } = listenAt(kind === 'tcp' ? `tcp://127.0.0.1:${port}` : `unix:${path}`);
  expect(socket.health()).toMatchObject({ state: 'late' });
  const where = kind === 'tcp' ? { port } : { path };
  const first = await connected(where);
  expect(JSON.parse(first.asked)).toEqual({ type: 'sync_request' });
  expect(socket.health().state).toBe('live');
  const frame = frameOf('{"type":"stream_start"}');
  first.peer.write(frame.subarray(0, 9));
  first.peer.write(Buffer.concat([frame.subarray(9), frameOf('{"type":"stream_end"}')]));
  await until(() => heard.length === 2);
  expect(heard).toEqual(['{"type":"stream_start"}', '{"type":"stream_end"}']);
  first.peer.destroy();
  await until(() => socket.health().state === 'down');
  await connected(where);
  expect(socket.health().state).toBe('live');
});

test('who does not speak in frames is shown the door', async () => {
  const port = await freePort();
  const { socket, heard, until } = listenAt(`tcp://127.0.0.1:${port}`);
  const { peer } = await connected({ port });
  peer.write('GET / HTTP/1.1\r\n\r\n');
  await until(() => socket.health().state === 'down');
  expect(heard).toEqual([]);
});

test('frames are the same however their bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 40 }), { maxLength: 8 }), fc.integer({ min: 1, max: 30 }), (texts, piece) => {
      const bytes = Buffer.concat(texts.map(frameOf));
      const reader = createFrameReader(1_000);
      const read: string[] = [];
      for (let from = 0; from < bytes.length; from += piece) for (const frame of reader.push(bytes.subarray(from, from + piece)) || []) read.push(new TextDecoder().decode(frame));
      expect(read).toEqual(texts.map((text) => new TextDecoder().decode(new TextEncoder().encode(text))));
    }),
    { seed: 112, numRuns: 200 },
  );
});
