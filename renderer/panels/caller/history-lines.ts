import type { CallHistory, PastIncident } from '#contract/records/call-records.ts';
import type { callerText } from '../../i18n/areas/caller.ts';
import type { wordsText } from '../../i18n/areas/words.ts';
import type { Mark } from '../../ui/badge.tsx';
import { complaintMark } from '../../ui/marks/complaint-mark.ts';
import { priorityMark } from '../../ui/marks/priority-mark.ts';

export type HistoryLine = { readonly id: string; readonly atMs: number; readonly mark: Mark; readonly word: string; readonly detail: string };

type Words = { readonly text: (typeof callerText)['id']; readonly words: (typeof wordsText)['id'] };

/** A caller's past in the order in which it matters: what is still open, emergencies before complaints, then the number's own past, newest first, then the neighbourhood. */
export function historyLines({ ofNumber, nearby, calls, complaints }: CallHistory, names: Words, limit: number): readonly HistoryLine[] {
  const isOpen = ({ status }: PastIncident): boolean => status === 'open';
  const incident = (each: PastIncident): HistoryLine => incidentLine(each, names);
  const shown = new Set(ofNumber.map(({ id }) => id));
  const own = [
    ...ofNumber.filter((each) => !isOpen(each)).map(incident),
    ...calls.filter(({ claim }) => claim?.incidentId == null || !shown.has(claim.incidentId)).map((call) => callLine(call, names)),
  ].sort((left, right) => right.atMs - left.atMs);
  return [...ofNumber.filter(isOpen).map(incident), ...complaints.map((each) => complaintLine(each, names)), ...nearby.filter(isOpen).map(incident), ...own, ...nearby.filter((each) => !isOpen(each)).map(incident)].slice(0, limit);
}

function incidentLine({ id, number, status, type, priority, placeText, openedAtMs, distanceM }: PastIncident, { text, words }: Words): HistoryLine {
  const isOpen = status === 'open';
  return {
    id,
    atMs: openedAtMs,
    mark: isOpen ? priorityMark[priority] : { shape: 'square', tone: 'grey' },
    word: isOpen ? `${words.incidentType[type]}, ${text.open}` : words.incidentType[type],
    detail: [number, distanceM === null ? placeText : text.near(distanceM)].filter((part) => part !== '').join(' · '),
  };
}

function complaintLine({ id, number, status, category, place, openedAtMs }: CallHistory['complaints'][number], { words }: Words): HistoryLine {
  const word = `${words.complaintCategory[category]}, ${words.complaintStatus[status]}`;
  return { id, atMs: openedAtMs, mark: complaintMark[status], word, detail: [number, place.text].filter((part) => part !== '').join(' · ') };
}

function callLine({ callId, joinedAtMs, answered, claim, incidentNumber }: CallHistory['calls'][number], { text, words }: Words): HistoryLine {
  const disposition = claim?.disposition ?? null;
  const mark: Mark = disposition !== null ? { shape: 'bar', tone: 'grey' } : answered ? { shape: 'disc', tone: 'grey' } : { shape: 'back', tone: 'amber' };
  const called = claim?.callBacks.at(-1);
  return {
    id: callId,
    atMs: joinedAtMs,
    mark,
    word: disposition !== null ? words.callDisposition[disposition] : answered ? text.served : text.gaveUp,
    detail: incidentNumber ?? (called ? words.callBackOutcome[called.outcome] : (claim?.closedBy ?? claim?.answeredBy ?? '')),
  };
}
