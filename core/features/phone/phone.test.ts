import { expect, test } from 'vitest';
import type { LineEvent, LineHappening } from '#domain/phone/phone-line.ts';
import { silentStatus, type PhoneStatus } from '#domain/phone/phone.ts';
import { coreOnDisk, type CoreOnDisk, type Seat } from '#tests/fixtures/core-on-disk.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const profile = {
  ...smallProfileSource,
  sip: { proxies: ['wss://sip.site:7443', 'wss://sip2.site:7443'], domain: 'site', user: '101', passwordSecret: 'sip' },
  operators: [{ name: 'Budi', tokenSha256: '0'.repeat(64), sip: { user: '102', passwordSecret: 'sip-budi' } }, { name: 'Wati', tokenSha256: '1'.repeat(64) }],
};
const secrets = { sip: 'rahasia', 'sip-budi': 'rahasia-budi' };
const rang: LineHappening = { kind: 'rang', number: '0812', name: null, sipCallId: 's1', callId: 'pbx1-1.1', consultFor: null };
const answered: LineHappening = { kind: 'answered', by: 'us' };
const ended: LineHappening = { kind: 'ended', by: 'them', cause: 'Terminated', packets: { received: 9, sent: 8, lost: 0 } };

function events(host: string, happenings: readonly LineHappening[], from = 1): LineEvent[] {
  return happenings.map((happening, index) => ({ host, n: from + index, atMs: 1_000 + from + index, line: `${host}/1`, happening }));
}
const talking = (host: string): PhoneStatus => ({ ...silentStatus, registration: { ...silentStatus.registration, state: 'registered' }, lines: [] , selfTest: { isOn: false, peak: host.length / 100, endedAtMs: null } });

function station(): CoreOnDisk & { host: Seat; panel: Seat } {
  const core = coreOnDisk({ dataDir: temporaryFolder(), profile, secrets });
  return { ...core, host: core.seat({ seat: 'phone' }), panel: core.seat({ seat: 'console-1' }) };
}

test('only the host of a seat is given its account and believed', async () => {
  const { host, panel, seat } = station();
  expect(await host.do('phone.begin', { host: 'h1' })).toMatchObject({ account: { phone: 'S1', user: '101', password: 'rahasia', proxies: profile.sip.proxies } });
  for (const stranger of [panel, seat({ seat: 'tool' })]) {
    expect(await stranger.ask('phone.begin', { host: 'h1' })).toMatchObject({ code: 'not-a-phone' });
    expect(await stranger.ask('phone.report', { host: 'h1', events: events('h1', [rang]), status: silentStatus })).toMatchObject({ code: 'not-a-phone' });
    expect(await stranger.ask('phone.order-done', { host: 'h1', orderId: 'o', refusal: null })).toMatchObject({ code: 'not-a-phone' });
  }
  expect(await host.ask('phone.report', { host: 'h0', events: [], status: silentStatus })).toMatchObject({ code: 'not-the-host' });
  expect(await panel.do('phone.lines', {})).toEqual([]);
});

test('a browser seat is its own phone with its operator’s account, and hosts its sound alone where the profile gives none', async () => {
  const { seat } = station();
  const budi = seat({ operator: 'Budi', seat: 'browser/Budi' });
  expect(await budi.do('phone.begin', { host: 'b1' })).toMatchObject({ account: { phone: 'browser/Budi', user: '102', password: 'rahasia-budi' } });
  expect(await budi.do('station.describe', {})).toMatchObject({ phone: 'browser/Budi' });
  const wati = seat({ operator: 'Wati', seat: 'browser/Wati' });
  expect(await wati.do('phone.begin', { host: 'w1' })).toEqual({ account: null, sound: 'browser/Wati' });
  expect(await wati.do('station.describe', {})).toMatchObject({ phone: null, sound: 'browser/Wati' });
  const phones = wati.follow('phones', {});
  await wati.flow();
  expect(phones.items().find(({ id }) => id === 'browser/Wati')).toMatchObject({ host: 'up', registration: { state: 'off' } });
});

