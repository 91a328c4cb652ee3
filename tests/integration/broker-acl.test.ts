import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect as connectTcp } from 'node:net';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAuthority, issueClient, issueServer, signRevocations, type Authority } from '#central/identity/authority.ts';
import { brokerFileNames, mosquittoConfiguration, mosquittoRights } from '#central/identity/broker-acl.ts';
import { brokerRights, type BrokerRights } from '#central/identity/broker-rights.ts';
import { planSource } from '#core/sources/source-plan.ts';
import { coversTopicFilter } from '#core/sources/topic-filter.ts';
import { createSigningKey } from '#ledger/station-key.ts';
import { allowedReads, allowedWrites, deniedReads, deniedWrites, tableProfile } from './broker-table.ts';
import { startMosquitto } from './mosquitto.ts';

const dayMs = 86_400_000;
const site = 'cc112/v1/sumenep';
const users = ['S1', 'S2', 'pbx', 'hotspot', 'tracking', 'recorder', 'phone-p01', 'central'];
const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

type Credentials = { readonly cert: string; readonly key: string; readonly serial: string };
type Room = {
  readonly port: number;
  readonly authority: Authority;
  /** Shuts the holder of a certificate out, the way central does. */
  shutOut(name: string, serial: string): Promise<void>;
};

async function credentials(authority: Authority, name: string, how: { untilMs?: number; site?: string } = {}): Promise<Credentials> {
  const key = createSigningKey();
  const untilMs = how.untilMs ?? Date.now() + dayMs;
  const issued = await issueClient(authority, { site: how.site ?? 'sumenep', name, publicKey: key.publicKey, fromMs: untilMs - 2 * dayMs, untilMs });
  return { cert: issued.certificate, key: key.privateKeyPem, serial: issued.serial };
}

async function mosquittoRoom(): Promise<Room> {
  const authority = await createAuthority('Siaga 112 sumenep', Date.now());
  const key = createSigningKey();
  const server = await issueServer(authority, { names: ['127.0.0.1', 'localhost'], publicKey: key.publicKey, fromMs: Date.now(), untilMs: Date.now() + dayMs });
  const profile = tableProfile(8883);
  const lines = mosquittoConfiguration({ folder: '{folder}', port: 8883 })
    .split('\n')
    .filter((line) => !/^(listener |persistence|allow_anonymous )/.test(line));
  const folder = { path: '' };
  const write = (rights: readonly BrokerRights[], revoked: string): void => {
    writeFileSync(join(folder.path, brokerFileNames.rights), mosquittoRights(rights));
    writeFileSync(join(folder.path, brokerFileNames.revoked), revoked);
  };
  const rights = brokerRights(profile, 'site', profile.stations);
  const noneRevoked = await signRevocations(authority, [], Date.now());
  const mosquitto = await startMosquitto({
    anonymous: false,
    config: lines,
    prepare(path) {
      folder.path = path;
      write(rights, noneRevoked);
      writeFileSync(join(path, brokerFileNames.authority), authority.certificate);
      writeFileSync(join(path, brokerFileNames.certificate), server.certificate);
      writeFileSync(join(path, brokerFileNames.key), key.privateKeyPem);
    },
  });
  stops.push(() => mosquitto.close());
  return {
    port: mosquitto.port,
    authority,
    async shutOut(name, serial) {
      write(rights.filter(({ user }) => user !== name), await signRevocations(authority, [{ serial, atMs: Date.now() }], Date.now()));
      process.kill(mosquitto.pid() ?? 0, 'SIGHUP');
    },
  };
}

