import { setTimeout as wait } from 'node:timers/promises';
import { openPhoneWorld, type PhoneSeat } from '#tests/e2e/phone-world.ts';
import type { SidePackets, SipBed, SipParty } from '#tests/integration/sip/sip-bed.ts';
import { printFigure, quantile } from './print-figure.ts';
import { cpuSecondsBelow } from './process-tree.ts';

/**
 * A call from outside at a desktop seat with a real SIP server, times by the one clock of this computer: from sipp's INVITE to the word of
 * ringing in the window, after the frame that shows it; from the press of F1 to the first RTP packet of either side at the relay (the
 * seat's own is encrypted, so both have agreed on keys by then), asked every 2 ms; the processors' share of a call that only goes on and is
 * recorded; and from the press of F6 in that call to the replay's first sound.
 * The very first call comes while the console still starts, and is a figure of its own.
 * The peer of the ring: the same INVITE at the SIP server's own `100 Trying`.
 */
const calls = Number(process.env['SIAGA_BENCH_RINGS'] ?? 40);
const cpuLastsMs = 10_000;
/** A console that has just started reads its map and draws it for the first time. */
const startLastsMs = 10_000;
const replays = 20;
const budget = { ring: 300, voice: 500, replay: 300 };

type Seen = { ringingAtMs: number[]; pressedAtMs: number[] };
type TakenCall = { readonly ringMs: number; readonly tryingMs: number; readonly voiceMs: { readonly caller: number; readonly seat: number } };

const world = await openPhoneWorld({ hasGraphics: true });
try {
  const seat = await world.openSeat('S1', '101');
  while ((await seat.phone()).registration.state !== 'registered') await wait(50);
  await seat.page.locator('[data-panel=phone]').waitFor();
  await seat.page.evaluate(noteRinging);
  const atStart = await callOnce(seat, 0);
  await wait(startLastsMs);
  const taken: TakenCall[] = [];
  for (let index = 1; index <= calls; index += 1) taken.push(await callOnce(seat, index));
  const rings = taken.map(({ ringMs }) => ringMs);
  const server = taken.map(({ tryingMs }) => tryingMs);
  const p99 = (samples: readonly number[]): number => quantile(samples, 0.99);
  printFigure('INVITE to visible ring while the console starts', atStart.ringMs, 'ms');
  printFigure('INVITE to visible ring p50', quantile(rings, 0.5), 'ms', { calls });
  printFigure('INVITE to visible ring p99', p99(rings), 'ms', { calls, budget: budget.ring, met: p99(rings) <= budget.ring });
  printFigure('INVITE to the server\'s 100 Trying p99', p99(server), 'ms', { calls, peer: true });
  for (const side of ['caller', 'seat'] as const) {
    const samples = taken.map(({ voiceMs }) => voiceMs[side]);
    const details = { side, calls };
    printFigure('F1 to first RTP p50', quantile(samples, 0.5), 'ms', details);
    printFigure('F1 to first RTP p99', p99(samples), 'ms', { ...details, budget: budget.voice, met: p99(samples) <= budget.voice });
  }
  const idle = await share();
  const party = await world.bed.call({ to: '101', number: '081299999999', talkMs: 60_000 });
  await next(seat, 'ringingAtMs', calls + 1);
  await seat.page.keyboard.press('F1');
  await firstPackets(world.bed, party);
  printFigure('processors of a seat with one call', await share(), '% of one core', { idle: Math.round(idle * 10) / 10 });
  const heard = await hearAgain(seat);
  printFigure('F6 to first sound p50', quantile(heard, 0.5), 'ms', { replays });
  printFigure('F6 to first sound p99', p99(heard), 'ms', { replays, budget: budget.replay, met: p99(heard) <= budget.replay });
  await seat.page.keyboard.press('Alt+x');
  await party.exited;
} finally {
  await world.close();
}

/** The seat's call number `index`: it rings, is taken, is heard both ways, and is over. */
async function callOnce(seat: PhoneSeat, index: number): Promise<TakenCall> {
  const party = await world.bed.call({ to: '101', number: `0812${String(index).padStart(8, '0')}`, talkMs: 60_000 });
  const ringingAtMs = await next(seat, 'ringingAtMs', index);
  await seat.page.keyboard.press('F1');
  const [caller, own] = await firstPackets(world.bed, party);
  const pressedAtMs = await next(seat, 'pressedAtMs', index);
  const { inviteAtMs, tryingAtMs } = messageTimes(party.messages());
  await seat.page.keyboard.press('Alt+x');
  await party.exited;
  // The next one rings at a seat that is as idle as this one was.
  await wait(300);
  return { ringMs: ringingAtMs - inviteAtMs, tryingMs: tryingAtMs - inviteAtMs, voiceMs: { caller: caller - pressedAtMs, seat: own - pressedAtMs } };
}