test('a call answered on the phone is answered in the record, once, however often it is told', async () => {
  const { host, panel } = station();
  await host.do('phone.begin', { host: 'h1' });
  const told = events('h1', [rang, answered, ended]);
  for (const portion of [told.slice(0, 2), told.slice(1), told]) await host.do('phone.report', { host: 'h1', events: portion, status: silentStatus });
  expect(await panel.do('phone.lines', { callId: 'pbx1-1.1' })).toMatchObject([{ state: 'ended', endedBy: 'them', answeredAtMs: 1_002, packets: { received: 9 } }]);
});

test('a host that died is no longer believed; its lines end, and what it had not told yet is told by the next', async () => {
  const { host, panel } = station();
  await host.do('phone.begin', { host: 'h1' });
  await host.do('phone.report', { host: 'h1', events: events('h1', [rang, answered]), status: silentStatus });
  await host.do('phone.begin', { host: 'h2' });
  expect(await panel.do('phone.lines', {})).toMatchObject([{ state: 'ended', endedBy: 'fault', cause: 'host-lost', answeredAtMs: 1_002 }]);
  expect(await host.ask('phone.report', { host: 'h1', events: [], status: silentStatus })).toMatchObject({ code: 'not-the-host' });
  await host.do('phone.report', { host: 'h2', events: events('h1', [ended], 3), status: silentStatus });
  expect(await panel.do('phone.lines', {})).toMatchObject([{ state: 'ended', endedBy: 'them', answeredAtMs: 1_002, endedAtMs: 1_003 }]);
});

test('an order goes to the host and its answer back; a host that is silent is said to be', async () => {
  const { host, panel, clock } = station();
  expect(await panel.ask('phone.dial', { target: '119' })).toMatchObject({ code: 'no-phone' });
  await host.do('phone.begin', { host: 'h1' });
  const orders = host.follow('phone-orders', { phone: 'S1' });
  const [dialling, holding] = [panel.ask('phone.dial', { target: '119' }), panel.ask('phone.hold', { line: 'h1/1' })];
  await host.flow();
  const [dial, hold] = orders.items();
  expect([dial?.order, hold?.order]).toEqual([{ name: 'phone.dial', input: { target: '119' } }, { name: 'phone.hold', input: { line: 'h1/1' } }]);
  await host.do('phone.order-done', { host: 'h1', orderId: dial!.id, refusal: null });
  await host.do('phone.order-done', { host: 'h1', orderId: hold!.id, refusal: { code: 'not-held', sentence: 'No.' } });
  await panel.flow();
  expect([await dialling, await holding]).toEqual([{ ok: true, value: {} }, { ok: false, code: 'not-held', sentence: 'No.' }]);
  const silent = panel.ask('phone.resume', { line: 'h1/1' });
  await panel.flow();
  clock.move(8_001);
  await panel.flow();
  expect(await silent).toMatchObject({ code: 'phone-silent' });
});

test('a phone that is not heard of for six seconds is away, for panels and in the strip, until it is heard again', async () => {
  const { host, panel, clock } = station();
  const [phones, links] = [panel.follow('phones', {}), panel.follow('links', {})];
  const sip = () => links.items().find(({ id }) => id === 'sip');
  await panel.flow();
  expect(sip()).toMatchObject({ state: 'off' });
  await host.do('phone.begin', { host: 'h1' });
  await host.do('phone.report', { host: 'h1', events: [], status: talking('h1') });
  await panel.flow();
  expect(phones.items()).toMatchObject([{ id: 'S1', host: 'up' }]);
  expect(sip()).toMatchObject({ state: 'live' });
  clock.move(7_500);
  await panel.flow();
  expect(phones.items()).toMatchObject([{ id: 'S1', host: 'away' }]);
  expect(sip()).toMatchObject({ state: 'down' });
  expect(await panel.ask('phone.dial', { target: '119' })).toMatchObject({ code: 'phone-away' });
  await host.do('phone.report', { host: 'h1', events: [], status: talking('h1') });
  await panel.flow();
  expect(phones.items()).toMatchObject([{ id: 'S1', host: 'up' }]);
});
