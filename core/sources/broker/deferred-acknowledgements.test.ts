import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { Aedes, type AedesPublishPacket } from 'aedes';
import { connectAsync, type IPublishPacket, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deferAcknowledgements } from './deferred-acknowledgements.ts';
import { soon } from '#tests/fixtures/soon.ts';

let aedes: Aedes;
let server: Server;
let station: MqttClient;
let acknowledged: string[];
let arrived: { packet: IPublishPacket; stored: () => void }[];

beforeEach(async () => {
  aedes = await Aedes.createBroker();
  server = createServer(aedes.handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  acknowledged = [];
  arrived = [];
  aedes.on('ack', (packet) => acknowledged.push(String((packet as AedesPublishPacket).payload)));
  station = await connectAsync(`mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`, { clientId: 'station', clean: false, reconnectPeriod: 0 });
});
afterEach(async () => {
  await station.endAsync(true);
  await new Promise<void>((resolve) => aedes.close(() => resolve()));
  server.close();
});

async function send(...texts: string[]): Promise<void> {
  for (const text of texts) {
    await new Promise<void>((resolve, reject) =>
      aedes.publish({ cmd: 'publish', topic: 'feed', payload: text, qos: 1, retain: false, dup: false }, (error) => (error ? reject(error) : resolve())),
    );
  }
}
const quiet = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 100));
const texts = (): string[] => arrived.map(({ packet }) => String(packet.payload));

test('no acknowledgement leaves before the message is stored, and all arrive meanwhile', async () => {
  const deferred = deferAcknowledgements(station, { mostWaiting: 100, receive: (packet, stored) => arrived.push({ packet, stored }) });
  await station.subscribeAsync('feed', { qos: 1 });
  await send('a', 'b', 'c');
  await vi.waitFor(() => expect(texts()).toEqual(['a', 'b', 'c']), soon);
  await quiet();
  expect(acknowledged).toEqual([]);
  expect(deferred.waiting()).toBe(3);
  arrived.forEach(({ stored }) => stored());
  await vi.waitFor(() => expect(acknowledged).toEqual(['a', 'b', 'c']), soon);
  expect(deferred.waiting()).toBe(0);
});

test('acknowledgements leave in the order of arrival, each once, however often and in which order storing is reported', async () => {
  deferAcknowledgements(station, { mostWaiting: 100, receive: (packet, stored) => arrived.push({ packet, stored }) });
  await station.subscribeAsync('feed', { qos: 1 });
  await send('a', 'b', 'c');
  await vi.waitFor(() => expect(arrived).toHaveLength(3), soon);
  arrived[2]?.stored();
  arrived[1]?.stored();
  await quiet();
  expect(acknowledged).toEqual([]);
  arrived[0]?.stored();
  arrived[0]?.stored();
  await vi.waitFor(() => expect(acknowledged).toEqual(['a', 'b', 'c']), soon);
});

test('reading stops when too many wait and goes on when half of them are stored', async () => {
  const deferred = deferAcknowledgements(station, { mostWaiting: 10, receive: (packet, stored) => arrived.push({ packet, stored }) });
  await station.subscribeAsync('feed', { qos: 1 });
  await send(...Array.from({ length: 30 }, (_, index) => String(index)));
  await vi.waitFor(() => expect(deferred.isHolding()).toBe(true), soon);
  await quiet();
  expect(arrived).toHaveLength(10);
  for (const { stored } of arrived.slice(0, 5)) stored();
  await vi.waitFor(() => expect(arrived).toHaveLength(15), soon);
  while (arrived.some(({ packet }) => !acknowledged.includes(String(packet.payload)))) {
    for (const { stored } of arrived) stored();
    await quiet();
  }
  expect(texts()).toEqual(Array.from({ length: 30 }, (_, index) => String(index)));
});

test('nothing is acknowledged after the close', async () => {
  const deferred = deferAcknowledgements(station, { mostWaiting: 100, receive: (packet, stored) => arrived.push({ packet, stored }) });
  await station.subscribeAsync('feed', { qos: 1 });
  await send('a');
  await vi.waitFor(() => expect(arrived).toHaveLength(1), soon);
  deferred.close();
  arrived[0]?.stored();
  await quiet();
  expect(acknowledged).toEqual([]);
});

test('a client without the private function that is replaced is refused', () => {
  expect(() => deferAcknowledgements({} as MqttClient, { mostWaiting: 1, receive: () => undefined })).toThrow(/_sendPacket/);
});
