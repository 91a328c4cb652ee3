import type { OpenOvers } from './open-overs.ts';
import type { Receiver, Transmission, TransmissionEnd } from './transmission.ts';

/** Starts this close are one key press: hosts stamp the header when they have decoded it. */
const sameStartMs = 1_500;
/** A press of the emergency button is repeated for this long, and heard by several. */
const sameBurstMs = 3_000;
/** An end that somebody heard, as opposed to one that was concluded. */
const heardEnds: ReadonlySet<TransmissionEnd | null> = new Set<TransmissionEnd | null>(['terminator', 'timeout', 'single-shot']);
/** Of ends that were only concluded, the one that says most. */
const concludedEnds: readonly TransmissionEnd[] = ['lost', 'superseded', 'source-down', 'stale'];

/**
 * The transmissions that overs are, as heard at each place, among them `heard`: several hosts, servers and recorders that hear the same radio on
 * the same talkgroup at the same time hear one transmission. It has the id of the over that began first; the others name it in `mergedInto`.
 * Depends on what is known, never on the order in which it became known. `before` gives a transmission as it was told last: who stood together
 * with one of these and no longer does is told anew.
 */
export function transmissionsAround(overs: OpenOvers, heard: readonly Transmission[], before: (id: string) => Transmission | undefined): Transmission[] {
  const views = new Map<string, Transmission>();
  const waiting = [...heard];
  for (let over = waiting.pop(); over; over = waiting.pop()) {
    if (views.has(over.id)) continue;
    for (const group of groupsOf(neighboursOf(overs, over))) {
      for (const view of viewsOf(group)) {
        const known = before(view.id);
        const headed = known?.mergedInto ?? null;
        const together = [...(known?.receivers ?? []).map(({ id }) => id), ...(headed === null ? [] : [headed])].filter((id) => id !== view.id && !views.has(id));
        waiting.push(...together.flatMap((id) => find(overs, id) ?? []));
        // With whom it stood together has been over for so long that nobody looks for it any more.
        const isForgotten = headed !== null && view.mergedInto === null && !find(overs, headed);
        views.set(view.id, isForgotten ? { ...view, mergedInto: headed } : view);
      }
    }
  }
  return [...views.values()];
}

function find(overs: OpenOvers, id: string): Transmission | undefined {
  const isIt = ({ over }: { readonly over: Transmission }): boolean => over.id === id;
  return (overs.open.find(isIt) ?? overs.closed.find(isIt))?.over;
}

/** The over as one place heard it, out of a transmission that may have been put together. */
export function ownOver(transmission: Transmission): Transmission {
  const own = transmission.receivers.find((each) => each.id === transmission.id);
  return { ...transmission, ...own, receivers: [], mergedInto: null };
}

/** All overs that could be one with this one, by themselves or through others. */
function neighboursOf(overs: OpenOvers, over: Transmission): Transmission[] {
  const cluster = [find(overs, over.id) ?? over];
  const candidates = [...overs.open, ...overs.closed].flatMap((each) => (each.over.id !== over.id && mayBeOne(each.over, over) ? [each.over] : []));
  // One place alone hears no transmission twice, however many overs it heard of late.
  if (candidates.every((candidate) => isSamePlace(candidate, over))) return cluster;
  for (let index = 0; index < cluster.length && candidates.length > 0; index += 1) {
    const from = cluster[index] as Transmission;
    for (let other = candidates.length - 1; other >= 0; other -= 1) {
      const candidate = candidates[other] as Transmission;
      if (!isOne(from, candidate)) continue;
      cluster.push(candidate);
      candidates.splice(other, 1);
    }
  }
  return cluster.sort(byStart);
}

