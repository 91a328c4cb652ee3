import { isOver, isWithAgent, topicLevel, type Agent, type CallRecord } from './call-record.ts';
import type { BridgeOutput, BridgeSettings, BridgeWorld } from './bridge-world.ts';

/** What the telephone system says of one member of one queue. */
export type Membership = {
  readonly queue: string;
  readonly interface: string;
  readonly stateInterface: string | undefined;
  readonly name: string | undefined;
  readonly paused: boolean;
  readonly pausedReason: string | undefined;
  readonly lastCallMs: number;
  readonly wrapUpMs: number;
  /** Asterisk's device state: 0 unknown, 1 free, 2 in use, 3 busy, 4 invalid, 5 unavailable, 6 ringing, 7 ringing in use, 8 on hold. */
  readonly device: number | null;
};

type Status = { status: 'offline' | 'available' | 'ringing' | 'on_call' | 'on_hold' | 'wrapup' | 'paused'; reason?: string; untilMs?: number; calls: readonly string[] };
type Shown = { key: string; sinceMs: number; statusKey: string; sentAtMs: number };

const mostOftenMs = 500;
const heartbeatMs = 60_000;

/**
 * The operators: what the telephone system says of their phones and pauses, joined with the calls they have. A phone that is gone counts before all
 * else, then calls, then a pause, then wrap-up: the time after the last call that the telephone system keeps to itself.
 */
export function createAgentBoard(world: BridgeWorld, settings: BridgeSettings) {
  const memberships = new Map<string, Map<string, Membership>>();
  const agents = new Map<string, Agent>();
  const wrapUpUntil = new Map<string, number>();
  const shown = new Map<string, Shown>();

  const agentOf = (member: Pick<Membership, 'interface' | 'stateInterface' | 'name'>): Agent => settings.agentOf(member.interface, member.stateInterface, member.name);

  const statusOf = (id: string, nowMs: number): Status => {
    const of = [...(memberships.get(id)?.values() ?? [])];
    const own = callsOf(world, id);
    const calls = own.all.map((call) => call.id);
    if (of.length === 0) return { status: 'offline', reason: 'logged_out', calls };
    if (of.some(({ device }) => device === 5 || device === 4)) return { status: 'offline', reason: 'device', calls };
    const device = (...states: number[]): boolean => of.some((each) => states.includes(each.device ?? 0));
    if (own.talking.length > 0) return { status: own.talking.every(({ heldAtMs }) => heldAtMs !== null) ? 'on_hold' : 'on_call', calls };
    if (device(8)) return { status: 'on_hold', calls };
    if (device(2, 3, 7)) return { status: 'on_call', calls };
    if (own.ringing || device(6)) return { status: 'ringing', calls };
    const paused = of.every((each) => each.paused) ? of[0] : undefined;
    if (paused) return { status: 'paused', ...(paused.pausedReason === undefined ? {} : { reason: paused.pausedReason }), calls };
    const untilMs = wrapUpUntil.get(id) ?? 0;
    return untilMs > nowMs ? { status: 'wrapup', untilMs, calls } : { status: 'available', calls };
  };

  const publish = (id: string, pbxMs: number, nowMs: number, out: BridgeOutput[]): void => {
    const agent = agents.get(id) ?? { id };
    const { status, reason, untilMs, calls } = statusOf(id, pbxMs);
    const until = untilMs === undefined ? undefined : new Date(untilMs).toISOString();
    const queues = [...(memberships.get(id)?.keys() ?? [])].sort();
    const key = JSON.stringify([status, reason, until, calls, queues, agent]);
    const before = shown.get(id);
    const isDue = before === undefined || (before.key !== key ? nowMs - before.sentAtMs >= mostOftenMs : nowMs - before.sentAtMs >= heartbeatMs);
    if (!isDue) return;
    const statusKey = JSON.stringify([status, reason]);
    const sinceMs = before?.statusKey === statusKey ? before.sinceMs : pbxMs;
    shown.set(id, { key, statusKey, sinceMs, sentAtMs: nowMs });
    const body = { v: 1, epoch: settings.epoch, ts: new Date(pbxMs).toISOString(), src: `ami:${settings.pbx}`, agent, status, reason, since: new Date(sinceMs).toISOString(), until, calls, queues, exercise: settings.exercise };
    out.push({ kind: 'agent-state', agent: topicLevel(id), body });
  };

  return {
    /** A member as a message or a list shows it. */
    set(member: Membership): void {
      const agent = agentOf(member);
      agents.set(agent.id, { ...agents.get(agent.id), ...agent });
      const of = memberships.get(agent.id) ?? new Map<string, Membership>();
      const before = of.get(member.queue);
      // Older telephone systems leave the device out of some messages.
      of.set(member.queue, { ...member, device: member.device ?? before?.device ?? 0 });
      memberships.set(agent.id, of);
      if (before && member.lastCallMs > before.lastCallMs) this.wrapUp(agent.id, member.lastCallMs, member.wrapUpMs);
      if (!before && member.lastCallMs > 0) this.wrapUp(agent.id, member.lastCallMs, member.wrapUpMs);
    },
    remove(queue: string, memberInterface: string, stateInterface: string | undefined): void {
      memberships.get(settings.agentOf(memberInterface, stateInterface, undefined).id)?.delete(queue);
    },
    /** A whole list of a queue's members: who is not in it left it unheard. */
    keepOnly(queue: string, interfaces: ReadonlySet<string>): void {
      for (const of of memberships.values()) {
        const member = of.get(queue);
        if (member && !interfaces.has(member.interface)) of.delete(queue);
      }
    },
    wrapUp(id: string, fromMs: number, lengthMs: number | null): void {
      const length = lengthMs ?? Math.max(settings.wrapUpMs, ...[...(memberships.get(id)?.values() ?? [])].map((each) => each.wrapUpMs));
      if (length > 0) wrapUpUntil.set(id, Math.max(wrapUpUntil.get(id) ?? 0, fromMs + length));
    },
    agentOf,
    /** The interface by which the telephone system knows an operator. */
    interfaceOf(id: string): string | undefined {
      return [...(memberships.get(id)?.values() ?? [])][0]?.interface;
    },
    memberOf: (id: string): Membership | undefined => [...(memberships.get(id)?.values() ?? [])][0],
    /** The member whose phone a channel is. */
    memberOnChannel(channel: string): Membership | undefined {
      const all = [...memberships.values()].flatMap((of) => [...of.values()]);
      return all.find((member) => channel.startsWith(`${member.interface.replace(/\/n$/, '')}-`));
    },
    flush(pbxMs: number, nowMs: number, out: BridgeOutput[]): void {
      for (const id of memberships.keys()) publish(id, pbxMs, nowMs, out);
    },
  };
}

export type AgentBoard = ReturnType<typeof createAgentBoard>;

function callsOf(world: BridgeWorld, id: string): { all: readonly CallRecord[]; talking: readonly CallRecord[]; ringing: boolean } {
  const open = [...world.calls.values()].filter((call) => !isOver(call));
  const talking = open.filter((call) => isWithAgent(call) && call.agent?.id === id && call.completedAtMs === null && call.end === null);
  const ringing = open.filter((call) => call.offers.some(({ agent }) => agent.id === id));
  return { all: [...talking, ...ringing], talking, ringing: ringing.length > 0 };
}
