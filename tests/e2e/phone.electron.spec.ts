import { expect, test as base } from '@playwright/test';
import type { PhoneLine } from '#domain/phone/phone-line.ts';
import type { SipParty } from '#tests/integration/sip/sip-bed.ts';
import { picture } from './console-test.ts';
import { openPhoneWorld, type PhoneSeat, type PhoneWorld } from './phone-world.ts';
import { pressOffered } from './press-offered.ts';

/** One seat for all of these: what one test leaves behind would show in the next. */
const test = base.extend<object, { world: PhoneWorld; seat: PhoneSeat }>({
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
  seat: [
    async ({ world }, use) => {
      // The talkgroup's gateway speaks for seven seconds once the seat has called it, and goes.
      await world.bed.answerOutside({ talkMs: 9_500 });
      const seat = await world.openSeat('S1', '101', undefined, { talkgroups: [{ id: 112, name: 'Komando', voice: 'tg-112' }] });
      await expect.poll(async () => (await seat.phone()).registration.state).toBe('registered');
      await use(seat);
    },
    { scope: 'worker' },
  ],
});

test.describe.configure({ timeout: 60_000 });

/** So much of a call's sound may be missing in its recording, whatever died. */
const mostLostMs = 1_000;

test('a caller rings on the phone and in the queue, F1 takes both, sound goes both ways, and the caller hangs up', async ({ world: { bed, field }, seat }) => {
  await seat.hideWindow();
  const callId = field.ring({ number: '+6281234567890', name: 'Ibu Rahma' });
  // A tone without end: speech may be over before a busy computer lets sound through.
  const caller = await bed.call({ to: '101', number: '+6281234567890', headers: [`X-Call-Id: ${callId}`], voice: 'tone', talkMs: 8_000 });
  await expect.poll(async () => (await seat.phone()).lines).toMatchObject([{ state: 'ringing', direction: 'in', number: '+6281234567890', callId }]);
  await expect(seat.page.locator('[data-panel="queue"]')).toContainText('Ibu Rahma');
  // It sounds from the phone's own window, and brings the console's back into sight.
  await expect.poll(async () => (await seat.phone()).ring).toEqual({ isRinging: true, isQuiet: false, isTest: false, fault: null });
  await expect.poll(async () => (await seat.phone()).levels.ring).toBeGreaterThan(0.05);
  await expect.poll(() => seat.isOnTop()).toBe(true);
  await expect(seat.page.locator('[data-panel="phone"]')).toContainText('berdering');
  await seat.page.keyboard.press('F1');
  await expect.poll(async () => (await seat.phone()).lines).toMatchObject([{ state: 'talking' }]);
  await expect.poll(async () => (await bed.packets(caller.sipCallId))[0]?.count).toBeGreaterThan(50);
  expect((await seat.phone()).ring.isRinging).toBe(false);
  await expect.poll(() => seat.isOnTop()).toBe(false);
  // What the headset carries keeps the call from being taken for a ghost call.
  await expect(seat.page.locator('[data-panel="caller"]')).toContainText('Penelepon terdengar');
  expect(await caller.exited).toBe(0);
  const newest = async () => (await seat.lines())[0];
  await expect.poll(newest).toMatchObject({ callId, state: 'ended', endedBy: 'them', answeredAtMs: expect.any(Number) });
  const line = await newest();
  expect(line?.packets?.received).toBeGreaterThan(50);
  expect(line?.packets?.sent).toBeGreaterThan(50);
  field.hangUp(callId);
  // An incident that is opened afterwards has the recording, and plays it by key.
  await expect.poll(async () => (await seat.recordings('+6281234567890')).map(({ state }) => state)).toEqual(['finished']);
  const place = { text: 'Lenteng', latitude: null, longitude: null, radiusM: null, islandId: null, islandName: null, source: 'spoken' } as const;
  expect(await seat.client.ask('incident.open', { type: 'medical', priority: 2, place, note: '', callId })).toMatchObject({ ok: true });
  await seat.page.locator('[data-panel="incidents"]').getByText('Lenteng').click();
  await expect(seat.page.getByRole('region', { name: 'Rekaman' })).toContainText('+6281234567890');
  await seat.page.keyboard.press('Control+p');
  await expect.poll(async () => (await seat.phone()).recall.replay).toMatchObject({ of: 'recording', soundedAtMs: expect.any(Number) });
  await picture(seat.page, 'recording-of-incident');
  await seat.page.keyboard.press('Control+F6');
  await expect.poll(async () => (await seat.phone()).recall.replay).toBeNull();
});

