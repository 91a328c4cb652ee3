import { closedWithoutEnd, withOvers, type HeardOver, type OpenOvers, type OversChange } from './open-overs.ts';
import type { RadioSignal } from './radio-signal.ts';

/** What is noted of two who speak on one talkgroup at once. */
const collision = 'collision';

/**
 * What a start means to those who are open already: a slot of a repeater carries one stream, so an older one of that slot lost its end; and
 * where a server lets one talker through to a talkgroup, both are noted as a collision.
 */
export function clearWay(overs: OpenOvers, signal: RadioSignal): OversChange {
  const { supersedes } = signal;
  const changed = overs.open.flatMap((each): HeardOver[] => {
    const { key, over } = each;
    if (over.sourceId !== signal.sourceId || key === signal.key || over.startedAtMs > signal.atMs) return [];
    if (supersedes !== null && key.startsWith(supersedes)) return [{ key, over: closedWithoutEnd(over, 'superseded', signal.atMs) }];
    return isTalkedOver(each, signal) ? [{ key, over: { ...over, detail: collision } }] : [];
  });
  return changed.length === 0 ? { open: overs, changed: [] } : withOvers(overs, changed);
}

/** Who was talked over gets no end of his own: it comes with that of the other. */
export function endTalkedOver(overs: OpenOvers, signal: RadioSignal): OversChange {
  const talkedOver = overs.open.filter((each) => isTalkedOver(each, signal) && each.over.detail === collision && each.over.startedAtMs <= signal.atMs);
  if (talkedOver.length === 0) return { open: overs, changed: [] };
  return withOvers(overs, talkedOver.map(({ key, over }) => ({ key, over: closedWithoutEnd(over, 'lost', signal.atMs) })));
}

function isTalkedOver({ key, over }: HeardOver, signal: RadioSignal): boolean {
  return signal.oneTalkerPerGroup && signal.talkgroup !== null && over.sourceId === signal.sourceId && over.talkgroup === signal.talkgroup && key !== signal.key && over.radioId !== signal.radioId;
}
