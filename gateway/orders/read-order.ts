/** What a workstation asks of the telephone system (11.7 of the telephony contract). */
export type Order = {
  readonly id: string;
  readonly expiresAtMs: number;
  readonly workstation: string;
  readonly agentId: string | null;
  readonly cmd: string;
  readonly callId: string | null;
  readonly args: Readonly<Record<string, unknown>>;
};

const contractId = /^[A-Za-z0-9._-]{1,64}$/;
const longestPayload = 16_384;

/** Reads an order; null for what is none. The workstation is the topic's, and a body that names another is none. */
export function readOrder(workstation: string, payload: string): Order | null {
  if (payload.length > longestPayload) return null;
  let body: Record<string, unknown> | null;
  try {
    body = JSON.parse(payload) as Record<string, unknown> | null;
  } catch {
    return null;
  }
  if (typeof body !== 'object' || body === null || body['v'] !== 1) return null;
  const { id, expires_at, cmd, call_id, agent_id, args } = body;
  const expiresAtMs = typeof expires_at === 'string' ? Date.parse(expires_at) : NaN;
  if (typeof id !== 'string' || !contractId.test(id) || typeof cmd !== 'string' || !Number.isFinite(expiresAtMs)) return null;
  if (body['workstation'] !== undefined && body['workstation'] !== workstation) return null;
  const known = (value: unknown): string | null => (typeof value === 'string' && contractId.test(value) ? value : null);
  return {
    id,
    expiresAtMs,
    workstation,
    agentId: known(agent_id),
    cmd,
    callId: known(call_id),
    args: typeof args === 'object' && args !== null && !Array.isArray(args) ? (args as Record<string, unknown>) : {},
  };
}