test('a caller who hangs up while it rings leaves a line that nobody answered', async ({ world: { bed }, seat }) => {
  const caller = await bed.cancel({ to: '101', number: '081200000001', ringMs: 1_500 });
  await expect.poll(async () => (await seat.phone()).lines.find(({ number }) => number === '081200000001')?.state).toBe('ringing');
  expect(await caller.exited).toBe(0);
  await expect.poll(async () => (await seat.lines())[0]).toMatchObject({ number: '081200000001', state: 'ended', answeredAtMs: null, endedBy: 'them' });
});

/** A caller who stands in no queue rings, and F1 takes it. */
async function talkWith({ bed }: PhoneWorld, seat: PhoneSeat, number: string, options: { talkMs?: number; refusesHold?: boolean } = {}): Promise<{ caller: SipParty; line: () => Promise<PhoneLine> }> {
  const caller = await bed.call({ to: '101', number, talkMs: 60_000, ...options });
  const line = async (): Promise<PhoneLine> => (await seat.phone()).lines.find((each) => each.number === number)!;
  await expect.poll(async () => (await line())?.state).toBe('ringing');
  await expect(seat.page.locator('[data-panel="phone"]')).toContainText('berdering');
  await seat.page.keyboard.press('F1');
  await expect.poll(async () => (await line()).state).toBe('talking');
  await expect(seat.page.locator('[data-panel="phone"]')).toContainText('bicara');
  return { caller, line };
}

test('hold, resume, mute, digits both ways and hanging up, by keyboard', async ({ world, seat }) => {
  const { page } = seat;
  const { caller, line } = await talkWith(world, seat, '081200000002');
  await pressOffered(page, 'Alt+J');
  await expect.poll(async () => (await line()).heldByUs).toBe(true);
  await expect(page.locator('[data-panel="phone"]')).toContainText('ditahan');
  await expect.poll(() => caller.messages()).toContain('a=sendonly');
  await page.keyboard.press('Alt+j');
  await expect.poll(async () => (await line()).heldByUs).toBe(false);
  await expect(page.locator('[data-panel="phone"]')).toContainText('bicara');
  await pressOffered(page, 'Alt+B');
  await expect(page.getByRole('button', { name: 'mik bisu', pressed: true })).toBeVisible();
  expect((await line()).muted).toBe(true);
  await page.keyboard.press('Alt+b');
  await expect.poll(async () => (await line()).muted).toBe(false);
  await page.keyboard.press('Alt+c');
  await page.keyboard.type('45');
  for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
  await expect.poll(() => world.bed.digits(caller.sipCallId)).toBe('45');
  const { id } = await line();
  expect(await seat.client.ask('phone.send-digits', { line: id, digits: '7', via: 'info' })).toEqual({ ok: true, value: {} });
  await expect.poll(() => caller.messages()).toContain('Signal=7');
  await expect.poll(async () => (await line()).digitsSent).toBe('457');
  await picture(page, 'phone-talking');
  await pressOffered(page, 'Alt+X');
  expect(await caller.exited).toBe(0);
  await expect.poll(async () => (await seat.lines())[0]).toMatchObject({ number: '081200000002', state: 'ended', endedBy: 'us' });
});

/** F6 in the middle of a call: its last minute sounds again while it goes on, slower if wanted, and stops by key. */
async function hearsAgain({ page, phone }: PhoneSeat, number: string): Promise<void> {
  const replay = async () => (await phone()).recall.replay;
  const strip = page.getByRole('region', { name: 'Putar ulang' });
  await page.keyboard.press('F6');
  await expect.poll(async () => (await replay())?.soundedAtMs).toEqual(expect.any(Number));
  await expect.poll(async () => (await replay())?.positionS).toBeGreaterThan(0.2);
  await expect(strip).toContainText(number);
  await page.keyboard.press('Control+Shift+F6');
  await expect(strip).toContainText('0,8×');
  await picture(page, 'replay');
  await page.keyboard.press('Alt+t');
  await picture(page, 'replay-day');
  await page.keyboard.press('Alt+t');
  // It goes back through what was said before, as far as that is kept.
  for (let older = (await replay())?.older ?? 0; older > 0; older -= 1) {
    await page.keyboard.press('F6');
    await expect.poll(async () => (await replay())?.older).toBe(older - 1);
  }
  await page.keyboard.press('F6');
  await expect(strip).toContainText('Tidak ada lagi suara yang lebih lama.');
  await page.keyboard.press('Control+F6');
  await expect(strip).toBeHidden();
  expect((await phone()).lines.find((line) => line.number === number)?.state).toBe('talking');
}

