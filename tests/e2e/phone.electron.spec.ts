import { expect, test as base } from '@playwright/test';
import { openPhoneWorld, type PhoneSeat, type PhoneWorld } from './phone-world.ts';

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
      const seat = await world.openSeat('S1', '101');
      await expect.poll(async () => (await seat.phone()).registration.state).toBe('registered');
      await use(seat);
    },
    { scope: 'worker' },
  ],
});

test('a caller rings on the phone and in the queue, F1 takes both, sound goes both ways, and the caller hangs up', async ({ world: { bed, field }, seat }) => {
  const callId = field.ring({ number: '+6281234567890', name: 'Ibu Rahma' });
  const caller = await bed.call({ to: '101', number: '+6281234567890', headers: [`X-Call-Id: ${callId}`], talkMs: 4_000 });
  await expect.poll(async () => (await seat.phone()).lines).toMatchObject([{ state: 'ringing', direction: 'in', number: '+6281234567890', callId }]);
  await expect(seat.page.locator('[data-panel="queue"]')).toContainText('Ibu Rahma');
  await expect(seat.page.locator('[data-panel="phone"]')).toContainText('berdering');
  await seat.page.keyboard.press('F1');
  await expect.poll(async () => (await seat.phone()).lines).toMatchObject([{ state: 'talking' }]);
  await expect.poll(async () => (await bed.packets(caller.sipCallId))[0]).toBeGreaterThan(50);
  // What the headset carries keeps the call from being taken for a ghost call.
  await expect(seat.page.locator('[data-panel="caller"]')).toContainText('Penelepon terdengar');
  expect(await caller.exited).toBe(0);
  const newest = async () => (await seat.lines())[0];
  await expect.poll(newest).toMatchObject({ callId, state: 'ended', endedBy: 'them', answeredAtMs: expect.any(Number) });
  const line = await newest();
  expect(line?.packets?.received).toBeGreaterThan(50);
  expect(line?.packets?.sent).toBeGreaterThan(50);
  field.hangUp(callId);
});

test('a caller who hangs up while it rings leaves a line that nobody answered', async ({ world: { bed }, seat }) => {
  const caller = await bed.cancel({ to: '101', number: '081200000001', ringMs: 1_500 });
  await expect.poll(async () => (await seat.phone()).lines.find(({ number }) => number === '081200000001')?.state).toBe('ringing');
  expect(await caller.exited).toBe(0);
  await expect.poll(async () => (await seat.lines())[0]).toMatchObject({ number: '081200000001', state: 'ended', answeredAtMs: null, endedBy: 'them' });
});
