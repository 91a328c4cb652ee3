import { StringDecoder } from 'node:string_decoder';
import type { AmiMessage } from './ami-message.ts';

export type AmiParser = {
  /** Bytes as the network cut them. */
  push(bytes: Uint8Array): void;
};

export type AmiLimits = { readonly lineLetters: number; readonly messageLetters: number };
/** Asterisk writes lines of at most a few kB and blocks of a few dozen. */
const generous: AmiLimits = { lineLetters: 65_536, messageLetters: 1_048_576 };
const banner = /^Asterisk Call Manager\//;

/**
 * Reads the manager's stream: `Key: value` lines ended by CRLF or LF, a blank line ends a block, and one banner line comes first.
 * Where a line is too long its rest is dropped, where a block is too long its further fields are; both mark the block as
 * cut, and reading goes on. A line without a key is output of a command and kept under `Output`. Memory is bounded by the limits.
 */
export function createAmiParser(onMessage: (message: AmiMessage) => void, options: { onBanner?: (line: string) => void; limits?: AmiLimits } = {}): AmiParser {
  const limits = options.limits ?? generous;
  const decoder = new StringDecoder('utf8');
  let line = '';
  let isLineCut = false;
  let fields: (readonly [string, string])[] = [];
  let isCut = false;
  let letters = 0;

  const endMessage = (): void => {
    if (fields.length === 0) return;
    const message = { fields, cut: isCut };
    fields = [];
    isCut = false;
    letters = 0;
    onMessage(message);
  };

  const endLine = (): void => {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    const isWhole = !isLineCut;
    line = '';
    isLineCut = false;
    if (!isWhole) isCut = true;
    if (text === '' && isWhole) return endMessage();
    if (fields.length === 0 && banner.test(text)) return options.onBanner?.(text);
    letters += text.length + 1;
    if (letters > limits.messageLetters) isCut = true;
    else fields.push(splitField(text));
  };

  const append = (text: string): void => {
    const room = limits.lineLetters - line.length;
    if (text.length > room) isLineCut = true;
    if (room > 0) line += text.slice(0, room);
  };

  return {
    push(bytes) {
      const text = decoder.write(bytes);
      let from = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        append(text.slice(from, end));
        endLine();
        from = end + 1;
      }
      append(text.slice(from));
    },
  };
}

/** `Key: value`, `Key:value` and `Key:`; a value may hold further colons. What has no key in front is output of a command. */
function splitField(text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  const key = colon > 0 ? text.slice(0, colon) : '';
  if (!/^[A-Za-z][A-Za-z0-9_-]*(\(.*\))?$/.test(key)) {
    // `ChanVariable(Local/1:2@x): …`: the channel in the brackets may hold a colon itself.
    const [, longKey, rest] = /^([A-Za-z][A-Za-z0-9_-]*\([^)]*\)):(.*)$/.exec(text) ?? [];
    return longKey === undefined || rest === undefined ? ['Output', text] : [longKey, withoutBlank(rest)];
  }
  return [key, withoutBlank(text.slice(colon + 1))];
}

function withoutBlank(value: string): string {
  return value.startsWith(' ') ? value.slice(1) : value;
}
