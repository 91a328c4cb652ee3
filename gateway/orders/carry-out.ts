import type { Log } from '#ledger/log.ts';
import type { AmiSession } from '../asterisk/ami-session.ts';
import type { Bridge, BridgeOutput } from '../bridge/bridge.ts';
import { actionOfOrder, type Dialplan, type Effect, type Refusal } from './actions-of-order.ts';
import { readOrder, type Order } from './read-order.ts';

const rememberMs = 600_000;

/**
 * Carries out orders of workstations: once per id (remembered for 10 min), never after their expiry, never one that the broker had kept. The
 * answer only says that the telephone system took the order; what it did shows in events. Asking again with the same id gives the same answer.
 */
export function createOrders(options: {
  session: () => Pick<AmiSession, 'act' | 'isUp'> | null;
  bridge: () => Bridge | null;
  dialplan: Dialplan;
  interfacePattern: string;
  now: () => number;
  log: Log;
  publish: (outputs: readonly BridgeOutput[]) => void;
  reply: (workstation: string, body: object) => void;
}) {
  const { now, log } = options;
  const answers = new Map<string, { readonly atMs: number; body: object | null }>();

  const answer = (order: Order, refusal: Refusal | null): void => {
    const body = { v: 1, id: order.id, ok: refusal === null, ...(refusal ? { error: refusal } : {}), ts: new Date(now()).toISOString() };
    const known = answers.get(key(order));
    if (known) known.body = body;
    options.reply(order.workstation, body);
  };

  const note = (bridge: Bridge, order: Order, effect: Effect): void => {
    if (effect === null || order.callId === null || effect.what === 'priority') return;
    const agent = effect.what === 'pull' && order.agentId !== null ? { id: order.agentId } : null;
    options.publish(bridge.order(order.callId, { what: effect.what, agent }, now()));
  };

  const carryOut = async (order: Order): Promise<void> => {
    if (order.expiresAtMs < now()) return answer(order, { code: 'expired', text: `Expired at ${new Date(order.expiresAtMs).toISOString()}.` });
    const bridge = options.bridge();
    const session = options.session();
    if (!bridge || !session?.isUp()) return answer(order, { code: 'pbx_down', text: 'The telephone system cannot be reached.' });
    const planned = actionOfOrder(order, {
      call: order.callId === null ? undefined : bridge.call(order.callId),
      interfaceOf: bridge.interfaceOf,
      dialplan: options.dialplan,
      interfacePattern: options.interfacePattern,
    });
    if (!planned.ok) return answer(order, planned.refusal);
    // Known before it is sent: the first sign of its effect may come before the answer.
    note(bridge, order, planned.effect);
    const said = await session.act(planned.action);
    log.info('an order was carried out', { cmd: order.cmd, callId: order.callId, workstation: order.workstation, ok: said.ok });
    if (said.ok) {
      if (planned.effect?.what === 'priority' && order.callId !== null) options.publish(bridge.setPriority(order.callId, planned.effect.priority, now()));
      return answer(order, null);
    }
    if (order.callId !== null) options.publish(bridge.orderFailed(order.callId, now()));
    answer(order, { code: codeOf(said.code, said.text), text: said.text });
  };

  return {
    take(workstation: string, payload: string, retained: boolean): void {
      const order = retained ? null : readOrder(workstation, payload);
      if (!order) return log.warn('an order that is none was ignored', { workstation, retained });
      for (const [id, { atMs }] of answers) if (now() - atMs > rememberMs) answers.delete(id);
      const known = answers.get(key(order));
      if (known) {
        if (known.body) options.reply(workstation, known.body);
        return;
      }
      answers.set(key(order), { atMs: now(), body: null });
      carryOut(order).catch((error: unknown) => log.defect('an order could not be carried out', error));
    },
  };
}

const key = (order: Order): string => `${order.workstation} ${order.id}`;

/** Stable words for what Asterisk says in sentences. */
function codeOf(code: 'said' | 'timeout' | 'down' | 'unsafe', text: string): string {
  if (code === 'timeout') return 'timeout';
  if (code === 'down') return 'pbx_down';
  if (code === 'unsafe') return 'invalid';
  if (/no such channel|does not exist|no such caller/i.test(text)) return /caller/i.test(text) ? 'no_such_caller' : 'no_such_channel';
  return /permission|not permitted/i.test(text) ? 'not_permitted' : 'refused';
}
