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
  /** Who speaks in it and from when on, counted from its beginning; at least one, the first from 0. */
  readonly speakers: readonly { readonly radioId: number | null; readonly fromMs: number }[];
};

/** Stands where the name of a phone stands otherwise: a recorder brought it. */
export const broughtByRecorder = 'call-upload';

const wholeNumber = /^\d{1,9}$/;
/** A conversation has no more turns before a recorder begins a new call. */
const mostSpeakers = 100;

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
  const named = number('source') || null;
  const speakers = speakersIn(field('sources') ?? field('units'), named);
  return success({ talkgroup, system, startedAtMs, label: label.trim().slice(0, 100), radioId: named ?? speakers[0]?.radioId ?? null, speakers });
}

/** `[{ "pos": 0, "src": 4424000 }]`: who speaks from which second on. The one the recorder names first speaks where there is no list. */
function speakersIn(text: string | undefined, first: number | null): UploadedCall['speakers'] {
  const speakers = listIn(text).flatMap((each): { radioId: number | null; fromMs: number }[] => {
    if (typeof each !== 'object' || each === null) return [];
    const { src, pos } = each as { src?: unknown; pos?: unknown };
    const seconds = Number(pos ?? 0);
    const isRadio = typeof src === 'number' && Number.isSafeInteger(src) && src > 0;
    return seconds >= 0 && seconds < 86_400 ? [{ radioId: isRadio ? src : null, fromMs: Math.round(seconds * 1_000) }] : [];
  });
  const inOrder = speakers.toSorted((one, other) => one.fromMs - other.fromMs).filter(({ radioId }, index, all) => index === 0 || radioId !== all[index - 1]?.radioId);
  const [begins, ...others] = inOrder;
  return begins ? [{ radioId: begins.radioId ?? first, fromMs: 0 }, ...others] : [{ radioId: first, fromMs: 0 }];
}

function listIn(text: string | undefined): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(text ?? '');
    return Array.isArray(list) ? list.slice(0, mostSpeakers) : [];
  } catch {
    return [];
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
