import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { childProcessPorts } from '#contract/adapters/child-process-port.ts';
import { messagePortPort } from '#contract/adapters/message-port-port.ts';
import { webSocketPort } from '#contract/adapters/web-socket-port.ts';
import { createClient, type Client } from '#contract/client/client.ts';
import type { Port } from '#contract/port.ts';
import { serve } from '#contract/serve/serve.ts';
import { systemClock } from '#core/clock.ts';
import { success } from '#domain/outcome/outcome.ts';
import { noteTakingStation, someAlarm } from '../fixtures/listed-station.ts';

const asksOfOneRun = 500;

function clientOver(openPort: () => Promise<Port>): Client {
  let asked = 0;
  const client = createClient({ openPort, name: 'test', clock: systemClock, newRequestId: () => `request-${(asked += 1)}`, retryDelaysMs: [50] });
  onTestFinished(() => client.close());
  return client;
}

/** Asks that change a unit and a log each, while both are followed; ends when the follower has everything. */
async function exchange(client: Client): Promise<{ seqs: number[]; units: Map<string, number> }> {
  const seqs: number[] = [];
  const units = new Map<string, number>();
  client.follow('alarms', {}, (update) => void seqs.push(...update.entries.map((entry) => entry.seq)));
  client.follow('units', {}, (update) => {
    for (const unit of update.changed) units.set(unit.unitId, unit.statusSinceMs);
  });
  // Fewer at once than a port may have open.
  for (let from = 0; from < asksOfOneRun; from += 100) {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => client.ask('incident.note', { incidentId: 'i', text: `note ${from + index}` })),
    );
    expect(answers).toEqual(answers.map(() => success({})));
  }
  await expect.poll(() => seqs.length, { timeout: 10_000 }).toBe(asksOfOneRun);
  await expect.poll(() => Math.max(...units.values()), { timeout: 10_000 }).toBe(asksOfOneRun);
  return { seqs, units };
}

const oneToAll = Array.from({ length: asksOfOneRun }, (_, index) => index + 1);

describe('over a real WebSocket', () => {
  async function startServer(station: ReturnType<typeof noteTakingStation>, faults: string[] = []) {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: 1_048_576 });
    onTestFinished(() => {
      for (const socket of server.clients) socket.terminate();
      server.close();
    });
    await once(server, 'listening');
    server.on('connection', (socket) => serve(webSocketPort(socket, (fault) => faults.push(fault)), station.service, { operator: 'Rina', seat: 'browser' }));
    const { port } = server.address() as AddressInfo;
    return { server, url: `ws://127.0.0.1:${port}` };
  }

  async function openSocket(url: string): Promise<WebSocket> {
    const socket = new WebSocket(url);
    await once(socket, 'open');
    return socket;
  }

  test('questions, a latest feed and a log feed arrive whole', async () => {
    const { url } = await startServer(noteTakingStation());
    const end = await exchange(clientOver(async () => webSocketPort(await openSocket(url))));
    expect(end.seqs).toEqual(oneToAll);
    expect(end.units.size).toBe(10);
  });

  test('they do so although the connection is torn down again and again', async () => {
    const station = noteTakingStation();
    const { server, url } = await startServer(station);
    const client = clientOver(async () => webSocketPort(await openSocket(url)));
    let torn = 0;
    const tearing = setInterval(() => {
      for (const socket of server.clients) socket.terminate();
      torn += 1;
    }, 30);
    onTestFinished(() => clearInterval(tearing));
    const seqs: number[] = [];
    client.follow('alarms', {}, (update) => void seqs.push(...update.entries.map((entry) => entry.seq)));
    for (let number = 1; number <= 2_000; number += 1) {
      station.alarms.append(someAlarm(`${number}`));
      if (number % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    clearInterval(tearing);
    await expect.poll(() => seqs.length, { timeout: 20_000 }).toBe(2_000);
    expect(seqs).toEqual(Array.from({ length: 2_000 }, (_, index) => index + 1));
    expect(torn).toBeGreaterThan(5);
  });

  test('frames that break the protocol or the framing harm neither the server nor its other clients', async () => {
    const station = noteTakingStation();
    const faults: string[] = [];
    const { url } = await startServer(station, faults);
    const client = clientOver(async () => webSocketPort(await openSocket(url)));
    const hostile = await openSocket(url);
    for (const frame of ['', '{', 'null', '[]', '{"kind":"ask"}', '['.repeat(100_000), Buffer.from([1, 2, 3])]) hostile.send(frame);
    const tooLong = await openSocket(url);
    tooLong.on('error', () => undefined);
    tooLong.send('x'.repeat(2_000_000));
    await once(tooLong, 'close');
    const raw = await openSocket(url);
    raw.on('error', () => undefined);
    (raw as unknown as { _socket: Socket })._socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    await once(raw, 'close');
    expect((await client.ask('incident.note', { incidentId: 'i', text: 'still here' })).ok).toBe(true);
    expect(hostile.readyState).toBe(WebSocket.OPEN);
    expect(faults.length).toBeGreaterThanOrEqual(3);
    expect(station.defects).toEqual([]);
    hostile.terminate();
  });
});

describe('over the channel of a real child process', () => {
  const file = fileURLToPath(new URL('../fixtures/child-with-ports.ts', import.meta.url));

  function startChild(): ChildProcess {
    const child = fork(file, { serialization: 'advanced' });
    onTestFinished(() => void child.kill('SIGKILL'));
    return child;
  }

  test('two windows have each their own port', async () => {
    const ports = childProcessPorts(startChild());
    const clients = ['Rina', 'Budi'].map((operator) => clientOver(async () => ports.openPort(operator)));
    expect((await exchange(clients[0]!)).seqs).toEqual(oneToAll);
    await clients[1]!.ask('station.describe', {});
    expect(clients.map((client) => client.state().welcome?.operator)).toEqual(['Rina', 'Budi']);
  });

  test('a child that is killed is noticed by the end of its channel, and a new one is used', async () => {
    let child = startChild();
    let ports = childProcessPorts(child);
    const client = clientOver(async () => ports.openPort('Rina'));
    await client.ask('station.describe', {});
    const wentDown = new Promise<string | null>((resolve) => {
      client.onState(({ phase, sentence }) => {
        if (phase === 'down') resolve(sentence);
      });
    });
    child.kill('SIGKILL');
    // By the channel's end, not by a ping without an answer seconds later.
    expect(await wentDown).toBe('The connection to the station was lost.');
    child = startChild();
    ports = childProcessPorts(child);
    expect((await client.ask('incident.note', { incidentId: 'i', text: 'again' })).ok).toBe(true);
  });
});

test('over a real message channel everything arrives whole', async () => {
  const station = noteTakingStation();
  const end = await exchange(
    clientOver(async () => {
      const { port1, port2 } = new MessageChannel();
      serve(messagePortPort(port2), station.service, { operator: 'Rina', seat: 'window' });
      return messagePortPort(port1);
    }),
  );
  expect(end.seqs).toEqual(oneToAll);
});