/** A digit in holes of the sound may not be heard; until then a caller who gets no answer has pressed three times. */
const pressedThriceMs = 25_000;

test('a caller who is silent and presses a digit, which no message tells: the card opens, and the ghost key is locked', async ({ world: { bed, field }, seat }) => {
  const { page } = seat;
  const callId = field.ring({ number: '+6281200000013' });
  const caller = await bed.call({ to: '101', number: '+6281200000013', headers: [`X-Call-Id: ${callId}`], voice: 'digit', talkMs: 30_000 });
  const line = async () => (await seat.phone()).lines.find((each) => each.callId === callId);
  await expect.poll(async () => (await line())?.state).toBe('ringing');
  await expect(page.locator('[data-panel="phone"]')).toContainText('berdering');
  await page.keyboard.press('F1');
  await expect.poll(async () => (await line())?.state).toBe('talking');
  const panel = page.locator('[data-panel="caller"]');
  await expect(panel.locator('meter')).toBeVisible();
  await expect(panel.locator('[data-silent-card]')).toContainText('5', { timeout: pressedThriceMs });
  // One press is one digit; the next press is seconds away.
  expect((await line())?.digitsHeard).toBe('5');
  await page.keyboard.press('F7');
  await page.keyboard.press('g');
  await expect(panel).toContainText('Terkunci');
  await picture(page, 'phone-silent-caller');
  await seat.client.ask('phone.hang-up', { line: (await line())?.id ?? '' });
  expect(await caller.exited).toBe(0);
  field.hangUp(callId);
});

test('a hold that the other side refuses leaves the call as it was', async ({ world, seat }) => {
  const { caller, line } = await talkWith(world, seat, '081200000012', { refusesHold: true });
  const { id } = await line();
  expect(await seat.client.ask('phone.hold', { line: id })).toMatchObject({ code: 'not-held' });
  await expect.poll(line).toMatchObject({ state: 'talking', heldByUs: false });
  await seat.client.ask('phone.hang-up', { line: id });
  expect(await caller.exited).toBe(0);
});

test('core is killed in the middle of a call: the call goes on, and its record is complete', async ({ world, seat }) => {
  const { caller } = await talkWith(world, seat, '081200000003', { talkMs: 8_000 });
  await expect.poll(async () => (await seat.lines())[0]?.state).toBe('talking');
  const killed = seat.killCore();
  const before = (await world.bed.packets(caller.sipCallId))[0]?.count ?? 0;
  await expect.poll(async () => (await world.bed.packets(caller.sipCallId))[0]?.count).toBeGreaterThan(before + 25);
  await killed;
  expect(await caller.exited).toBe(0);
  await expect.poll(async () => (await seat.lines())[0], { timeout: 20_000 }).toMatchObject({ number: '081200000003', state: 'ended', endedBy: 'them', answeredAtMs: expect.any(Number) });
  // Its recording has no hole where core was away, and is the one whose hash stands in the journal.
  await expect.poll(async () => (await seat.recordings('081200000003')).map((each) => each.state)).toEqual(['finished']);
  const [recording] = await seat.recordings('081200000003');
  const [line] = await seat.lines();
  expect(recording!.durationMs).toBeGreaterThan(line!.endedAtMs! - line!.answeredAtMs! - mostLostMs);
  expect(await seat.heardHash(recording!.id)).toBe(recording!.sha256);
  expect(seat.journalled('recording.kept').filter(({ recordingId }) => recordingId === recording!.id)).toMatchObject([{ sha256: recording!.sha256, endedBy: 'finished', durationMs: recording!.durationMs }]);
});

