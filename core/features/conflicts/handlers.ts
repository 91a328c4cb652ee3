import type { Handlers } from '#contract/serve/serve.ts';
import { conflictAlarmId } from '#domain/conflicts/conflict.ts';
import { decideConflict } from '#domain/decisions/decide.ts';
import { success } from '#domain/outcome/outcome.ts';
import { decided } from '../../journal/decided.ts';
import type { Journal } from '../../journal/journal.ts';
import type { ConflictStore } from './store.ts';

export function createConflictHandlers(options: {
  journal: Journal;
  store: ConflictStore;
  isRinging: (alarmId: string) => boolean;
}): Pick<Handlers, 'conflict.resolve'> {
  const { journal, store, isRinging } = options;
  return {
    'conflict.resolve': ({ conflictId, chosenEventId }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => {
        const conflict = store.read(conflictId);
        const acts = decideConflict(conflict, chosenEventId);
        if (!conflict || !acts.ok) return decided(acts);
        const alarmId = conflictAlarmId(conflict);
        return decided(success([...acts.value, ...(isRinging(alarmId) ? [{ kind: 'alarm.acknowledged', alarmId } as const] : [])]));
      }),
  };
}
