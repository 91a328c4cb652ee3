import { expect, test as base, type Page } from '@playwright/test';
import { mapWindowName } from '#contract/seat-windows.ts';
import type { PhoneLine } from '#domain/phone/phone-line.ts';
import type { SipParty } from '#tests/integration/sip/sip-bed.ts';
import { frontAuthorityFile } from '#tests/integration/sip/tls-front.ts';
import { picture } from './console-test.ts';
import { openPhoneWorld, type PhoneSeat, type PhoneWorld } from './phone-world.ts';
import { pressOffered } from './press-offered.ts';

/** Nobody listens at the discard port. */
const awayUrl = 'wss://127.0.0.1:9';

/** Long enough to be seen on a busy computer, which looks once a second. */
const seenMs = 6_000;

/** Two desktop seats at one SIP server, for all of these. */
const test = base.extend<object, { world: PhoneWorld; first: PhoneSeat; second: PhoneSeat }>({
  world: [
    // Playwright reads the names a fixture needs from this very pattern.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const world = await openPhoneWorld();
      await use(world);
      await world.close();
    },
    { scope: 'worker' },
  ],
  // Its first server is away; the second speaks TLS with a certificate of the site's own authority.
  first: [async ({ world }, use) => use(await openSeat(world, 'S1', '101', { proxies: [awayUrl, world.bed.secureUrl], authorityFile: frontAuthorityFile })), { scope: 'worker' }],
  second: [
    async ({ world }, use) => {
      await world.bed.repeater();
      await use(await openSeat(world, 'S2', '102', undefined, { talkgroups: [{ id: 112, name: 'Komando', voice: '9112' }] }));
    },
    { scope: 'worker' },
  ],
});

test.describe.configure({ timeout: 60_000 });

async function openSeat(world: PhoneWorld, ...seatOf: Parameters<PhoneWorld['openSeat']>): Promise<PhoneSeat> {
  const seat = await world.openSeat(...seatOf);
  await expect.poll(async () => (await seat.phone()).registration.state).toBe('registered');
  return seat;
}

/** The seat's line to or from a number: the newest that goes on, else the newest. */
async function lineOf(seat: PhoneSeat, number: string): Promise<PhoneLine | undefined> {
  const lines = (await seat.phone()).lines.filter((line) => line.number === number);
  return lines.find(({ state }) => state !== 'ended') ?? lines[0];
}

async function answer(seat: PhoneSeat, number: string): Promise<void> {
  await expect.poll(async () => (await lineOf(seat, number))?.state).toBe('ringing');
  await expect(seat.page.locator('[data-panel="phone"]')).toContainText('berdering');
  await seat.page.keyboard.press('F1');
  await expect.poll(async () => (await lineOf(seat, number))?.state).toBe('talking');
  await expect(seat.page.locator('[data-panel="phone"]')).toContainText('bicara');
}

/** What a telephone system is asked in a REFER. */
async function referTo(caller: SipParty): Promise<string> {
  const asked = (): string | undefined => /^Refer-To: <(.*)>\r?$/m.exec(caller.messages())?.[1];
  await expect.poll(asked).toBeDefined();
  return asked() ?? '';
}

/** The number field, then the button that many tabs behind it. */
async function withNumber(seat: PhoneSeat, number: string, tabs: number): Promise<void> {
  await seat.page.keyboard.press('Alt+c');
  await seat.page.keyboard.type(number);
  for (let tab = 0; tab < tabs; tab += 1) await seat.page.keyboard.press('Tab');
  await seat.page.keyboard.press('Enter');
}

test('of its servers in order the first that is there is used, over TLS of the site’s own authority; a caller who is declined rings at the next seat', async ({ world: { bed }, first, second }) => {
  expect((await first.phone()).registration).toMatchObject({ state: 'registered', proxies: [{ url: awayUrl, state: 'failed' }, { url: bed.secureUrl, state: 'connected' }] });
  const caller = await bed.call({ to: '112', number: '081300000100', talkMs: seenMs });
  await expect.poll(async () => (await lineOf(first, '081300000100'))?.state).toBe('ringing');
  await expect(first.page.locator('[data-panel="phone"]')).toContainText('berdering');
  await first.page.keyboard.press('Alt+q');
  await expect.poll(async () => lineOf(first, '081300000100')).toMatchObject({ state: 'ended', answeredAtMs: null, endedBy: 'us' });
  await answer(second, '081300000100');
  expect(await caller.exited).toBe(0);
});