test('the SIP server is killed and started, in the middle of a call and while idle: the sound goes on, and the phone registers again', async ({ world, seat }) => {
  const { bed } = world;
  const registration = async () => (await seat.phone()).registration.state;
  const { caller, line } = await talkWith(world, seat, '081200000004');
  await bed.killServer();
  await expect.poll(registration, { timeout: 5_000 }).toBe('failed');
  await expect(seat.page.locator('[data-panel="phone"]')).toContainText('tidak terdaftar');
  const before = (await bed.packets(caller.sipCallId))[0]?.count ?? 0;
  await expect.poll(async () => (await bed.packets(caller.sipCallId))[0]?.count).toBeGreaterThan(before + 50);
  const { id } = await line();
  expect(await seat.client.ask('phone.hold', { line: id })).toMatchObject({ code: 'not-held' });
  expect((await line()).state).toBe('talking');
  await bed.startServer();
  await expect.poll(registration, { timeout: 20_000 }).toBe('registered');
  await hearsAgain(seat, '081200000004');
  await pressOffered(seat.page, 'Alt+X');
  expect(await caller.exited).toBe(0);

  await bed.killServer();
  await expect.poll(registration, { timeout: 5_000 }).toBe('failed');
  await bed.startServer();
  await expect.poll(registration, { timeout: 20_000 }).toBe('registered');
  const next = await bed.cancel({ to: '101', number: '081200000005', ringMs: 500 });
  expect(await next.exited).toBe(0);
});

test('eight calls at once all ring, each can be taken, and who is not spoken with is on hold', async ({ world: { bed }, seat }) => {
  const numbers = Array.from({ length: 8 }, (_, index) => `08130000000${index}`);
  const callers = await Promise.all(numbers.map((number) => bed.call({ to: '101', number })));
  const ours = async () => (await seat.phone()).lines.filter(({ number }) => numbers.includes(number));
  await expect.poll(async () => (await ours()).map(({ state }) => state)).toEqual(Array.from({ length: 8 }, () => 'ringing'));
  for (const { id } of await ours()) expect(await seat.client.ask('phone.answer', { line: id })).toEqual({ ok: true, value: {} });
  const states = async () => (await ours()).map(({ state, heldByUs }) => (heldByUs ? 'on hold' : state)).sort();
  await expect.poll(states).toEqual([...Array.from({ length: 7 }, () => 'on hold'), 'talking']);
  const count = (text: string, method: string): number => text.match(new RegExp(`^${method} `, 'gm'))?.length ?? 0;
  // Each has been put on hold and has said so: a goodbye in the middle of that is another story.
  await expect.poll(() => callers.filter((caller) => count(caller.messages(), 'ACK') < 2).length).toBe(1);
  for (const { id } of await ours()) await seat.client.ask('phone.hang-up', { line: id });
  expect(await Promise.all(callers.map(({ exited }) => exited))).toEqual(callers.map(() => 0));
  await expect.poll(async () => (await seat.lines()).filter(({ number, state }) => numbers.includes(number) && state === 'ended').length).toBe(8);
});

test('microphone and headset are chosen, and the echo of one’s own voice tells the doctor that it is heard', async ({ seat }) => {
  const { page, client } = seat;
  const { devices } = await seat.phone();
  const [, input] = devices.inputs;
  const [, output] = devices.outputs;
  expect(await client.ask('phone.choose-devices', { input: input?.id ?? null, output: output?.id ?? null, ring: output?.id ?? null, speaker: output?.id ?? null })).toEqual({ ok: true, value: {} });
  await expect.poll(async () => (await seat.phone()).devices).toMatchObject({ input: input?.id, output: output?.id, ring: output?.id, speaker: output?.id, lost: null });
  await page.keyboard.press('Alt+v');
  await page.getByRole('button', { name: 'uji suara' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-panel="phone"]')).toContainText('Bicaralah');
  await picture(page, 'phone-sound');
  // The beep of the microphone, once a second, and again in the headset.
  await expect.poll(async () => (await seat.phone()).selfTest.peak ?? 0).toBeGreaterThan(0.1);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-panel="phone"]')).toContainText('Mikrofon mendengar Anda.');
  await page.keyboard.press('Alt+v');
  const report = await client.ask('doctor.check', {});
  if (!report.ok) throw new Error(report.sentence);
  const checks = report.value.checks.filter(({ name }) => name.startsWith('phone:'));
  expect(checks.map(({ state }) => state)).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(checks[0]?.finding).toMatch(/^registered at ws:\/\/.* which answers in \d+ ms$/);
});

