/**
 * Why a connection to a broker ended. `refused` will not get better by asking again soon; `old-protocol` means the
 * broker does not speak MQTT 5; `slow` that it did not answer in time; `closed` that the other end hung up without a word; `unread` that it answers what
 * nobody can read; `broken` is everything else.
 */
export type BrokerFault = { readonly kind: 'refused' | 'old-protocol' | 'slow' | 'closed' | 'unread' | 'broken'; readonly sentence: string };

/** Reason codes of CONNACK and DISCONNECT: 1 to 5 are MQTT 3.1.1, 128 and above MQTT 5. */
const reasons: ReadonlyMap<number, BrokerFault> = new Map([
  [1, { kind: 'old-protocol', sentence: 'The broker does not speak MQTT 5.' }],
  [2, { kind: 'refused', sentence: 'The broker refuses the client id of this station.' }],
  [3, { kind: 'broken', sentence: 'The broker says it is not available.' }],
  [4, { kind: 'refused', sentence: 'The broker refuses the user name or password of this station.' }],
  [5, { kind: 'refused', sentence: 'The broker does not allow this station in.' }],
  [132, { kind: 'old-protocol', sentence: 'The broker does not speak MQTT 5.' }],
  [133, { kind: 'refused', sentence: 'The broker refuses the client id of this station.' }],
  [134, { kind: 'refused', sentence: 'The broker refuses the user name or password of this station.' }],
  [135, { kind: 'refused', sentence: 'The broker does not allow this station in.' }],
  [136, { kind: 'broken', sentence: 'The broker says it is not available.' }],
  [137, { kind: 'broken', sentence: 'The broker says it is too busy.' }],
  [138, { kind: 'refused', sentence: 'The broker has banned this station.' }],
  [139, { kind: 'broken', sentence: 'The broker is shutting down.' }],
  [141, { kind: 'slow', sentence: 'The broker heard nothing from this station for too long.' }],
  [142, { kind: 'refused', sentence: 'Another program took over the connection with the same client id; two stations may share one id.' }],
  [149, { kind: 'refused', sentence: 'The broker says a message was too large.' }],
  [151, { kind: 'refused', sentence: 'The broker says a quota is used up.' }],
  [159, { kind: 'refused', sentence: 'The broker allows no more connections for now.' }],
]);

const networkFaults: ReadonlyMap<string, (where: string) => BrokerFault> = new Map([
  ['ECONNREFUSED', (where: string): BrokerFault => ({ kind: 'broken', sentence: `Nothing answers at ${where}.` })],
  ['ECONNRESET', (where): BrokerFault => ({ kind: 'broken', sentence: `The connection to ${where} was cut.` })],
  ['EPIPE', (where): BrokerFault => ({ kind: 'broken', sentence: `The connection to ${where} was cut.` })],
  ['ETIMEDOUT', (where): BrokerFault => ({ kind: 'slow', sentence: `${where} did not answer in time.` })],
  ['EHOSTUNREACH', (where): BrokerFault => ({ kind: 'broken', sentence: `There is no way to ${where}; is the network plugged in?` })],
  ['ENETUNREACH', (where): BrokerFault => ({ kind: 'broken', sentence: `There is no way to ${where}; is the network plugged in?` })],
  ['ENOTFOUND', (where): BrokerFault => ({ kind: 'broken', sentence: `The name of ${where} is not known.` })],
  ['EAI_AGAIN', (where): BrokerFault => ({ kind: 'broken', sentence: `The name of ${where} could not be looked up.` })],
]);

/** TLS faults: nobody but an installer can mend them. */
const certificateFault = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|ERR_OSSL|HOSTNAME_MISMATCH)/;

export function faultOfReasonCode(code: number): BrokerFault {
  return reasons.get(code) ?? { kind: 'broken', sentence: `The broker ended the connection (reason ${code}).` };
}

/** Words for whatever mqtt.js, the socket or TLS gave as an error. `where` is host and port, without user or password. */
export function describeFault(error: unknown, where: string): BrokerFault {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const message = error instanceof Error ? error.message : String(error);
  if (typeof code === 'number') return faultOfReasonCode(code);
  if (message === 'connack timeout') return { kind: 'slow', sentence: `${where} did not answer in time.` };
  if (message === 'Keepalive timeout') return { kind: 'slow', sentence: `${where} stopped answering.` };
  if (typeof code === 'string') {
    const network = networkFaults.get(code);
    if (network) return network(where);
    if (certificateFault.test(code)) return { kind: 'refused', sentence: `The certificate check with ${where} failed: ${message}` };
    return { kind: 'broken', sentence: `The connection to ${where} failed: ${code}.` };
  }
  return { kind: 'broken', sentence: `The connection to ${where} broke: ${message}` };
}
