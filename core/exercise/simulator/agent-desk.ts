import type { Clock } from '../../clock.ts';
import type { Send } from './outgoing-message.ts';

type Status = 'available' | 'ringing' | 'on_call' | 'wrapup' | 'paused' | 'offline';
type Agent = { status: Status; sinceMs: number; untilMs: number | null; readonly calls: Set<string>; stopWrapUp: () => void };

const wrapUpMs = 10_000;
const heartbeatMs = 60_000;

/**
 * The operators of the telephone system and their retained states. An operator appears with the first call pulled and is
 * free again after 10 s of wrap-up.
 */
export function createAgentDesk({ root, epoch, clock, send }: { root: string; epoch: string; clock: Clock; send: Send }) {
  const agents = new Map<string, Agent>();
  const iso = (atMs: number): string => new Date(atMs).toISOString();

  const publish = (id: string, agent: Agent): void => {
    const state = {
      v: 1,
      epoch,
      ts: iso(clock.now()),
      agent: { id, name: id },
      status: agent.status,
      since: iso(agent.sinceMs),
      ...(agent.untilMs === null ? {} : { until: iso(agent.untilMs) }),
      calls: [...agent.calls],
      exercise: true,
    };
    send({ topic: `${root}/tel/agents/${topicLevel(id)}/state`, payload: JSON.stringify(state), qos: 1, retain: true });
  };
  const known = (id: string): Agent => {
    const agent = agents.get(id) ?? { status: 'available', sinceMs: clock.now(), untilMs: null, calls: new Set(), stopWrapUp: () => undefined };
    agents.set(id, agent);
    return agent;
  };
  const set = (id: string, status: Status, untilMs: number | null = null): void => {
    const agent = known(id);
    agent.stopWrapUp();
    Object.assign(agent, { status, sinceMs: clock.now(), untilMs });
    publish(id, agent);
  };
  const release = (id: string, callId: string, status: 'available' | 'wrapup'): void => {
    const agent = known(id);
    agent.calls.delete(callId);
    if (agent.calls.size > 0) return publish(id, agent);
    if (status === 'available') return set(id, 'available');
    set(id, 'wrapup', clock.now() + wrapUpMs);
    agent.stopWrapUp = clock.after(wrapUpMs, () => set(id, 'available'));
  };
  const stopHeartbeat = clock.every(heartbeatMs, () => agents.forEach((agent, id) => publish(id, agent)));

  return {
    ring(id: string, callId: string): void {
      known(id).calls.add(callId);
      set(id, 'ringing');
    },
    connect(id: string, callId: string): void {
      known(id).calls.add(callId);
      set(id, 'on_call');
    },
    /** The call was gone before the operator had it. */
    free: (id: string, callId: string): void => release(id, callId, 'available'),
    wrapUp: (id: string, callId: string): void => release(id, callId, 'wrapup'),
    close(): void {
      stopHeartbeat();
      for (const agent of agents.values()) agent.stopWrapUp();
    },
  };
}

/** A topic level has letters, digits, dot, dash and underscore, at most 64 of them. */
function topicLevel(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 64) || '_';
}
