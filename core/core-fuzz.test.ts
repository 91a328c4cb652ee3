import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { protocolVersion } from '#contract/protocol.ts';
import { checkedAnswer, coreOnDisk } from '#tests/fixtures/core-on-disk.ts';
import { factsOnDisk } from '#tests/fixtures/facts-on-disk.ts';
import { foldedTables } from '#tests/fixtures/folded-tables.ts';
import { hostileQuestions, nested } from '#tests/fixtures/hostile-inputs.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { telephoneCall } from '#tests/fixtures/telephone-messages.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import type { Core } from './core-options.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';

const startMs = 1_800_000_000_000;
const questionsOfARun = 9_000;

test('no input of any command breaks core, and the journal stays one that folds to what stands', { timeout: 120_000 }, async () => {
  const dataDir = temporaryFolder();
  const clock = repeatingClock(startMs);
  const facts = factsOnDisk(dataDir, clock);
  const callIds = ['pbx1-1.1', 'pbx1-1.2', 'pbx1-1.3'];
  facts.hear(...callIds.map((callId) => telephoneCall(callId, { epochMs: startMs, startMs }).joined()));
  facts.hear({ sourceId: 'traccar', topic: 'positions', body: { position: { deviceTime: '2027-01-15T08:00:00Z', attributes: { alarm: 'sos' } }, device: { uniqueId: 'tracker-p02' } } });
  const alarmIds = facts.alarms().map((alarm) => alarm.id);
  facts.close();

  const { core, troubles, seat } = coreOnDisk({ dataDir, clock });
  const sari = seat();
  const feeds = (['calls', 'incidents', 'units', 'links', 'quarantine', 'positions', 'alarms', 'transmissions'] as const).map((feed) => sari.follow(feed, {}));
  const incidentIds: string[] = [];
  for (const note of ['satu', 'dua', 'tiga']) {
    const opened = await sari.do('incident.open', { type: 'fire', priority: 1, place: { text: note, latitude: -7, longitude: 113.9, radiusM: 1, islandId: null, islandName: null, source: 'map' }, note, callId: null });
    incidentIds.push(opened.incidentId);
    sari.follow('timeline', { incidentId: opened.incidentId });
  }

  const window = windowWithoutClient(core);
  window.say({ kind: 'hello', protocol: protocolVersion, name: 'fuzz' });
  let asked = 0;
  const codes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(hostileQuestions({ incidentIds, unitIds: ['p01', 'p02', 'p03'], callIds, alarmIds }), async ({ name, input }) => {
      const requestId = `r${(asked += 1)}`;
      window.say({ kind: 'ask', requestId, name, input });
      // What reads a file answers when it has, and a thread of core's when it has begun.
      const answer = await vi.waitUntil(() => window.takeAnswer(requestId), { timeout: 10_000, interval: 1 }).catch(() => undefined);
      if (!answer) throw new Error(`${name} was not answered`);
      checkedAnswer(name, answer);
      expect(answer).not.toMatchObject({ code: 'defect' });
      const code = answer.ok ? 'ok' : answer.code;
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (asked % 50 === 0) clock.move(700);
    }),
    { seed: 112, numRuns: questionsOfARun },
  );
  await sari.flow();
  expect(troubles).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  // Enough of them got through to mean something.
  expect(codes.get('ok')).toBeGreaterThan(questionsOfARun / 5);
  expect(codes.get('invalid-input')).toBeGreaterThan(questionsOfARun / 5);
  expect((await sari.do('station.describe', {})).operator).toBe('Sari');
  expect(feeds.map((feed) => feed.items().length)).toEqual([3, expect.any(Number), 3, 3, 0, 3, 1, 0]);
  await core.close();

  const { live, rebuilt, events, isChainWhole } = foldedTables(dataDir);
  expect(events).toBeGreaterThan(300);
  expect(isChainWhole).toBe(true);
  expect(rebuilt).toEqual(live);
});

test('what is nested without end is refused', () => {
  const { core, troubles } = coreOnDisk({ dataDir: temporaryFolder() });
  const window = windowWithoutClient(core);
  window.say({ kind: 'hello', protocol: protocolVersion, name: 'fuzz' });
  const deep = nested(50_000);
  for (const [name, input] of [['draft.save', { draft: 'x', body: { deep }, savedAtMs: 1 }], ['incident.note', { incidentId: 'i', text: deep }], ['place.search', deep]] as const) {
    window.say({ kind: 'ask', requestId: name, name, input });
    expect(window.takeAnswer(name)).toMatchObject({ ok: false, code: name === 'draft.save' ? 'draft-unreadable' : 'invalid-input' });
  }
  expect(troubles).toEqual([]);
});

/** Everything arrives as it is, as over Electron's ports: nothing is made JSON of on the way. */
function windowWithoutClient(core: Core) {
  const answers = new Map<string, Outcome<never>>();
  let hear: (message: unknown) => void = () => undefined;
  core.serve(
    {
      post(message) {
        const { kind, requestId, outcome } = message as { kind: string; requestId: string; outcome: Outcome<never> };
        if (kind === 'answer') answers.set(requestId, outcome);
      },
      onMessage: (listener) => (hear = listener),
      onClose: () => undefined,
      close: () => undefined,
    },
    { operator: 'Budi', seat: 'fuzz' },
  );
  return {
    say: (message: unknown): void => hear(message),
    takeAnswer(requestId: string): Outcome<never> | undefined {
      const answer = answers.get(requestId);
      answers.delete(requestId);
      return answer;
    },
  };
}
