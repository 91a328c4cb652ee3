import { isEmergency } from '#domain/alarms/alarm-stage.ts';
import type { Act } from '#domain/journal/act.ts';
import type { Handlers } from '#contract/serve/serve.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { Journal } from '../../journal/journal.ts';
import type { AlarmStore } from './store.ts';

export function createAlarmHandlers(options: { journal: Journal; store: AlarmStore }): Pick<Handlers, 'alarm.acknowledge' | 'alarm.close'> {
  const { journal, store } = options;
  return {
    'alarm.acknowledge': ({ alarmId }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => {
        const alarm = store.read(alarmId);
        if (!alarm) return { acts: [], answer: failure('no-alarm', `There is no alarm ${alarmId} at this station.`) };
        if (alarm.acknowledgedAtMs !== null) return { acts: [], answer: success({}) };
        return { acts: [{ kind: 'alarm.acknowledged', alarmId }], answer: success({}) };
      }),
    'alarm.close': ({ alarmId, reason }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => {
        const alarm = store.read(alarmId);
        if (!alarm) return { acts: [], answer: failure('no-alarm', `There is no alarm ${alarmId} at this station.`) };
        if (!isEmergency(alarm.kind)) return { acts: [], answer: failure('alarm-of-machine', 'An alarm of a machine is over once it is acknowledged.') };
        if (alarm.closedReason !== null) return { acts: [], answer: success({}) };
        const acknowledged: Act[] = alarm.acknowledgedAtMs === null ? [{ kind: 'alarm.acknowledged', alarmId }] : [];
        return { acts: [...acknowledged, { kind: 'alarm.closed', alarmId, reason }], answer: success({}) };
      }),
  };
}