/** The last words of the call that goes on, again and again: ms from before the key goes down to the sound element's own word that it plays. */
async function hearAgain(seat: PhoneSeat): Promise<number[]> {
  const soundedAtMs = async (): Promise<number | null> => (await seat.phone()).recall.replay?.soundedAtMs ?? null;
  const samples: number[] = [];
  for (let index = 0; index < replays; index += 1) {
    const pressedAtMs = Date.now();
    await seat.page.keyboard.press('F6');
    let sounded = await soundedAtMs();
    for (; sounded === null; sounded = await soundedAtMs()) await wait(20);
    samples.push(sounded - pressedAtMs);
    await seat.page.keyboard.press('Control+F6');
    while ((await soundedAtMs()) !== null) await wait(20);
  }
  return samples;
}

/** What the desktop and all it started used, in percent of one core. */
async function share(): Promise<number> {
  const isDesktop = (command: string): boolean => command.includes('electron');
  const from = { cpuS: cpuSecondsBelow(process.pid, isDesktop), atMs: performance.now() };
  await wait(cpuLastsMs);
  return (cpuSecondsBelow(process.pid, isDesktop) - from.cpuS) / ((performance.now() - from.atMs) / 100_000);
}

/** Runs in the window: notes when a ring is in sight and when F1 goes down. */
function noteRinging(): void {
  const seen: Seen = { ringingAtMs: [], pressedAtMs: [] };
  (globalThis as unknown as { seen: Seen }).seen = seen;
  const panel = document.querySelector('[data-panel="phone"]')!;
  let isRinging = false;
  new MutationObserver(() => {
    const rings = /berdering/.test(panel.textContent);
    // The message comes after the frame was drawn.
    if (rings && !isRinging) requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => seen.ringingAtMs.push(Date.now());
      port2.postMessage(null);
    });
    isRinging = rings;
  }).observe(panel, { childList: true, subtree: true, characterData: true });
  addEventListener('keydown', ({ key }) => key === 'F1' && seen.pressedAtMs.push(Date.now()), { capture: true });
}

async function next(seat: PhoneSeat, what: keyof Seen, index: number): Promise<number> {
  const noted = await seat.page.waitForFunction(([name, at]) => (globalThis as unknown as { seen: Seen }).seen[name][at], [what, index] as const, { timeout: 15_000, polling: 20 });
  return (await noted.jsonValue())!;
}

/** When the relay had the first packet of the caller and of the seat, in ms since 1970. */
async function firstPackets(bed: SipBed, { sipCallId }: SipParty): Promise<[caller: number, seat: number]> {
  const first: { atMs: number; side: SidePackets['side'] }[] = [];
  const lastAtMs = Date.now() + 15_000;
  while (first.length < 2) {
    if (Date.now() > lastAtMs) throw new Error(`no voice from both sides of ${sipCallId}, only from: ${first.map(({ side }) => side).join()}`);
    for (const { side, count } of await bed.packets(sipCallId)) {
      if (count > 0 && first.every((each) => each.side !== side)) first.push({ atMs: Date.now(), side });
    }
    await wait(2);
  }
  const of = (side: SidePackets['side']): number => first.find((each) => each.side === side)!.atMs;
  return [of('caller'), of('other')];
}

/** sipp writes the local time of each message above it. */
function messageTimes(messages: string): { inviteAtMs: number; tryingAtMs: number } {
  const at = (line: RegExp): number => {
    const found = messages.split(/^-{20,}/m).find((each) => line.test(each));
    const time = /(\d{4}-\d\d-\d\d)\s+(\d\d:\d\d:\d\d\.\d{3})/.exec(found ?? '');
    if (!time) throw new Error(`sipp wrote no ${line.source}: ${messages.slice(0, 400)}`);
    return Date.parse(`${time[1]}T${time[2]}`);
  };
  return { inviteAtMs: at(/^INVITE /m), tryingAtMs: at(/^SIP\/2\.0 100/m) };
}
