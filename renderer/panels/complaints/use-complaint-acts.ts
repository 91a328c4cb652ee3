import { useState } from 'react';
import type { CommandInput, CommandName, CommandOutput } from '#contract/commands.ts';
import type { ComplaintOutcome } from '#domain/complaints/complaint.ts';
import type { IncidentType, Priority } from '#domain/incidents/incident.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';
import { useAct } from '../../state/use-act.ts';

export type ComplaintActs = {
  readonly note: (text: string) => Promise<boolean>;
  readonly answer: (text: string) => Promise<boolean>;
  readonly assign: (agencyId: string) => Promise<boolean>;
  readonly close: (outcome: ComplaintOutcome) => Promise<boolean>;
  readonly reopen: () => Promise<boolean>;
  /** The incident it became; null where it did not. */
  readonly upgrade: (type: IncidentType, priority: Priority, callId: string | null) => Promise<string | null>;
  /** The act that is on its way to disk. */
  readonly busy: CommandName | null;
  /** Why the last act failed. */
  readonly fault: string | null;
};

/** What can be decided about one complaint; each resolves to whether it is on disk. */
export function useComplaintActs(complaintId: string): ComplaintActs {
  const act = useAct();
  const [busy, setBusy] = useState<CommandName | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  async function run<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<CommandOutput<Name> | null> {
    setBusy(name);
    setFault(null);
    const answer: Outcome<CommandOutput<Name>> = await act(name, input);
    setBusy(null);
    if (answer.ok) return answer.value;
    setFault(answer.sentence);
    return null;
  }

  return {
    note: async (text) => (await run('complaint.note', { complaintId, text })) !== null,
    answer: async (text) => (await run('complaint.answer', { complaintId, text })) !== null,
    assign: async (agencyId) => (await run('complaint.assign', { complaintId, agencyId })) !== null,
    close: async (outcome) => (await run('complaint.close', { complaintId, outcome })) !== null,
    reopen: async () => (await run('complaint.reopen', { complaintId, reason: '' })) !== null,
    upgrade: async (type, priority, callId) => (await run('complaint.upgrade', { complaintId, type, priority, callId }))?.incidentId ?? null,
    busy,
    fault,
  };
}
