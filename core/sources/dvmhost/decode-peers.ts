import type { Decoded } from '#domain/facts/fact.ts';
import { firstNames } from '../first-names.ts';
import { readArray, readFlag, readInteger, readObject, readText, type JsonObject } from '../read-json.ts';

const mostPeers = 1_000;
const greatestPeer = 4_294_967_295;

/** Who is logged in at an FNE. Whoever is listed and not connected, or has to be there and is not listed, is not heard through it. */
export function decodePeers(body: JsonObject, wanted: readonly number[], atMs: number): Decoded {
  const peers = readArray(body, 'peers');
  if (!peers) return { ok: false, reason: 'peers is not a list' };
  if (peers.length > mostPeers) return { ok: false, reason: `more than ${mostPeers} peers` };
  const listed = new Set<number>();
  const away: string[] = [];
  for (const each of peers) {
    const peer = typeof each === 'object' && each !== null && !Array.isArray(each) ? (each as JsonObject) : {};
    const id = readInteger(peer, 'peerId', 0, greatestPeer);
    const isConnected = readFlag(peer, 'connected');
    if (id === null || isConnected === null) return { ok: false, reason: 'a peer without an id or a connection' };
    listed.add(id);
    const config = readObject(peer, 'config');
    const identity = config === null ? null : readText(config, 'identity', 32);
    if (!isConnected) away.push(identity === null ? String(id) : `${identity} (${id})`);
  }
  away.push(...wanted.filter((id) => !listed.has(id)).map(String));
  const reason = away.length === 0 ? null : `Not connected to the FNE: ${firstNames(away)}.`;
  return { ok: true, facts: [{ kind: 'producer', state: reason === null ? 'live' : 'late', reason, atMs, part: 'peers' }] };
}
