import { useState } from 'react';
import type { CommandInput, CommandName, CommandOutput } from '#contract/commands.ts';
import type { Disposition } from '#domain/incidents/incident.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';
import { useAct } from '../../state/use-act.ts';

export type IncidentActs = {
  readonly change: (change: Omit<CommandInput<'incident.change'>, 'incidentId'>) => Promise<boolean>;
  readonly note: (text: string) => Promise<boolean>;
  readonly release: (unitId: string) => Promise<boolean>;
  readonly close: (disposition: Disposition) => Promise<boolean>;
  /** The act that is on its way to disk. */
  readonly busy: CommandName | null;
  /** Why the last act failed. */
  readonly fault: string | null;
};

/** What can be decided about one incident; each resolves to whether it is on disk. */
export function useIncidentActs(incidentId: string): IncidentActs {
  const act = useAct();
  const [busy, setBusy] = useState<CommandName | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  async function run<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<boolean> {
    setBusy(name);
    setFault(null);
    const answer: Outcome<CommandOutput<Name>> = await act(name, input);
    setBusy(null);
    if (!answer.ok) setFault(answer.sentence);
    return answer.ok;
  }

  return {
    change: (change) => run('incident.change', { incidentId, ...change }),
    note: (text) => run('incident.note', { incidentId, text }),
    release: (unitId) => run('dispatch.release', { incidentId, unitId }),
    close: (disposition) => run('incident.close', { incidentId, disposition }),
    busy,
    fault,
  };
}
