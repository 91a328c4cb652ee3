import { conflictsText } from '../../i18n/areas/conflicts.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useLatest } from '../../state/use-latest.ts';
import { phoneText } from '../../ui/phone-text.ts';
import { useAgencyName } from '../../state/use-agency-name.ts';
import type { ConflictNames } from './conflict-facts.ts';

/** What the feeds call the things that conflicts are about. */
export function useConflictNames(): ConflictNames {
  const text = useText(conflictsText);
  const words = useText(wordsText);
  const incidents = useLatest('incidents');
  const units = useLatest('units');
  const calls = useLatest('calls');
  const complaints = useLatest('complaints');
  const agency = useAgencyName();
  return {
    text,
    words,
    incident: (incidentId) => incidents.byKey.get(incidentId),
    complaint: (complaintId) => complaints.byKey.get(complaintId)?.number,
    agency,
    callSign: (unitId) => units.byKey.get(unitId)?.callSign ?? unitId,
    caller(callId) {
      const caller = calls.byKey.get(callId)?.caller;
      const number = caller?.e164 ?? caller?.raw ?? null;
      return number === null ? null : phoneText(number);
    },
  };
}
