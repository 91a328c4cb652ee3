import { connectAsync } from 'mqtt';
import { afterEach, expect, test } from 'vitest';
import { startEmbeddedBroker, type BrokerMessage, type EmbeddedBroker } from './embedded-broker.ts';

const running: EmbeddedBroker[] = [];
const start = async (port?: number): Promise<EmbeddedBroker> => {
  const broker = await startEmbeddedBroker(port === undefined ? {} : { port });
  running.push(broker);
  return broker;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((broker) => broker.close()));
});

test('a client hears what is published, retained messages on subscribing, cleared ones never', async () => {
  const broker = await start();
  await broker.publish({ topic: 'a/kept', payload: 'old', qos: 1, retain: true });
  await broker.publish({ topic: 'a/cleared', payload: 'gone', qos: 1, retain: true });
  await broker.publish({ topic: 'a/cleared', payload: '', qos: 1, retain: true });
  const client = await connectAsync(broker.url, { reconnectPeriod: 0 });
  const heard: string[] = [];
  const enough = new Promise<void>((resolve) => {
    client.on('message', (topic, payload, packet) => {
      heard.push(`${topic} ${payload.toString()} ${packet.retain}`);
      if (heard.length === 3) resolve();
    });
  });
  await client.subscribeAsync('a/#', { qos: 2 });
  void broker.publish({ topic: 'a/live', payload: '1', qos: 2, retain: false });
  void broker.publish({ topic: 'a/live', payload: '2', qos: 0, retain: false });
  await enough;
  await client.endAsync();
  expect(heard.toSorted()).toEqual(['a/kept old true', 'a/live 1 false', 'a/live 2 false']);
});

test('the process itself hears what a client publishes, until it stops listening', async () => {
  const broker = await start();
  const heard: BrokerMessage[] = [];
  const stop = await broker.subscribe('cmd/+', (message) => heard.push(message));
  const client = await connectAsync(broker.url, { reconnectPeriod: 0 });
  await client.publishAsync('cmd/ws', 'one', { qos: 1 });
  stop();
  await client.publishAsync('cmd/ws', 'two', { qos: 1 });
  await client.endAsync();
  expect(heard).toEqual([{ topic: 'cmd/ws', payload: 'one', qos: 1, retain: false }]);
});

test('the port is free again after closing, though a client was connected', async () => {
  const broker = await start();
  const port = Number(new URL(broker.url).port);
  const client = await connectAsync(broker.url, { reconnectPeriod: 0 });
  const dropped = new Promise<void>((resolve) => client.once('close', () => resolve()));
  await broker.close();
  await dropped;
  await client.endAsync(true);
  const again = await start(port);
  expect(again.url).toBe(broker.url);
  await broker.publish({ topic: 'a', payload: '', qos: 0, retain: false });
});

test('a port in use is an error at once', async () => {
  const broker = await start();
  await expect(startEmbeddedBroker({ port: Number(new URL(broker.url).port) })).rejects.toThrow('EADDRINUSE');
});