test('a blind transfer: the telephone system rings the other seat, and this one is free', async ({ world: { bed }, first, second }) => {
  const caller = await bed.call({ to: '101', number: '081300000101' });
  await answer(first, '081300000101');
  await withNumber(first, '102', 2);
  expect(await referTo(caller)).toBe(`sip:102@${bed.domain}`);
  const transferred = await bed.call({ to: '102', number: '081300000101', talkMs: seenMs });
  await answer(second, '081300000101');
  await expect.poll(async () => lineOf(first, '081300000101')).toMatchObject({ state: 'ended', endedBy: 'us', transfer: { how: 'blind', target: '102', state: 'done' } });
  expect(await caller.exited).toBe(0);
  expect(await transferred.exited).toBe(0);
  await expect.poll(async () => (await second.lines())[0]).toMatchObject({ number: '081300000101', state: 'ended', endedBy: 'them' });
});

test('a transfer with announcement: the other seat is asked, taken back, asked again, and gets the caller', async ({ world: { bed }, first, second }) => {
  const caller = await bed.call({ to: '101', number: '081300000102' });
  await answer(first, '081300000102');
  await withNumber(first, '102', 3);
  await answer(second, '101');
  await expect.poll(async () => (await lineOf(first, '102'))?.state).toBe('talking');
  await expect.poll(async () => lineOf(first, '081300000102')).toMatchObject({ state: 'talking', heldByUs: true });
  const original = (await lineOf(first, '081300000102'))?.id ?? '';
  await pressOffered(first.page, 'Alt+W');
  await expect.poll(async () => lineOf(first, '081300000102')).toMatchObject({ state: 'talking', heldByUs: false });
  await expect.poll(async () => (await lineOf(second, '101'))?.state).toBe('ended');

  expect(await first.client.ask('phone.transfer-attended', { line: original, target: '102' })).toEqual({ ok: true, value: {} });
  expect(await first.client.ask('phone.complete-transfer', { line: original })).toMatchObject({ code: 'consult-not-answered' });
  await answer(second, '101');
  await picture(first.page, 'phone-asking-first');
  await pressOffered(first.page, 'Alt+O');
  const target = await referTo(caller);
  expect(target).toMatch(new RegExp(`^sip:102@${bed.domain}\\?Replaces=`));
  const replaces = decodeURIComponent(target.split('Replaces=')[1] ?? '');
  const transferred = await bed.call({ to: '102', number: '081300000102', talkMs: seenMs, headers: [`Replaces: ${replaces}`] });
  await expect.poll(async () => (await lineOf(second, '081300000102'))?.state).toBe('talking');
  await expect.poll(async () => (await lineOf(second, '101'))?.state).toBe('ended');
  await expect.poll(async () => lineOf(first, '081300000102')).toMatchObject({ state: 'ended', transfer: { how: 'attended', state: 'done' } });
  expect(await caller.exited).toBe(0);
  expect(await transferred.exited).toBe(0);
});

test('a conference of the caller and the other seat: they hear each other through this one, also while it is mute', async ({ world: { bed }, first, second }) => {
  await withNumber(first, '102', 1);
  await answer(second, '101');
  const caller = await bed.call({ to: '101', number: '081300000103', voice: 'tone' });
  await answer(first, '081300000103');
  await expect.poll(async () => lineOf(first, '102')).toMatchObject({ state: 'talking', heldByUs: true });
  await pressOffered(first.page, 'Alt+K');
  await expect.poll(async () => (await first.phone()).lines.filter(({ conferenced, state }) => conferenced && state === 'talking').length).toBe(2);
  await expect(first.page.locator('[data-panel="phone"]')).toContainText('konferensi');
  for (const { id } of (await first.phone()).lines.filter(({ conferenced }) => conferenced)) await first.client.ask('phone.mute', { line: id, on: true });
  // The caller's tone, which only the first seat gets from the telephone system.
  await expect.poll(async () => (await second.phone()).levels.speaker, { timeout: 10_000, intervals: [100] }).toBeGreaterThan(0.02);
  await first.page.keyboard.press('Alt+k');
  await expect.poll(async () => (await first.phone()).lines.filter(({ state, heldByUs }) => state === 'talking' && heldByUs).length).toBe(1);
  for (const { id } of (await first.phone()).lines.filter(({ state }) => state === 'talking')) await first.client.ask('phone.hang-up', { line: id });
  expect(await caller.exited).toBe(0);
  await expect.poll(async () => (await lineOf(second, '101'))?.state).toBe('ended');
});

