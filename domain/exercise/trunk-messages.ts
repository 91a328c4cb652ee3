/** One call of a trunked system as its recorder sees it. An encrypted one is seen and never recorded. */
export type TrunkCall = {
  readonly number: number;
  readonly talkgroup: number;
  readonly unit: number;
  readonly unitName: string;
  readonly startedAtMs: number;
  readonly durationMs: number;
  readonly encrypted: boolean;
  readonly emergency: boolean;
};

export type TrunkSystem = { readonly instance: string; readonly number: number; readonly name: string; readonly talkgroupName: string };

const wholeSeconds = (ms: number): number => Math.floor(ms / 1000);
/** Signal and noise of a recorder that measures neither. */
const notMeasured = 999;
const available = { call_state: 1, call_state_type: 'RECORDING', mon_state: 0, mon_state_type: 'UNSPECIFIED', rec_num: 0, src_num: 0, rec_state: 1, rec_state_type: 'RECORDING' };
const undecodable = { call_state: 0, call_state_type: 'MONITORING', mon_state: 5, mon_state_type: 'ENCRYPTED', rec_num: -1, src_num: -1, rec_state: -1, rec_state_type: '' };
const completed = { call_state: -1, call_state_type: 'COMPLETED', mon_state: 0, mon_state_type: 'UNSPECIFIED', rec_num: -1, src_num: -1, rec_state: 6, rec_state_type: 'STOPPED' };

/** One message of trunk-recorder's MQTT status plugin. `null` instead of an empty list is its own way. */
export function trunkMessage(type: 'call_start' | 'call_end', call: TrunkCall, system: TrunkSystem, atMs: number): string {
  return envelope(type, { call: callObject(call, system, atMs, type === 'call_end') }, system, atMs);
}

export function activeCalls(calls: readonly TrunkCall[], system: TrunkSystem, atMs: number): string {
  return envelope('calls_active', { calls: calls.length === 0 ? null : calls.map((call) => callObject(call, system, atMs, false)) }, system, atMs);
}

export function decodeRates(rate: number, system: TrunkSystem, atMs: number): string {
  const rates = [{ sys_num: system.number, sys_name: system.name, decoderate: rate, decoderate_interval: 3, control_channel: 770_331_250 }];
  return envelope('rates', { rates }, system, atMs);
}

export function recorderStatus(status: 'connected' | 'disconnected', system: TrunkSystem): string {
  return JSON.stringify({ client_id: 'tr-status', instance_id: system.instance, status });
}

function envelope(type: string, body: object, system: TrunkSystem, atMs: number): string {
  return JSON.stringify({ type, ...body, timestamp: wholeSeconds(atMs), instance_id: system.instance });
}

function callObject(call: TrunkCall, system: TrunkSystem, atMs: number, isOver: boolean): object {
  const startTime = wholeSeconds(call.startedAtMs);
  const lengthMs = Math.min(call.durationMs, atMs - call.startedAtMs);
  return {
    id: `${system.number}_${call.talkgroup}_${startTime}`,
    call_num: call.number,
    sys_num: system.number,
    sys_name: system.name,
    freq: 771_356_250,
    unit: call.unit,
    unit_alpha_tag: call.unitName,
    talkgroup: call.talkgroup,
    talkgroup_alpha_tag: system.talkgroupName,
    talkgroup_patches: '',
    elapsed: isOver ? 0 : wholeSeconds(atMs - call.startedAtMs),
    length: call.encrypted ? 0 : Math.round(lengthMs / 10) / 100,
    audio_type: 'digital',
    phase2_tdma: false,
    analog: false,
    conventional: false,
    encrypted: call.encrypted,
    emergency: call.emergency,
    start_time: startTime,
    stop_time: isOver ? wholeSeconds(call.startedAtMs + call.durationMs) : startTime,
    ...(isOver ? { ...completed, process_call_time: wholeSeconds(atMs), error_count: 0, spike_count: 0, signal: notMeasured, noise: notMeasured } : call.encrypted ? undecodable : available),
  };
}
