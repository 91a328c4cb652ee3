import { useState } from 'react';
import type { Incident } from '#domain/incidents/incident.ts';
import type { Unit } from '#domain/units/unit.ts';
import { commandBarText } from '../../i18n/areas/command-bar.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useChangeSession } from '../../state/session-context.tsx';
import { useAct } from '../../state/use-act.ts';
import { useAsk } from '../../state/use-ask.ts';
import { useStation } from '../../state/station-context.tsx';
import type { CommandMeaning } from './read-command.ts';
import type { ObstacleMeaning } from './read-obstacle.ts';

/** What became of the last line: said in a word or a sentence. */
export type CommandResult = { readonly kind: 'doing' | 'done' | 'failed'; readonly sentence: string };

/** Does what a line means; resolves to whether it is done, and on disk where something was decided. */
export function useCommand(incident: Incident | undefined): {
  readonly result: CommandResult | null;
  readonly say: (sentence: string | null) => void;
  readonly run: (meaning: CommandMeaning<Unit>) => Promise<boolean>;
  /** `what` as it is said afterwards. */
  readonly runObstacle: (meaning: ObstacleMeaning, what: string) => Promise<boolean>;
} {
  const act = useAct();
  const { clock } = useStation();
  const ask = useAsk();
  const changeSession = useChangeSession();
  const text = useText(commandBarText);
  const words = useText(wordsText);
  const [result, setResult] = useState<CommandResult | null>(null);

  function fail(sentence: string): false {
    setResult({ kind: 'failed', sentence });
    return false;
  }

  async function run(meaning: CommandMeaning<Unit>): Promise<boolean> {
    if (meaning.kind === 'unit') return fail(text.statusMissing);
    if (meaning.kind === 'note' && meaning.text === '') return fail(text.noteEmpty);
    if (meaning.kind === 'note' && !incident) return fail(text.noteNowhere);
    setResult({ kind: 'doing', sentence: text.doing });
    if (meaning.kind === 'status') {
      const answer = await act('unit.set-status', { unitId: meaning.unit.unitId, status: meaning.status });
      if (!answer.ok) return fail(answer.sentence);
      setResult({ kind: 'done', sentence: text.statusDone(meaning.unit.callSign, words.unitStatus[meaning.status]) });
      return true;
    }
    if (meaning.kind === 'ticket') {
      const found = await ask('complaint.find', { number: meaning.number });
      if (!found.ok) return fail(found.sentence);
      if (found.value === null) return fail(text.ticketUnknown);
      changeSession({ selectedComplaintId: found.value.id });
      setResult({ kind: 'done', sentence: found.value.number });
      return true;
    }
    if (!incident) return false;
    const answer = await act('incident.note', { incidentId: incident.id, text: meaning.text });
    if (!answer.ok) return fail(answer.sentence);
    setResult({ kind: 'done', sentence: text.noteDone(incident.number) });
    return true;
  }

  async function runObstacle(meaning: ObstacleMeaning, what: string): Promise<boolean> {
    if (meaning.kind === 'no-point') return fail(text.roadNoPoint);
    setResult({ kind: 'doing', sentence: text.doing });
    const answer =
      meaning.kind === 'clear'
        ? await act('obstacle.clear', { obstacleId: meaning.obstacle.id })
        : await act('obstacle.report', { target: meaning.target, speedPercent: meaning.speedPercent, reason: meaning.reason, untilMs: meaning.forMs === null ? null : clock.nowMs() + meaning.forMs });
    if (!answer.ok) return fail(answer.sentence);
    setResult({ kind: 'done', sentence: text.obstacleDone(what) });
    return true;
  }

  return { result, run, runObstacle, say: (sentence) => setResult(sentence === null ? null : { kind: 'failed', sentence }) };
}
