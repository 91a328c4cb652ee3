import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type MqttClient } from 'mqtt';
import { expect, onTestFinished, test, vi } from 'vitest';
import { wakeMessageSchema, wakeTopic } from '#contract/sync/peer-messages.ts';
import { provisioningSchema, type Provisioning } from '#contract/sync/identity-messages.ts';
import { createHttpCentral } from '#core/sync/http-central.ts';
import { readSigningKey } from '#ledger/station-key.ts';
import { startCentral, type RunningCentral } from '#tests/fixtures/running-central.ts';
import { stationChain } from '#tests/fixtures/station-chain.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { freePort, startMosquitto, type Mosquitto } from './mosquitto.ts';

const site = 'sumenep';
const atMost = { timeout: 60_000, interval: 250 };

function provisioned(central: RunningCentral, station: string): Provisioning {
  const file = join(temporaryFolder(), 'provisioning.json');
  expect(central.command('provision', station, '--out', file)).toMatchObject({ code: 0 });
  return provisioningSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Connected, or null where the broker does not let him in. */
async function enter(broker: Mosquitto, { privateKey, certificate, authority }: Provisioning): Promise<MqttClient | null> {
  const client = connect(`mqtts://127.0.0.1:${broker.port}`, { key: privateKey, cert: certificate, ca: authority, protocolVersion: 5, reconnectPeriod: 0 });
  onTestFinished(() => client.endAsync(true));
  return new Promise((resolve) => {
    client.once('connect', () => resolve(client));
    client.on('error', () => resolve(null));
    client.once('close', () => resolve(null));
  });
}

async function mayWrite(client: MqttClient | null, topic: string): Promise<boolean> {
  if (client === null || !client.connected) return false;
  const answered = await client.publishAsync(topic, 'x', { qos: 1 }).catch(() => null);
  const code = answered && 'reasonCode' in answered ? answered.reasonCode : 0;
  return answered !== null && (code ?? 0) < 128;
}

test(
  'row 37: central makes a Mosquitto the broker of the site and wakes stations by it; a station shut out is out of both within 60 s',
  async () => {
    const profileFile = join(temporaryFolder(), 'profile.json');
    const files = temporaryFolder();
    writeFileSync(
      profileFile,
      JSON.stringify({ site: { id: site, name: 'Sumenep' }, station: { id: 'S1', name: 'Posisi 1' }, stations: ['S1', 'S2'], brokers: [{ id: 'lan', url: 'mqtts://127.0.0.1:8883' }] }),
    );
    const dataDir = temporaryFolder();
    const keep = ['--profile', profileFile, '--broker-folder', files];
    const central = await startCentral({ dataDir, port: await freePort(), more: keep });
    onTestFinished(() => central.kill());
    const [first, second] = [provisioned(central, 'S1'), provisioned(central, 'S2')];
    expect(central.command('broker-files', '--profile', profileFile, '--name', '127.0.0.1', '--out', files)).toMatchObject({ code: 0 });
    expect(central.command('certificate', 'central', '--out', files)).toMatchObject({ code: 0 });

    const config = readFileSync(join(files, 'mosquitto.conf'), 'utf8').split('\n');
    const broker = await startMosquitto({ anonymous: false, config: config.filter((line) => !/^(listener |persistence|allow_anonymous )/.test(line)) });
    onTestFinished(() => broker.close());
    await central.stop();
    const wake = ['--wake', `mqtts://127.0.0.1:${broker.port}`];
    const shown = ['--wake-authority', join(files, 'authority.pem'), '--wake-certificate', join(files, 'central.pem'), '--wake-key', join(files, 'central.key')];
    await central.start([...keep, ...wake, ...shown]);

    const listening = await enter(broker, second);
    expect(listening).not.toBeNull();
    const heard: string[] = [];
    const refused: unknown[] = [];
    listening?.on('message', (topic, payload) => {
      heard.push(topic);
      if (topic === wakeTopic(site)) refused.push(wakeMessageSchema.parse(JSON.parse(payload.toString())).refused);
    });
    await listening?.subscribeAsync('#', { qos: 1 });
    const chain = stationChain(site, 'S1', readSigningKey(first.privateKey));
    const station = createHttpCentral({ url: central.url, site, station: 'S1', key: chain.key });
    onTestFinished(() => station.close());
    let acts = 0;
    await vi.waitFor(async () => {
      acts += 1;
      chain.add({ kind: 'incident.noted', incidentId: 'i1', text: `${acts}` }, { nowMs: Date.now() });
      expect(await station.push({ batches: [chain.batch(1, acts)] })).toMatchObject({ ok: true, value: { refused: [] } });
      expect(heard).toContain(`cc112/v1/${site}/sync/more`);
    }, atMost);

    const inside = await enter(broker, first);
    expect(await mayWrite(inside, `cc112/v1/${site}/acts/S1`)).toBe(true);
    const shutOutAt = performance.now();
    expect(central.command('revoke', 'S1')).toMatchObject({ code: 0 });
    const saidAfterMs = Math.round(performance.now() - shutOutAt);
    await vi.waitFor(async () => expect(await station.push({ batches: [] })).toMatchObject({ ok: false, code: 'revoked' }), atMost);
    // Told at the first time, the tenth, the hundredth: who knocks once while nobody hears knocks again.
    await vi.waitFor(async () => {
      await station.push({ batches: [] });
      expect(refused, 'the seats are told who knocks').toContainEqual(expect.objectContaining({ reason: 'revoked', who: expect.stringContaining(`${site}/S1`) as string }));
    }, atMost);
    const centralAfterMs = Math.round(performance.now() - shutOutAt);
    await vi.waitFor(async () => expect(await enter(broker, first)).toBeNull(), atMost);
    await vi.waitFor(async () => expect(await mayWrite(inside, `cc112/v1/${site}/acts/S1`), 'who was inside already').toBe(false), atMost);
    console.log(`shut out: said after ${saidAfterMs} ms, central refuses after ${centralAfterMs} ms, the broker after ${Math.round(performance.now() - shutOutAt)} ms`);
    expect(await mayWrite(await enter(broker, second), `cc112/v1/${site}/acts/S2`), 'others go on').toBe(true);

    const again = provisioned(central, 'S1');
    await vi.waitFor(async () => expect(await mayWrite(await enter(broker, again), `cc112/v1/${site}/acts/S1`), 'taken in again').toBe(true), atMost);
    expect(await enter(broker, first), 'its old certificate stays out').toBeNull();
  },
  240_000,
);
