import { failure, success, type Outcome } from '../outcome/outcome.ts';
import { readTimeMs } from '../time/read-time.ts';

/** A call on a talkgroup that a recorder brings when it is over. */
export type UploadedCall = {
  readonly talkgroup: number;
  /** The recorder's number for its radio system. */
  readonly system: number;
  /** The recorder's own words for the talkgroup; empty where it has none. */
  readonly label: string;
  readonly startedAtMs: number;
  /** The radio that spoke first; null where the recorder does not know. */
  readonly radioId: number | null;
};

/** Stands where the name of a phone stands otherwise: a recorder brought it. */
export const broughtByRecorder = 'call-upload';

const wholeNumber = /^\d{1,9}$/;

/**
 * Reads the fields of rdio-scanner's call upload (`/api/call-upload`), in the names of its old and its new versions. What is missing is
 * told in that program's own words: recorders look for "no talkgroup" to find out whether somebody is there.
 */
export function readUploadedCall(field: (name: string) => string | undefined): Outcome<UploadedCall> {
  const incomplete = (what: string) => failure('incomplete-call', `Incomplete call data: ${what}`);
  const number = (name: string): number | null => {
    const text = field(name)?.trim() ?? '';
    return wholeNumber.test(text) ? Number(text) : null;
  };
  const talkgroup = number('talkgroup');
  if (talkgroup === null || talkgroup === 0) return incomplete('no talkgroup');
  const system = number('system');
  if (system === null || system === 0) return incomplete('no system');
  // The finer one first; a recorder may send the other as it comes, without a time in it.
  const startedAtMs = readTimeMs(field('timestamp')?.trim()) ?? readTimeMs(field('dateTime')?.trim());
  if (startedAtMs === null) return incomplete('no datetime');
  const label = [field('talkgroupLabel'), field('talkgroupName')].find((text) => text !== undefined && text.trim() !== '') ?? '';
  return success({ talkgroup, system, startedAtMs, label: label.trim().slice(0, 100), radioId: number('source') || firstSpeaker(field('sources') ?? field('units')) });
}

/** `[{ "pos": 0, "src": 4424000 }]`. */
function firstSpeaker(text: string | undefined): number | null {
  try {
    const list: unknown = JSON.parse(text ?? '');
    const first: unknown = Array.isArray(list) ? list[0] : null;
    const id: unknown = typeof first === 'object' && first !== null ? (first as Record<string, unknown>)['src'] : null;
    return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : null;
  } catch {
    return null;
  }
}

const extensions = {
  'audio/webm': 'webm',
  'audio/wav': 'wav',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'audio/flac': 'flac',
  'audio/mpeg': 'mp3',
  'audio/aac': 'aac',
} as const;
export type SoundType = keyof typeof extensions;

/** How the file of a recording is called. */
export function extensionOf(mimeType: string): string {
  const [type = ''] = mimeType.split(';');
  return Object.hasOwn(extensions, type) ? extensions[type as SoundType] : 'sound';
}

/** What a sound is by its first bytes, which a name or a header may say wrongly; null for what no console plays. */
export function soundTypeOf(bytes: Uint8Array): SoundType | null {
  const word = (at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length));
  if (word(0, 4) === 'RIFF' && word(8, 4) === 'WAVE') return 'audio/wav';
  if (word(4, 4) === 'ftyp') return 'audio/mp4';
  if (word(0, 4) === 'OggS') return 'audio/ogg';
  if (word(0, 4) === 'fLaC') return 'audio/flac';
  if (word(0, 4) === '\x1aE\xdf\xa3') return 'audio/webm';
  if (word(0, 3) === 'ID3') return 'audio/mpeg';
  const [first = 0, second = 0] = bytes;
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null;
  // A frame begins: no layer is AAC with its ADTS header, any other is MPEG audio.
  return (second & 0x06) === 0 ? 'audio/aac' : 'audio/mpeg';
}

/** How long a WAV is, by its header; null for any other sound and for one that is not whole. */
export function wavDurationMs(bytes: Uint8Array): number | null {
  if (soundTypeOf(bytes) !== 'audio/wav') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const chunk = String.fromCharCode(...bytes.subarray(at, at + 4));
    const size = view.getUint32(at + 4, true);
    if (chunk === 'fmt ' && at + 20 <= bytes.length) bytesPerSecond = view.getUint32(at + 16, true);
    if (chunk === 'data') return bytesPerSecond > 0 ? Math.round((Math.min(size, bytes.length - at - 8) * 1_000) / bytesPerSecond) : null;
    at += 8 + size + (size % 2);
  }
  return null;
}