describe('row 37: Mosquitto', () => {
  let room: Room;
  beforeEach(async () => {
    room = await mosquittoRoom();
  });

  const enter = async (own: Partial<Credentials>, options: IClientOptions = {}): Promise<MqttClient> => {
    const { cert, key } = own;
    const client = await connectAsync(`mqtts://127.0.0.1:${room.port}`, {
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ca: room.authority.certificate,
      protocolVersion: 5,
      reconnectPeriod: 0,
      connectTimeout: 5_000,
      ...options,
    });
    client.on('error', () => undefined);
    stops.push(() => client.endAsync(true));
    return client;
  };
  const enterAs = async (name: string, options: IClientOptions = {}): Promise<MqttClient> => enter(await credentials(room.authority, name), options);
  /** Whether the broker took it: no confirmation that says yes within a moment is a no. */
  const publish = (client: MqttClient, topic: string, retain = false): Promise<boolean> =>
    new Promise((resolve) => {
      client.once('close', () => resolve(false));
      client.publish(topic, `from ${topic}`, { qos: 1, retain }, (error, packet) => {
        const reason = packet && 'reasonCode' in packet ? packet.reasonCode : 0;
        resolve(!error && (reason ?? 0) < 128);
      });
    });
  const everybody = async (): Promise<Map<string, { client: MqttClient; heard: Set<string> }>> => {
    const entered = new Map<string, { client: MqttClient; heard: Set<string> }>();
    for (const user of users) {
      const client = await enterAs(user);
      const heard = new Set<string>();
      client.on('message', (topic) => heard.add(topic));
      await client.subscribeAsync('#', { qos: 1 });
      entered.set(user, { client, heard });
    }
    return entered;
  };

  test('lets everybody write and read what is theirs, and nothing else', async () => {
    const room1 = await everybody();
    const told: string[] = [];
    for (const [user, topic] of allowedWrites) {
      const { client } = room1.get(user)!;
      if (!(await publish(client, topic))) told.push(`${user} may not write ${topic}`);
    }
    for (const [user, topic] of allowedReads) {
      await vi.waitFor(() => expect([...room1.get(user)!.heard], `${user} hears ${topic}`).toContain(topic), { timeout: 10_000 });
    }
    for (const [user, topic] of deniedReads) if (room1.get(user)!.heard.has(topic)) told.push(`${user} hears ${topic}`);
    for (const { heard } of room1.values()) heard.clear();
    for (const [user, topic] of deniedWrites) {
      const client = await enterAs(user);
      if (await publish(client, topic)) told.push(`${user} may write ${topic}`);
      await client.endAsync(true);
    }
    // What was refused reached nobody: another message that comes later is heard, those never.
    const witness = await enterAs('S2');
    expect(await publish(witness, `${site}/acts/S2`)).toBe(true);
    const s1 = await enterAs('S1');
    const later = new Set<string>();
    s1.on('message', (topic) => later.add(topic));
    await s1.subscribeAsync('#', { qos: 1 });
    expect(told).toEqual([]);
    const denied = new Set(deniedWrites.map(([, topic]) => topic));
    const reached = [...room1.values()].flatMap(({ heard }) => [...heard]).filter((topic) => denied.has(topic) && topic !== `${site}/acts/S2`);
    expect(reached).toEqual([]);
    expect([...later].filter((topic) => denied.has(topic))).toEqual([]);
  });

  test('lets nobody in without a certificate of this site that is good today', async () => {
    const other = await createAuthority('Siaga 112 pamekasan', Date.now());
    await expect(enter({}), 'no certificate').rejects.toThrow();
    await expect(enter(await credentials(room.authority, 'S1', { untilMs: Date.now() - 60_000 })), 'expired').rejects.toThrow();
    await expect(enter(await credentials(other, 'S1')), 'another authority').rejects.toThrow();
    await expect(enter(await credentials(other, 'S1', { site: 'pamekasan' })), 'another site').rejects.toThrow();
    await expect(publishAs('S9'), 'a name without rights').resolves.toBe(false);
    expect(await publish(await enterAs('S1'), `${site}/acts/S1`)).toBe(true);
  });
  const publishAs = async (name: string): Promise<boolean> => {
    try {
      return await publish(await enterAs(name), `${site}/acts/${name}`);
    } catch {
      return false;
    }
  };

  test.each(['#', '+', 'S2', 'central', '$SYS', '../S2', 'S1/#'])('takes the name of the certificate, whatever the client calls itself: %s', async (clientId) => {
    const impostor = await enterAs('S1', { clientId, username: 'S2', password: 'x' }).catch(() => null);
    if (impostor === null) return;
    const heard = new Set<string>();
    impostor.on('message', (topic) => heard.add(topic));
    await impostor.subscribeAsync('#', { qos: 1 });
    const s2 = await enterAs('S2');
    expect(await publish(s2, `${site}/tel/cmd/S2`)).toBe(true);
    expect(await publish(s2, `${site}/acts/S2`)).toBe(true);
    await vi.waitFor(() => expect([...heard]).toContain(`${site}/acts/S2`), { timeout: 5_000 });
    expect([...heard]).not.toContain(`${site}/tel/cmd/S2`);
    expect(s2.connected, 'the session of S2 was not taken over').toBe(true);
    expect(await publish(impostor, `${site}/acts/S1`)).toBe(true);
    expect(await publish(impostor, `${site}/acts/S2`)).toBe(false);
  });

  test('publishes no last will on the topic of another', async () => {
    const s2 = await enterAs('S2');
    const heard: string[] = [];
    s2.on('message', (topic, payload) => heard.push(`${topic} ${payload.toString()}`));
    await s2.subscribeAsync('#', { qos: 1 });
    for (const topic of [`${site}/beat/pbx`, `${site}/acts/S2`, `${site}/tel/calls/c1/event`]) {
      const forger = await enterAs('S1', { will: { topic, payload: Buffer.from('forged'), qos: 1, retain: true } }).catch(() => null);
      // Cut without a word: that is when a will is published.
      forger?.stream.destroy();
    }
    const honest = await enterAs('pbx', { will: { topic: `${site}/beat/pbx`, payload: Buffer.from('gone'), qos: 1, retain: false } });
    honest.stream.destroy();
    await vi.waitFor(() => expect(heard).toContain(`${site}/beat/pbx gone`), { timeout: 10_000 });
    expect(heard.filter((each) => each.includes('forged'))).toEqual([]);
  });

  test('keeps no retained message where the sender may not write', async () => {
    for (const topic of [`${site}/tel/cmd/S2`, `${site}/acts/S2`, `${site}/tel/calls/c9/state`]) expect(await publish(await enterAs('S1'), topic, true)).toBe(false);
    expect(await publish(await enterAs('pbx'), `${site}/tel/calls/c1/state`, true)).toBe(true);
    const ownOrder = await publish(await enterAs('S1'), `${site}/tel/cmd/S1`, true);
    const pbx = await enterAs('pbx');
    const s2 = await enterAs('S2');
    const heard: string[] = [];
    for (const client of [pbx, s2]) {
      client.on('message', (topic) => heard.push(topic));
      await client.subscribeAsync('#', { qos: 1 });
    }
    await vi.waitFor(() => expect(heard).toContain(`${site}/tel/calls/c1/state`), { timeout: 5_000 });
    // Mosquitto cannot forbid a sender to have its own order kept; the telephone system takes none that is older than 5 s.
    expect(ownOrder).toBe(true);
    expect(new Set(heard.filter((topic) => topic !== `${site}/tel/cmd/S1`))).toEqual(new Set([`${site}/tel/calls/c1/state`]));
  });

  test('shuts a revoked certificate out, also where its connection stood already', async () => {
    const own = await credentials(room.authority, 'S1');
    const s1 = await enter(own);
    const heard: string[] = [];
    s1.on('message', (topic) => heard.push(topic));
    await s1.subscribeAsync('#', { qos: 1 });
    const s2 = await enterAs('S2');
    expect(await publish(s2, `${site}/acts/S2`)).toBe(true);
    await vi.waitFor(() => expect(heard).toHaveLength(1), { timeout: 5_000 });
    const revokedAt = performance.now();
    await room.shutOut('S1', own.serial);
    await vi.waitFor(
      async () => {
        const again = await enter(own).then(
          () => 'came in',
          () => 'refused',
        );
        expect(again).toBe('refused');
      },
      { timeout: 20_000, interval: 200 },
    );
    console.log(`a revoked certificate is refused after ${Math.round(performance.now() - revokedAt)} ms`);
    if (s1.connected) expect(await publish(s1, `${site}/acts/S1`)).toBe(false);
    const before = heard.length;
    expect(await publish(s2, `${site}/acts/S2`)).toBe(true);
    const s2Again = await enterAs('S2');
    expect(await publish(s2Again, `${site}/acts/S2`), 'others go on').toBe(true);
    expect(heard).toHaveLength(before);
  });

  test('answers nothing in plain text', async () => {
    const answered = await new Promise<Buffer>((resolve) => {
      const chunks: Buffer[] = [];
      const socket = connectTcp(room.port, '127.0.0.1', () => socket.write(Buffer.from('100c00044d5154540402003c0000', 'hex')));
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.on('close', () => resolve(Buffer.concat(chunks)));
      socket.on('error', () => undefined);
      socket.setTimeout(5_000, () => socket.destroy());
    });
    expect(answered[0], 'no CONNACK').not.toBe(0x20);
  });
});

test('row 37: the table holds at least 60 cases, and a station may read whatever its sources want', () => {
  expect(allowedWrites.length + deniedWrites.length + allowedReads.length + deniedReads.length).toBeGreaterThanOrEqual(60);
  const profile = tableProfile(8883);
  const s1 = brokerRights(profile, 'site', ['S1']).find(({ user }) => user === 'S1')!;
  const wanted = profile.sources.flatMap((source) => planSource(source, profile).filters);
  expect(wanted.filter((filter) => !s1.read.some((right) => coversTopicFilter(right, filter)))).toEqual([]);
});

