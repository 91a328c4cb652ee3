import type { Handlers } from '#contract/serve/serve.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { Journal } from '../../journal/journal.ts';
import type { AlarmStore } from './store.ts';

export function createAlarmHandlers(options: { journal: Journal; store: AlarmStore }): Pick<Handlers, 'alarm.acknowledge'> {
  const { journal, store } = options;
  return {
    'alarm.acknowledge': ({ alarmId }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => {
        const alarm = store.read(alarmId);
        if (!alarm) return { acts: [], answer: failure('no-alarm', `There is no alarm ${alarmId} at this station.`) };
        if (alarm.acknowledgedAtMs !== null) return { acts: [], answer: success({}) };
        return { acts: [{ kind: 'alarm.acknowledged', alarmId }], answer: success({}) };
      }),
  };
}