function byStart(one: Transmission, other: Transmission): number {
  return one.startedAtMs - other.startedAtMs || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

/** In order of their start each over joins the transmission whose start is nearest; no place hears one transmission twice. */
function groupsOf(cluster: readonly Transmission[]): Transmission[][] {
  const groups: Transmission[][] = [];
  for (const over of cluster) {
    const fitting = groups.filter((group) => group.some((each) => isOne(each, over)) && !group.some((each) => isSamePlace(each, over) || !mayBeOne(each, over)));
    const nearest = fitting.at(-1);
    if (nearest) nearest.push(over);
    else groups.push([over]);
  }
  return groups;
}

function isSamePlace(one: Transmission, other: Transmission): boolean {
  return placeOf(one) === placeOf(other) && one.direction === other.direction;
}

/** `SOURCE/KEY`, of which the part behind a bar numbers one call or stream among others. */
function placeOf(over: Transmission): string {
  return over.id.split('/', 2).join('/').split('|', 1)[0] ?? '';
}

function mayBeOne(one: Transmission, other: Transmission): boolean {
  if (one.kind !== other.kind || one.talkgroup !== other.talkgroup || one.privateCallTo !== other.privateCallTo) return false;
  if (one.kind === 'signalling' && (one.detail !== other.detail || one.emergency !== other.emergency)) return false;
  if (one.radioId !== null && other.radioId !== null) return one.radioId === other.radioId;
  // A trunked talkgroup carries one call at a time, whoever speaks in it.
  return one.mode === 'trunk' && other.mode === 'trunk' && one.talkgroup !== null;
}

function isOne(one: Transmission, other: Transmission): boolean {
  const [first, second] = byStart(one, other) <= 0 ? [one, other] : [other, one];
  const apartMs = second.startedAtMs - first.startedAtMs;
  if (first.kind === 'signalling' || first.kind === 'rejected') return apartMs <= sameBurstMs;
  return apartMs <= sameStartMs || second.startedAtMs <= reachMs(first, second.lateEntry);
}

/** Until when an over is known to have lasted. One that is open and gives no sign of life may have ended unheard. */
function reachMs(over: Transmission, isLateEntry: boolean): number {
  if (over.endedAtMs !== null) return over.endedAtMs;
  return isLateEntry && over.direction !== 'rf' ? Infinity : over.lastHeardAtMs;
}

function viewsOf(group: readonly Transmission[]): Transmission[] {
  const [first, ...others] = group as [Transmission, ...Transmission[]];
  const merged: Transmission = { ...together(first, group), receivers: group.map(receiverOf) };
  return [merged, ...others.map((over) => ({ ...over, receivers: [receiverOf(over)], mergedInto: first.id }))];
}

function receiverOf(over: Transmission): Receiver {
  const { id, sourceId, slot, direction, startedAtMs, lastHeardAtMs, signalGone, endedAtMs, durationMs, end, rssiDbm, berPercent, lossPercent } = over;
  return { id, sourceId, slot, direction, startedAtMs, lastHeardAtMs, signalGone, endedAtMs, durationMs, end, rssiDbm, berPercent, lossPercent };
}

function together(first: Transmission, group: readonly Transmission[]): Transmission {
  if (group.length === 1) return first;
  const known = <Value>(read: (over: Transmission) => Value | null): Value | null => group.map(read).find((value) => value !== null) ?? null;
  const open = group.filter((over) => over.endedAtMs === null);
  return {
    ...first,
    ...endOf(group, open),
    radioId: known((over) => over.radioId),
    alias: known((over) => over.alias),
    detail: known((over) => over.detail),
    lateEntry: group.every((over) => over.lateEntry),
    emergency: group.some((over) => over.emergency),
    signalGone: open.length > 0 && open.every((over) => over.signalGone),
    lastHeardAtMs: Math.max(...group.map((over) => over.lastHeardAtMs)),
    rssiDbm: best(group, (over) => over.rssiDbm, Math.max),
    berPercent: best(group.filter((over) => over.direction === 'rf'), (over) => over.berPercent, Math.min) ?? known((over) => over.berPercent),
    lossPercent: best(group, (over) => over.lossPercent, Math.min),
  };
}

/** Over as soon as one place heard the end; while none did it lasts as long as anybody hears it. */
function endOf(group: readonly Transmission[], open: readonly Transmission[]): Pick<Transmission, 'endedAtMs' | 'end' | 'durationMs'> {
  const heard = group.filter((over) => heardEnds.has(over.end));
  const ended = heard.length > 0 ? heard : open.length > 0 ? [] : group;
  if (ended.length === 0) return { endedAtMs: null, end: null, durationMs: null };
  const end = ended.some((over) => over.end === 'timeout') ? 'timeout' : heard.length > 0 ? (heard[0]?.end ?? null) : (concludedEnds.find((each) => ended.some((over) => over.end === each)) ?? null);
  return { endedAtMs: Math.max(...ended.map((over) => over.endedAtMs ?? 0)), end, durationMs: best(ended, (over) => over.durationMs, Math.max) };
}

function best(group: readonly Transmission[], read: (over: Transmission) => number | null, choose: (...values: number[]) => number): number | null {
  const values = group.map(read).filter((value) => value !== null);
  return values.length === 0 ? null : choose(...values);
}
