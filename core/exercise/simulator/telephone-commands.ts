import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { BrokerMessage } from '../embedded-broker.ts';
import type { Send } from './outgoing-message.ts';
import type { Refusal, TelephoneBridge } from './telephone-bridge.ts';

const rememberMs = 600_000;

/**
 * Carries out what a workstation asks of the telephone system (telephony contract 11.7): once per id, never after its expiry,
 * never when the broker had kept it. Asking again with the same id gives the same reply.
 */
export function createTelephoneCommands(options: { site: string; bridge: Pick<TelephoneBridge, 'pull' | 'end'>; clock: Clock; log: Log; send: Send }) {
  const { bridge, clock, log, send } = options;
  const replies = new Map<string, { readonly atMs: number; readonly payload: string }>();

  const execute = (command: Command): Refusal | null => {
    if (!(Date.parse(command.expires_at) >= clock.now())) return { code: 'expired', text: `Expired at ${command.expires_at}.` };
    switch (command.cmd) {
      case 'call.pull':
        return bridge.pull(command.call_id, command.agent_id);
      case 'call.kill':
        return bridge.end(command.call_id);
      default:
        return { code: 'unknown_command', text: `The telephone system does not know ${command.cmd}.` };
    }
  };

  return (message: BrokerMessage): void => {
    const workstation = message.topic.split('/').at(-1) ?? '';
    const command = readCommand(message.payload);
    if (message.retain || !command) return log.warn('the simulated telephone system does not understand a command', { topic: message.topic });
    for (const [id, reply] of replies) if (clock.now() - reply.atMs > rememberMs) replies.delete(id);
    const known = replies.get(command.id);
    const refusal = known ? null : execute(command);
    const body = { v: 1, id: command.id, ok: refusal === null, ...(refusal ? { error: refusal } : {}), ts: new Date(clock.now()).toISOString() };
    const payload = known?.payload ?? JSON.stringify(body);
    if (!known) replies.set(command.id, { atMs: clock.now(), payload });
    send({ topic: `cc112/v1/${options.site}/tel/reply/${workstation}`, payload, qos: 1, retain: false });
  };
}

type Command = { readonly id: string; readonly expires_at: string; readonly cmd: string; readonly call_id: string; readonly agent_id: string };

function readCommand(text: string): Command | null {
  try {
    const value = JSON.parse(text) as Record<string, unknown> | null;
    if (value?.['v'] !== 1) return null;
    const fields = ['id', 'expires_at', 'cmd', 'call_id', 'agent_id'].map((name) => value[name]);
    const [id, expires_at, cmd, call_id = '', agent_id = ''] = fields;
    if (![id, expires_at, cmd, call_id, agent_id].every((field) => typeof field === 'string')) return null;
    return { id, expires_at, cmd, call_id, agent_id } as Command;
  } catch {
    return null;
  }
}
