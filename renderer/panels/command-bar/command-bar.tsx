import { useMemo, useRef, useState } from 'react';
import type { Unit } from '#domain/units/unit.ts';
import { commandBarText } from '../../i18n/areas/command-bar.ts';
import { wordsText } from '../../i18n/areas/words.ts';
import { useText } from '../../i18n/use-text.ts';
import { useAction } from '../../keys/use-action.ts';
import { useSession } from '../../state/session-context.tsx';
import { useLatest } from '../../state/use-latest.ts';
import { Badge, type Mark } from '../../ui/badge.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { unitStatusMark } from '../../ui/marks/unit-status-mark.ts';
import { Shape } from '../../ui/shape.tsx';
import { SuggestField, type Suggestion } from '../../ui/suggest-field.tsx';
import { readCommand, type CommandMeaning } from './read-command.ts';
import { opensWay, type ObstacleMeaning } from './read-obstacle.ts';
import { useCommand, type CommandResult } from './use-command.ts';
import { useObstacleLine } from './use-obstacle-line.ts';
import styles from './command-bar.module.css';

type Offer = Suggestion & { readonly meaning: CommandMeaning<Unit> | ObstacleMeaning };

const resultMark: Readonly<Record<CommandResult['kind'], Mark>> = {
  doing: { shape: 'ring', tone: 'blue' },
  done: { shape: 'disc', tone: 'green' },
  failed: { shape: 'cross', tone: 'amber' },
};

/** One line for what has no key of its own: a unit's status, a note. Afterwards the focus goes back to where it was. */
export function CommandBar() {
  const text = useText(commandBarText);
  const words = useText(wordsText);
  const units = useLatest('units');
  const incidents = useLatest('incidents');
  const { selectedIncidentId } = useSession();
  const incident = selectedIncidentId === null ? undefined : incidents.byKey.get(selectedIncidentId);
  const input = useRef<HTMLInputElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const [line, setLine] = useState('');
  const { result, run, runObstacle, say } = useCommand(incident);
  const ways = useObstacleLine(line);
  const meanings = useMemo(() => readCommand(line, [...units.byKey.values()]), [line, units.byKey]);

  useAction('command', () => {
    if (document.activeElement !== input.current) cameFrom.current = document.activeElement;
    input.current?.focus();
    input.current?.select();
  });

  function goBack(): void {
    if (cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected) cameFrom.current.focus();
    else input.current?.blur();
  }

  async function perform(meaning: CommandMeaning<Unit> | ObstacleMeaning): Promise<void> {
    const isWay = meaning.kind === 'obstacle' || meaning.kind === 'clear' || meaning.kind === 'no-point';
    if (isWay) {
      const { name, detail } = ways.words(meaning);
      if (await runObstacle(meaning, `${name} ${detail}`)) leave();
      return;
    }
    if (meaning.kind === 'unit') {
      setLine(meaning.line);
      return say(text.statusMissing);
    }
    if (await run(meaning)) leave();
  }

  function leave(): void {
    setLine('');
    if (document.activeElement === input.current) goBack();
  }

  function onEnter(): void {
    const first = meanings[0];
    if (line.trim() === '') return goBack();
    if (ways.meanings) {
      const [only, second] = ways.meanings;
      if (!only) return say(opensWay(line) ? text.nothingClosed : text.obstacleUnknown);
      return second ? say(text.uncertain) : void perform(only);
    }
    if (!first) return say(text.unknown);
    if (first.kind === 'status' && !first.certain) return say(text.uncertain);
    void perform(first);
  }

  const offersOfWays = ways.meanings?.map((meaning, index): Offer => ({ id: `${index} way`, ...ways.words(meaning), meaning }));
  const offers = offersOfWays ?? meanings.map((meaning, index): Offer => {
    switch (meaning.kind) {
      case 'status': {
        const mark = unitStatusMark[meaning.status];
        return {
          id: `${index} ${meaning.unit.unitId} ${meaning.status}`,
          name: meaning.unit.callSign,
          detail: words.unitStatus[meaning.status],
          mark: <Shape shape={mark.shape} tone={mark.tone} />,
          meaning,
        };
      }
      case 'unit':
        return { id: `${index} ${meaning.unit.unitId}`, name: meaning.unit.callSign, detail: text.statusNext, meaning };
      case 'ticket':
        return { id: 'ticket', name: meaning.number, detail: text.ticket, mark: <Shape shape="square" tone="violet" />, meaning };
      case 'note':
        return {
          id: 'note',
          name: meaning.text || '…',
          detail: incident ? text.noteFor(incident.number) : text.noteNowhere,
          meaning,
        };
    }
  });

  return (
    <div className={styles['bar']} data-panel="command-bar">
      <KeyCap action="command" />
      <div className={styles['field']}>
        <SuggestField
          label={text.label}
          labelled="hidden"
          action="command"
          value={line}
          onChange={(typed) => {
            setLine(typed);
            say(null);
          }}
          suggestions={offers}
          onChoose={(offer) => void perform(offer.meaning)}
          onEnter={onEnter}
          enterTakesFirst={ways.meanings ? ways.meanings.length === 1 : meanings[0] !== undefined && (meanings[0].kind !== 'status' || meanings[0].certain)}
          onEscape={goBack}
          inputRef={input}
          placeholder={text.placeholder}
          above
        />
      </div>
      <div className={styles['result']} role="status">
        {result && <Badge mark={resultMark[result.kind]} word={result.sentence} />}
      </div>
    </div>
  );
}