test('a contact of the site is called by its own key, and by the beginning of its name', async ({ world: { bed }, first: { page }, first }) => {
  const outside = await bed.answerOutside({ talkMs: seenMs });
  await page.keyboard.press('Shift+F1');
  await expect.poll(async () => (await lineOf(first, '0328000101'))?.state).toBe('talking');
  expect(await outside.exited).toBe(0);
  await expect.poll(async () => (await lineOf(first, '0328000101'))?.state).toBe('ended');
  const next = await bed.answerOutside({ talkMs: seenMs });
  await page.keyboard.press('Alt+c');
  await expect(page.getByRole('group', { name: 'Kontak' })).toContainText('Dinas Lingkungan Hidup');
  await page.keyboard.type('pln');
  await picture(page, 'phone-contacts');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await lineOf(first, '0328000103'))?.state).toBe('talking');
  expect(await next.exited).toBe(0);
});

const isOnAir = async ({ phone }: Pick<PhoneSeat, 'phone'>): Promise<boolean> => typeof (await phone()).voiceLines[0]?.onAir === 'string';

/** Holds the key in a window until its seat is on air for `spokenMs`. A press that was not confirmed for a second is over, as it must be: on a computer that stood still it is pressed again. */
async function holdOnAir(page: Page, seat: Pick<PhoneSeat, 'phone'>, spokenMs: number): Promise<void> {
  await expect.poll(async () => (await seat.phone()).voiceLines[0]?.state).toBe('up');
  await expect(async () => {
    await page.keyboard.up('F5');
    await page.keyboard.down('F5');
    await expect(page.locator('[data-talk="on-air"]')).toContainText('Komando', { timeout: 5_000 });
    await expect.poll(() => isOnAir(seat), { timeout: 5_000 }).toBe(true);
    await page.waitForTimeout(spokenMs);
    expect(await isOnAir(seat)).toBe(true);
  }).toPass();
}

test('the key speaks on the talkgroup’s line for as long as it is held, and what came from there is heard again by F6', async ({ second: { page, phone } }) => {
  const voice = async () => (await phone()).voiceLines[0];
  await expect.poll(voice).toMatchObject({ talkgroup: 112, state: 'up', onAir: null });
  const radio = page.locator('[data-panel="radio"]');
  // What is spoken on is in the headset; its volume is set at the lane by key, and the phone obeys.
  for (const key of ['Alt+-', 'Alt+-', 'Alt+=']) await page.keyboard.press(key);
  await expect(radio.locator('[data-lane="112"] [data-volume]')).toHaveAttribute('data-volume', '90');
  await expect.poll(voice).toMatchObject({ volume: 0.9, place: 'headset' });
  // The microphone of these seats beeps once a second, and the repeater says everything again.
  await holdOnAir(page, { phone }, 2_500);
  await page.keyboard.up('F5');
  await expect.poll(() => isOnAir({ phone })).toBe(false);
  await expect(radio).toContainText('Komando');
  await page.waitForTimeout(1_500);
  await page.keyboard.press('F6');
  const strip = page.getByRole('region', { name: 'Putar ulang' });
  await expect(strip).toContainText('ulang radio');
  await expect(strip).toContainText('Komando');
  const replay = (await phone()).recall.replay;
  expect(replay?.durationS).toBeGreaterThan(1);
  expect(replay?.durationS).toBeLessThan(8);
  await picture(page, 'phone-radio-replay');
  await page.keyboard.press('Control+F6');
});

test('the key speaks from the map’s own window as from the console, and a window that goes while it is held is silent', async ({ second: { page, phone } }) => {
  const opened = page.context().waitForEvent('page');
  await page.evaluate((name) => window.open('', name), mapWindowName);
  const map = await opened;
  await expect(map.locator('[data-talk="idle"]')).toContainText('Komando');
  await holdOnAir(map, { phone }, 500);
  await map.keyboard.up('F5');
  await expect.poll(() => isOnAir({ phone })).toBe(false);
  await holdOnAir(map, { phone }, 0);
  await map.close();
  await expect.poll(async () => (await phone()).voiceLines[0]).toMatchObject({ state: 'up', onAir: null });
});
