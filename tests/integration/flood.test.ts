import { connectAsync, type MqttClient } from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import type { Client } from '#contract/client/client.ts';
import type { SourceCount } from '#contract/records/quarantine-records.ts';
import { startHeadlessStation } from '#tests/fixtures/headless-station.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { startMosquitto } from './mosquitto.ts';

const messages = 10_000;
const sources = ['tel', 'ht', 'owntracks', 'traccar'];

/** Messages of the four formats in turn; one in ten is sent again, one in twenty is rubbish. */
function mixedMessages(): { topic: string; payload: string; source: string; rubbish: boolean; again: boolean }[] {
  const random = seededRandom(112);
  const startMs = Date.now() - 60_000;
  const epoch = new Date(startMs).toISOString();
  return Array.from({ length: messages }, (_, index) => {
    const atMs = startMs + index * 5;
    const ts = new Date(atMs).toISOString();
    const callId = `pbx1-${Math.floor(index / 8)}`;
    const forms = [
      {
        source: 'tel',
        topic: `cc112/v1/sumenep/tel/calls/${callId}/event`,
        body: { v: 1, id: `e${index}`, epoch, seq: (Math.floor(index / 4) % 2) + 1, ts, src: 'test', type: index % 8 < 4 ? 'queue.joined' : 'queue.position', call_id: callId, queue: 'q112', position: 1, count: 1, caller: { raw: '0812', anonymous: false } },
      },
      {
        source: 'ht',
        topic: 'ht-sumenep/json',
        body: index % 8 < 4
          ? { DMR: { action: 'start', source: 'rf', slot: 1, src_id: 5101234, dst_id: 112, group: 'yes', src_info: 'P01', timestamp: ts } }
          : { DMR: { action: 'end', slot: 1, duration: 1.5, ber: 0.1, timestamp: ts } },
      },
      { source: 'owntracks', topic: 'owntracks/p01/phone', body: { _type: 'location', lat: -7.05, lon: 113.8 + index / 1e6, tst: Math.floor(atMs / 1000), acc: 10, _id: `o${index}` } },
      {
        source: 'traccar',
        topic: 'positions',
        body: { position: { id: 0, deviceId: 1, valid: true, latitude: -7.05, longitude: 113.8 + index / 1e6, speed: 10, course: 90, accuracy: 5, fixTime: ts, deviceTime: ts, serverTime: ts, attributes: {} }, device: { id: 1, uniqueId: 'tracker-p02', name: 'P02' } },
      },
    ] as const;
    const form = forms[index % forms.length] ?? forms[0];
    const rubbish = random() < 0.05;
    return { ...form, payload: rubbish ? `{"broken ${index}` : JSON.stringify(form.body), rubbish, again: random() < 0.1 };
  });
}

test(`${messages} mixed messages through a real Mosquitto are all accounted for, with core killed in the middle`, async () => {
  const broker = await startMosquitto({ config: ['max_queued_messages 0', 'max_inflight_messages 0'] });
  onTestFinished(() => broker.close());
  const profile = siteOnBroker(broker.url);
  const dataDir = temporaryFolder();
  let station = await startHeadlessStation({ dataDir, profile });
  onTestFinished(() => station.kill());
  let client = await station.client();
  await brokerLive(client);

  const publisher: MqttClient = await connectAsync(broker.url, { clientId: 'flood' });
  onTestFinished(() => publisher.endAsync(true));
  const sent = new Map(sources.map((source) => [source, { distinct: 0, rubbish: 0, all: 0 }]));
  const mixed = mixedMessages();
  for (const [index, each] of mixed.entries()) {
    const tally = sent.get(each.source);
    if (!tally) throw new Error(each.source);
    const copies = each.again ? 2 : 1;
    tally.all += copies;
    if (each.rubbish) tally.rubbish += copies;
    else tally.distinct += 1;
    for (let copy = 0; copy < copies; copy += 1) void publisher.publishAsync(each.topic, each.payload, { qos: 1 });
    if (index % 200 === 199) await new Promise((resolve) => setTimeout(resolve, 20));
    if (index === messages / 2) {
      await station.kill();
      client.close();
      station = await startHeadlessStation({ dataDir, profile });
      client = await station.client();
    }
  }

  const counts = await settledCounts(client, [...sent.values()].reduce((sum, tally) => sum + tally.all, 0));
  for (const source of sources) {
    const tally = sent.get(source);
    const count = counts.find((each) => each.sourceId === source);
    if (!tally || !count) throw new Error(`no counts for ${source}`);
    // A message that was stored when core died, and whose acknowledgement was lost, comes again: as a duplicate, or as rubbish once more.
    expect(count.stored + count.ignored, `${source}: ${JSON.stringify({ tally, count })}`).toBeGreaterThanOrEqual(expectedStored(source, mixed));
    expect(count.quarantined).toBeGreaterThanOrEqual(tally.rubbish);
    expect(count.stored + count.duplicate + count.ignored + count.quarantined).toBeGreaterThanOrEqual(tally.all);
    expect(count.stored).toBe(expectedStored(source, mixed));
  }
  client.close();
});

/** Distinct facts by their own identity: (epoch, call, seq), radio bytes, device and fix time. */
function expectedStored(source: string, mixed: ReturnType<typeof mixedMessages>): number {
  const identities = mixed
    .filter((each) => each.source === source && !each.rubbish)
    .map(({ payload }) => {
      const body = JSON.parse(payload) as { call_id?: string; seq?: number; tst?: number; position?: { fixTime: string } };
      if (source === 'tel') return `${body.call_id}/${body.seq}`;
      if (source === 'owntracks') return body.tst;
      if (source === 'traccar') return body.position?.fixTime;
      return payload;
    });
  return new Set(identities).size;
}

async function brokerLive(client: Client): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = client.follow('links', {}, (update) => {
      if (update.changed.some((link) => link.kind === 'broker' && link.state === 'live')) {
        resolve();
        stop();
      }
    });
  });
}

/** The counts once at least `all` messages are booked and nothing changes any more. */
async function settledCounts(client: Client, all: number): Promise<SourceCount[]> {
  let before = -1;
  for (;;) {
    const counts = await client.ask('source.counts', {});
    if (!counts.ok) throw new Error(counts.sentence);
    const booked = counts.value.reduce((sum, count) => sum + count.stored + count.duplicate + count.ignored + count.quarantined, 0);
    if (booked >= all && booked === before) return counts.value;
    before = booked;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