test('what was said on a talkgroup’s voice line is a recording by itself, and heard again under the talkgroup’s name', async ({ seat: { page, phone, ...seat } }) => {
  await expect.poll(async () => (await seat.recordings('TG 112')).map(({ state, channels }) => [state, channels.length])).toContainEqual(['finished', 1]);
  const [over] = await seat.recordings('TG 112');
  expect(over!.durationMs).toBeGreaterThan(5_000);
  expect(await seat.heardHash(over!.id)).toBe(over!.sha256);
  const replay = async () => (await phone()).recall.replay;
  await page.keyboard.press('F6');
  await expect.poll(async () => (await replay())?.soundedAtMs).toEqual(expect.any(Number));
  for (let older = (await replay())?.older ?? 0; older > 0 && (await replay())?.source.kind !== 'radio'; older -= 1) {
    await page.keyboard.press('F6');
    await expect.poll(async () => (await replay())?.older).toBe(older - 1);
  }
  expect((await replay())?.source).toMatchObject({ kind: 'radio', id: '112' });
  await expect(page.getByRole('region', { name: 'Putar ulang' })).toContainText('Komando');
  await page.keyboard.press('Control+F6');
  await expect.poll(replay).toBeNull();
});

test('what a recorder brings of a talkgroup is heard again by F6, as what was said last', async ({ seat }) => {
  const strip = seat.page.getByRole('region', { name: 'Putar ulang' });
  expect(await seat.bringRadioCall('54241', 'Medis Timur')).toBe(200);
  await seat.page.keyboard.press('F6');
  await expect(strip).toContainText('Medis Timur');
  await expect.poll(async () => (await seat.phone()).recall.replay?.soundedAtMs).toEqual(expect.any(Number));
  await picture(seat.page, 'replay-radio');
  // It comes to its end by itself.
  await expect(strip).toBeHidden();
});

test('the phone itself crashes in the middle of a call: the record says so, and it is there again for the next', async ({ world: { bed }, world, seat }) => {
  const { line } = await talkWith(world, seat, '081200000007', { talkMs: 8_000 });
  const { id } = await line();
  await expect.poll(async () => (await seat.lines())[0]?.state).toBe('talking');
  await expect.poll(async () => (await seat.recordings('081200000007')).length).toBe(1);
  const crashedAtMs = Date.now();
  await seat.crashPhone();
  await expect.poll(async () => (await seat.lines()).find((each) => each.id === id)).toMatchObject({ state: 'ended', endedBy: 'fault', cause: 'host-lost', answeredAtMs: expect.any(Number) });
  await expect.poll(async () => (await seat.phone()).registration.state).toBe('registered');
  // What was said until a moment before the crash is kept.
  await expect.poll(async () => (await seat.recordings('081200000007')).map((each) => each.state)).toEqual(['fault']);
  const [recording] = await seat.recordings('081200000007');
  expect(recording!.startedAtMs + recording!.durationMs).toBeGreaterThan(crashedAtMs - mostLostMs);
  expect(await seat.heardHash(recording!.id)).toBe(recording!.sha256);
  expect(seat.journalled('recording.kept').find(({ recordingId }) => recordingId === recording!.id)).toMatchObject({ sha256: recording!.sha256, endedBy: 'fault' });
  const next = await bed.cancel({ to: '101', number: '081200000008', ringMs: 300 });
  expect(await next.exited, next.messages()).toBe(0);
  // The device that was chosen before the crash is in use again.
  await expect.poll(async () => (await seat.phone()).devices.input).not.toBeNull();
});

test('the window of the panels crashes in the middle of a call: the sound goes on, and the call can be ended', async ({ world, seat }) => {
  const { caller, line } = await talkWith(world, seat, '081200000006');
  await seat.crashWindow();
  const before = (await world.bed.packets(caller.sipCallId))[0]?.count ?? 0;
  await expect.poll(async () => (await world.bed.packets(caller.sipCallId))[0]?.count).toBeGreaterThan(before + 50);
  await expect.poll(() => seat.inWindow("document.querySelector('[data-panel=phone]')?.textContent")).toContain('bicara');
  await seat.client.ask('phone.hang-up', { line: (await line()).id });
  expect(await caller.exited).toBe(0);
});
