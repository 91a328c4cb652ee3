import { connectAsync } from 'mqtt';
import { expect, onTestFinished, test, vi } from 'vitest';
import { coreOnDisk } from '#tests/fixtures/core-on-disk.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { startMosquitto } from './mosquitto.ts';

/** Ten minutes of the station's own clock, and one group of messages, which is committed after 10 ms of it. */
const silence = { steps: 300, stepMs: 2_000 };
const oneGroupMs = 20;

test('after ten minutes of silence the first transmission is in the window with the next commit, and a host that had nothing to say was not given up meanwhile', async () => {
  const broker = await startMosquitto();
  onTestFinished(() => broker.close());
  const field = await connectAsync(broker.url);
  onTestFinished(() => field.endAsync(true).then(() => undefined));
  const { clock, seat } = coreOnDisk({ dataDir: temporaryFolder(), profile: siteOnBroker(broker.url) });
  const sari = seat();
  const [heard, links] = [sari.follow('transmissions', {}), sari.follow('links', {})];
  const stateOf = (id: string): string | undefined => links.items().find((link) => link.id === id)?.state;
  const spoken = (action: object): string => JSON.stringify({ DMR: { timestamp: new Date(clock.now()).toISOString(), source: 'rf', slot: 1, src_id: 5_101_234, dst_id: 112, group: 'yes', ...action } });
  /** What comes over the broker is committed while the station's clock goes on by less than a second. */
  const soon = async (expectation: () => void): Promise<void> => {
    const fromMs = clock.now();
    await vi.waitFor(
      async () => {
        if (clock.now() < fromMs + 1_000) clock.move(oneGroupMs);
        await sari.flow();
        expectation();
      },
      { timeout: 10_000 },
    );
  };
  const say = (action: object): Promise<unknown> => field.publishAsync('ht-sumenep/json', spoken(action), { qos: 1 });
  await soon(() => expect(stateOf('broker:lan')).toBe('live'));
  await say({ action: 'start' });
  await soon(() => expect(heard.items()).toMatchObject([{ unitId: 'p01', endedAtMs: null }]));
  await say({ action: 'end', duration: 1 });
  await soon(() => expect(heard.items()).toMatchObject([{ end: 'terminator' }]));
  expect(stateOf('ht')).toBe('live');

  for (let step = 0; step < silence.steps; step += 1) {
    clock.move(silence.stepMs);
    // The telephone goes on; only the radio is silent.
    await field.publishAsync('cc112/v1/sumenep/beat/bridge', JSON.stringify({ v: 1, ts: new Date(clock.now()).toISOString(), seq: step }), { qos: 1 });
    await sari.flow();
  }
  expect([stateOf('broker:lan'), stateOf('ht')]).toEqual(['live', 'live']);
  const saidAtMs = clock.now();
  await say({ action: 'start' });
  await soon(() => expect(heard.items()).toContainEqual(expect.objectContaining({ unitId: 'p01', talkgroup: 112, endedAtMs: null, startedAtMs: saidAtMs })));
  expect(stateOf('ht')).toBe('live');
});
