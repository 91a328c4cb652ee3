import { afterEach, expect, test, vi } from 'vitest';
import type { ActionId } from '../keys/key-map.ts';
import { followSeat, leadSeat } from './seat-link.ts';
import { createSession } from './session.ts';

const open: BroadcastChannel[] = [];
afterEach(() => {
  for (const channel of open.splice(0)) channel.close();
});
function channel(): BroadcastChannel {
  const opened = new BroadcastChannel(`siaga.seat.${expect.getState().currentTestName ?? ''}`);
  open.push(opened);
  return opened;
}

test('what is chosen in either window of a seat is chosen in both, and what the other has changed meanwhile stays', async () => {
  const console = createSession();
  console.set({ ...console.get(), selectedUnitId: 'p01' });
  leadSeat(channel(), console, () => undefined);
  const map = followSeat(channel(), createSession().get());
  await vi.waitFor(() => expect(map.session.get().selectedUnitId).toBe('p01'));
  // Both at once, each something of its own.
  console.set({ ...console.get(), selectedUnitId: 'p02' });
  map.session.set({ ...map.session.get(), selectedIncidentId: 'kejadian' });
  await vi.waitFor(() => expect(console.get()).toMatchObject({ selectedUnitId: 'p02', selectedIncidentId: 'kejadian' }));
  await vi.waitFor(() => expect(map.session.get()).toEqual(console.get()));
});

test('an incident chosen on the map puts a complaint away, as it does in the console', async () => {
  const console = createSession();
  console.set({ ...console.get(), selectedComplaintId: 'aduan' });
  leadSeat(channel(), console, () => undefined);
  const map = followSeat(channel(), createSession().get());
  await vi.waitFor(() => expect(map.session.get().selectedComplaintId).toBe('aduan'));
  map.session.set({ ...map.session.get(), selectedComplaintId: null, selectedIncidentId: 'kejadian' });
  await vi.waitFor(() => expect(console.get()).toMatchObject({ selectedComplaintId: null, selectedIncidentId: 'kejadian' }));
});

test('a key pressed on the map is done once, by the console; the map knows when there is none', async () => {
  const map = followSeat(channel(), createSession().get());
  expect(map.isLed.get()).toBe(false);
  const done: ActionId[] = [];
  // A console that comes later, or again after a crash, says so by itself.
  const seat = leadSeat(channel(), createSession(), (action) => done.push(action));
  await vi.waitFor(() => expect(map.isLed.get()).toBe(true));
  map.press('answer');
  await vi.waitFor(() => expect(done).toEqual(['answer']));
  seat.gone();
  await vi.waitFor(() => expect(map.isLed.get()).toBe(false));
});
