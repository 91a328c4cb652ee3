import type { TimelineEntry } from '#contract/records/incident-records.ts';
import type { timelineText } from '../i18n/areas/timeline.ts';
import type { wordsText } from '../i18n/areas/words.ts';
import { phoneText } from '../ui/phone-text.ts';
import { stopwatchText } from '../ui/age-text.ts';

type Words = (typeof wordsText)['id'];
type TimelineWords = (typeof timelineText)['id'];

/** What an act says, in words. `callSignOf` names a unit, `agencyOf` an agency. */
export function actSentence(
  act: TimelineEntry['act'],
  text: TimelineWords,
  words: Words,
  callSignOf: (unitId: string) => string,
  agencyOf: (agencyId: string) => string,
): string {
  switch (act.kind) {
    case 'incident.opened': {
      const opened = text.opened(words.incidentType[act.type], act.priority, act.place.text || text.noPlace);
      return act.note === '' ? opened : `${opened}. ${text.openedNote(act.note)}`;
    }
    case 'incident.changed': {
      const parts = [
        act.type === undefined ? null : words.incidentType[act.type],
        act.priority === undefined ? null : `P${act.priority}`,
        act.place === undefined ? null : act.place.text || text.noPlace,
      ];
      return text.changed(parts.filter((part) => part !== null).join(', '));
    }
    case 'incident.noted':
      return text.noted(act.text);
    case 'incident.closed':
      return text.closed(words.disposition[act.disposition]);
    case 'unit.assigned':
      return text.assigned(callSignOf(act.unitId));
    case 'unit.released':
      return text.released(callSignOf(act.unitId));
    case 'unit.status-set':
      return text.status(callSignOf(act.unitId), words.unitStatus[act.status]);
    case 'call.answered':
      return text.answered;
    case 'call.linked':
      return text.linked;
    case 'call.closed':
      return text.callClosed(words.callDisposition[act.disposition]);
    case 'call.called-back':
      return text.calledBack(words.callBackOutcome[act.outcome]);
    case 'number.muted':
      return text.numberMuted(act.number);
    case 'number.unmuted':
      return text.numberUnmuted(act.number);
    case 'unit.pre-alerted':
      return text.preAlerted(callSignOf(act.unitId));
    case 'landmark.saved':
      return text.landmarkSaved(act.name);
    case 'landmark.renamed':
      return text.landmarkRenamed(act.name);
    case 'landmark.withdrawn':
      return text.landmarkWithdrawn;
    case 'obstacle.reported':
      return text.obstacle;
    case 'obstacle.cleared':
      return text.obstacleCleared;
    case 'complaint.opened': {
      const agency = act.agencyId === null ? text.noAgency : text.complaintTo(agencyOf(act.agencyId));
      return [text.complaintOpened(words.complaintCategory[act.category], act.place.text || text.noPlace), agency, act.note].filter((part) => part !== '').join('. ');
    }
    case 'complaint.noted':
      return text.noted(act.text);
    case 'complaint.assigned':
      return text.complaintTo(agencyOf(act.agencyId));
    case 'complaint.answered':
      return text.complaintAnswered(act.text);
    case 'complaint.closed':
      return text.complaintClosed(words.complaintOutcome[act.outcome]);
    case 'complaint.reopened':
      return text.complaintReopened(act.reason);
    case 'complaint.joined':
      return text.complaintJoined(act.callerNumber === null ? text.noNumber : phoneText(act.callerNumber), act.note);
    case 'complaint.upgraded':
      return text.complaintUpgraded(act.ticket);
    case 'recording.kept':
      return text.recordingKept(act.endedBy === 'fault', stopwatchText(act.durationMs), act.sha256.slice(0, 8));
    case 'alarm.acknowledged':
      return text.alarm;
    case 'alarm.closed':
      return text.alarmClosed;
    case 'radio.named':
      return text.radioNamed(act.radioId);
    case 'unit.position-spoken':
      return text.positionSpoken(callSignOf(act.unitId), act.place.text);
    case 'transmission.filed':
      return text.filed(speakerOf(act.heard, callSignOf));
    case 'transmission.taken-out':
      return text.takenOut;
    case 'conflict.resolved':
      return text.conflictResolved(act.rule);
  }
}

/** Who a transmission was by, as well as it was known. */
export function speakerOf({ unitId, alias, radioId }: { unitId: string | null; alias: string | null; radioId: number | null }, callSignOf: (unitId: string) => string): string {
  if (unitId !== null) return callSignOf(unitId);
  return alias ?? (radioId === null ? 'HT' : `HT ${radioId}`);
}
