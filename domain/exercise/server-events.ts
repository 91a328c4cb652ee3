import type { Over, TimedPayload } from './mmdvm-over.ts';

/** The repeater that brought an over into a network of DMR servers. */
export type Repeater = { readonly id: number; readonly system: string; readonly name: string };

/** A server waits so long after the last frame before it ends a stream whose terminator was lost. */
const lostAfterMs = 5_400;
const seconds = (ms: number): number => ms / 1000;

/**
 * What ADN DMR Peer Server publishes on `PREFIX/voice_event` about an over: START and END as the repeater brought it (RX) and as it went on to
 * the other systems (TX), all with one stream number. The end of an over without a terminator is late, its length is right.
 */
export function adnVoiceEvents(over: Over, from: Repeater, to: readonly Repeater[], stream: number, startMs: number): readonly TimedPayload[] {
  const { durationMs, ending } = over;
  const event = (phase: 'START' | 'END', offsetMs: number): readonly TimedPayload[] =>
    [{ direction: 'RX', system: from.system }, ...to.map(({ system }) => ({ direction: 'TX', system }))].map(({ direction, system }) => ({
      offsetMs,
      payload: JSON.stringify({
        type: 'voice_event',
        ts: seconds(startMs + offsetMs),
        call_family: 'GROUP',
        phase,
        direction,
        system,
        stream_id: stream,
        peer_id: from.id,
        src_id: over.radioId,
        slot: over.slot,
        dst_id: over.talkgroup,
        duration_s: phase === 'END' ? seconds(durationMs) : null,
        is_announcement: false,
      }),
    }));
  return [...event('START', 0), ...event('END', durationMs + (ending === 'end' ? 0 : lostAfterMs))];
}

/** The retained `PREFIX/state`: the repeaters that are logged in. It changes with its content alone. */
export function adnState(server: string, repeaters: readonly Repeater[], atMs: number): string {
  const MASTERS = Object.fromEntries(
    repeaters.map(({ id, system, name }) => [
      system,
      {
        mode: 'MASTER',
        peers: {
          [id]: { id, connected: true, connected_at: Math.floor(seconds(atMs)), ip: '127.0.0.1', port: 50_000, callsign: name, slots: '3', colorcode: '01', software_id: '20260528', package_id: 'MMDVM_Homebrew' },
        },
      },
    ]),
  );
  return JSON.stringify({ type: 'dashboard_state', ts: seconds(atMs), ctable: { MASTERS, PEERS: {}, OPENBRIDGES: {} }, server_id: server });
}

/** HBlink4's word that a repeater has logged in. */
export function hblinkConnected(repeater: Pick<Repeater, 'id' | 'name'>, atMs: number): string {
  const data = { repeater_id: repeater.id, callsign: repeater.name, location: '', connection_type: 'repeater', slot1_talkgroups: [112], slot2_talkgroups: [1126], last_ping: seconds(atMs), missed_pings: 0 };
  return JSON.stringify({ type: 'repeater_connected', timestamp: seconds(atMs), data });
}

/** HBlink4's events of an over, each with the type that is its topic: a stream that begins, goes on every 10 s and ends by its terminator or by silence. */
export function hblinkEvents(over: Over, repeaterId: number, stream: string, startMs: number): readonly (TimedPayload & { readonly type: string })[] {
  const { durationMs, ending } = over;
  const common = { repeater_id: repeaterId, slot: over.slot, src_id: over.radioId, dst_id: over.talkgroup, stream_id: stream, call_type: 'group', is_assumed: false, is_data: false };
  const event = (type: string, offsetMs: number, more: object = {}) => ({ type, offsetMs, payload: JSON.stringify({ type, timestamp: seconds(startMs + offsetMs), data: { ...common, ...more } }) });
  const counted = { duration: seconds(durationMs), packet_count: Math.round(durationMs / 60) };
  const updates = Array.from({ length: Math.floor((durationMs - 1) / 10_000) }, (_, index) => event('stream_update', (index + 1) * 10_000, { duration: (index + 1) * 10 }));
  return [event('stream_start', 0), ...updates, event('stream_end', durationMs + (ending === 'end' ? 0 : 2_000), { ...counted, end_reason: ending === 'end' ? 'terminator' : 'timeout', hang_time: 10 })];
}
