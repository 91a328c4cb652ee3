/**
 * One message of a radio source, in the words of MMDVM-Host's DMR life: start or late entry, quality and alias while it
 * lasts, then end or lost. `key` names the thing that can be open: slot for MMDVM, stream or call number elsewhere.
 */
export type RadioSignal = {
  readonly sourceId: string;
  readonly mode: string;
  readonly phase: 'start' | 'late-entry' | 'quality' | 'alias' | 'timeout' | 'end' | 'lost' | 'rejected' | 'signalling' | 'host-idle' | 'host-mode';
  readonly key: string;
  readonly slot: number | null;
  readonly direction: 'rf' | 'network' | null;
  readonly data: boolean;
  readonly radioId: number | null;
  readonly talkgroup: number | null;
  readonly privateCallTo: number | null;
  readonly alias: string | null;
  readonly detail: string | null;
  readonly emergency: boolean;
  readonly atMs: number;
  readonly durationMs: number | null;
  readonly rssiDbm: number | null;
  readonly berPercent: number | null;
  readonly lossPercent: number | null;
};
