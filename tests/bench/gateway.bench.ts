import { connectAsync } from 'mqtt';
import { madeScenes } from '#tests/fixtures/asterisk-made.ts';
import { sceneBlocks, type Scene } from '#tests/fixtures/asterisk-scene.ts';
import { startAsteriskServer } from '#tests/fixtures/asterisk-server.ts';
import { listenToContract, startGatewayProcess } from '#tests/fixtures/gateway-process.ts';
import { startMosquitto } from '#tests/integration/mosquitto.ts';
import { printFigure } from './print-figure.ts';

/**
 * Events of the contract a second: a telephone system tells 2,000 whole calls as fast as its line takes them, the gateway as its own process
 * makes contract events of them, and a subscriber of a real broker has the last one. The peer in the same run: the very same messages, made
 * before, published by a bare client to the same subscriber.
 */
const calls = Number(process.env['SIAGA_BENCH_CALLS'] ?? 2_000);
const broker = await startMosquitto({ config: ['max_queued_messages 1000000'] });
const pbx = await startAsteriskServer();
const heard = await listenToContract(broker.url);
const gateway = await startGatewayProcess({ amiPort: pbx.port, broker: broker.url });
try {
  await until(() => heard.body('link/pbx1')?.['synced'] === true);
  const plain = madeScenes.a;
  const blocks = Array.from({ length: calls }, (_, index) => sceneBlocks(asAnotherCall(plain, index), { startS: Date.now() / 1_000 }).join(''));
  const startedAt = performance.now();
  for (let first = 0; first < calls; first += 100) await pbx.say([blocks.slice(first, first + 100).join('')]);
  await until(() => heard.events.filter(({ type }) => type === 'call.ended').length >= calls);
  const seconds = (performance.now() - startedAt) / 1_000;
  const events = heard.events.length;
  printFigure('gateway events', events / seconds, 'events/s', { calls, events, amiBlocks: calls * plain.events.length });

  const bare = await connectAsync(broker.url);
  const again = heard.events.map((event) => JSON.stringify(event));
  const peerStartedAt = performance.now();
  await Promise.all(again.map((text, index) => bare.publishAsync(`cc112/v1/sumenep/tel/calls/bare-${index % calls}/event`, text, { qos: 1 })));
  await until(() => heard.events.length >= 2 * events);
  printFigure('the same messages by a bare publisher', events / ((performance.now() - peerStartedAt) / 1_000), 'events/s', { events, peer: true });
  await bare.endAsync();
} finally {
  await gateway.end('SIGKILL');
  await heard.close();
  await pbx.close();
  await broker.close();
}

/** The same call with channels of its own. */
function asAnotherCall(scene: Scene, index: number): Scene {
  const rename = (text: string): string => text.replace('1796100001.', `17963${String(index).padStart(5, '0')}.`).replace('-0000000', `-${String(index).padStart(4, '0')}000`);
  const channels = Object.entries(scene.channels).map(([key, fields]) => [key, Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, rename(value)]))] as const);
  return { ...scene, channels: Object.fromEntries(channels) };
}

async function until(holds: () => boolean): Promise<void> {
  const lastAt = performance.now() + 120_000;
  while (!holds()) {
    if (performance.now() > lastAt) throw new Error(`only ${heard.events.length} events came`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
