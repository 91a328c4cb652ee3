import { commands, type CommandOutput } from '#contract/commands.ts';
import { protocolVersion } from '#contract/protocol.ts';
import type { FeedSources, Handlers, LatestSource, LogSource, Service } from '#contract/serve/serve.ts';
import type { Alarm } from '#domain/alarms/alarm.ts';
import type { Link } from '#domain/links/link.ts';
import { failure, success } from '#domain/outcome/outcome.ts';

const countEveryMs = 100;
/** Answering this call ends the process in the middle of its work. */
const deadlyCallId = 'crash';

/**
 * Just enough of a station: `station.describe` (its version names the process), drafts in memory, the feed `links` with
 * one link that counts, the feed `alarms` with one more alarm for each draft saved. Everything else is refused.
 */
export function createSmallStation({ crash }: { crash: () => void }): Service {
  const now = (): number => Date.now();
  const startedAtMs = now();
  const drafts = new Map<string, NonNullable<CommandOutput<'draft.load'>>>();
  const alarms: { seq: number; item: Alarm }[] = [];
  const alarmListeners = new Set<() => void>();
  const welcome = { protocol: protocolVersion, station: 'Small station', site: 'Sumenep', exercise: true, operator: 'Siti', version: `process ${process.pid}`, startedAtMs };

  const refused = Object.fromEntries(
    Object.keys(commands).map((name) => [name, () => failure('not-here', 'The small station has no such thing.')]),
  ) as unknown as Handlers;
  const handlers: Handlers = {
    ...refused,
    'station.describe': () =>
      success({
        site: { id: 'sumenep', name: welcome.site, number: '112', area: null },
        station: { id: 'small', name: welcome.station },
        exercise: true,
        operator: welcome.operator,
        supervisor: false,
        utcOffsetMinutes: 420,
        talkgroups: [],
        radioStatuses: [],
        agencies: [],
        complaintLanes: [],
        neighbours: [],
        phone: null,
        sound: '',
        version: welcome.version,
      }),
    'draft.save': ({ draft, body, savedAtMs }) => {
      drafts.set(draft, { body, savedAtMs });
      alarms.push({ seq: alarms.length + 1, item: storageAlarm(draft, savedAtMs) });
      for (const listener of alarmListeners) listener();
      return success({});
    },
    'draft.load': ({ draft }) => success(drafts.get(draft) ?? null),
    'call.answer': ({ callId }) => {
      if (callId === deadlyCallId) crash();
      return failure('no-call', 'The small station has no calls.');
    },
  };

  const link: LatestSource<Link> = {
    keys: () => ['counter'],
    read: () => ({
      id: 'counter',
      kind: 'database',
      name: 'Counter',
      state: 'live',
      sinceMs: startedAtMs,
      reason: null,
      lastHeardAtMs: now(),
      messages: Math.floor((now() - startedAtMs) / countEveryMs),
      rejected: 0,
      waiting: 0,
    }),
    subscribe(_, onChanged) {
      const timer = setInterval(() => onChanged(['counter']), countEveryMs);
      return () => clearInterval(timer);
    },
  };
  const alarmLog: LogSource<Alarm> = {
    read: (_, afterSeq, limit) => alarms.filter(({ seq }) => seq > afterSeq).slice(0, limit),
    lastSeq: () => alarms.length,
    subscribe(_, onMore) {
      alarmListeners.add(onMore);
      return () => alarmListeners.delete(onMore);
    },
  };
  const noneLatest = { keys: () => [], read: () => undefined, subscribe: () => () => undefined };
  const noneLogged = { read: () => [], lastSeq: () => 0, subscribe: () => () => undefined };
  const feeds: FeedSources = {
    calls: noneLatest,
    incidents: noneLatest,
    complaints: noneLatest,
    units: noneLatest,
    positions: noneLatest,
    'fence-visits': noneLatest,
    obstacles: noneLatest,
    landmarks: noneLatest,
    conflicts: noneLatest,
    sync: noneLatest,
    phones: noneLatest,
    floors: noneLatest,
    radios: noneLatest,
    quarantine: noneLatest,
    links: link,
    transmissions: noneLogged,
    'radio-messages': noneLogged,
    'phone-orders': noneLogged,
    timeline: noneLogged,
    'complaint-timeline': noneLogged,
    alarms: alarmLog,
  };

  return {
    handlers,
    feeds,
    health: () => ({ state: 'live', sinceMs: startedAtMs, reason: null }),
    onHealth: () => () => undefined,
    now,
    welcome: () => welcome,
    log: { defect: (message, error) => process.stderr.write(`${message}: ${String(error)}\n`), warn: (message) => process.stderr.write(`${message}\n`) },
  };
}

function storageAlarm(draft: string, raisedAtMs: number): Alarm {
  return {
    id: `${draft} ${raisedAtMs}`,
    kind: 'storage',
    raisedAtMs,
    sourceId: null,
    unitId: null,
    talkgroup: null,
    radioId: null,
    text: draft,
    acknowledgedAtMs: null,
    acknowledgedBy: null, closedAtMs: null, closedBy: null, closedReason: null, heardAtMs: null, rings: true,
  };
}
