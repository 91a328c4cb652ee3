import { createSocket } from 'node:dgram';

/** A value of the `ng` protocol, which is bencode: numbers, texts, lists and dictionaries. */
type Value = number | string | Value[] | { [key: string]: Value };

/** Asks rtpengine one question over its control port and resolves with its answer. */
export function askRtpengine(port: number, question: Record<string, string>): Promise<Record<string, Value>> {
  const socket = createSocket('udp4');
  const text = Object.entries(question).sort().map(([key, value]) => `${key.length}:${key}${value.length}:${value}`).join('');
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => done(() => reject(new Error('rtpengine does not answer'))), 2_000);
    const done = (then: () => void): void => {
      clearTimeout(timer);
      socket.close();
      then();
    };
    socket.on('error', (error) => done(() => reject(error)));
    socket.on('message', (answer) => {
      const body = answer.toString('latin1');
      const [value] = readValue(body, body.indexOf(' ') + 1);
      done(() => resolve(value as Record<string, Value>));
    });
    // Under a cookie it has seen it gives the answer it gave then.
    socket.send(`${process.pid}-${performance.now()} d${text}e`, port, '127.0.0.1');
  });
}

function readValue(text: string, at: number): [Value, number] {
  const kind = text[at];
  if (kind === 'i') {
    const end = text.indexOf('e', at);
    return [Number(text.slice(at + 1, end)), end + 1];
  }
  if (kind !== 'l' && kind !== 'd') {
    const colon = text.indexOf(':', at);
    const end = colon + 1 + Number(text.slice(at, colon));
    return [text.slice(colon + 1, end), end];
  }
  const items: Value[] = [];
  let next = at + 1;
  while (text[next] !== 'e') {
    const [item, after] = readValue(text, next);
    items.push(item);
    next = after;
  }
  if (kind === 'l') return [items, next + 1];
  const pairs = items.flatMap((key, index) => (index % 2 === 0 ? [[key as string, items[index + 1] ?? ''] as const] : []));
  return [Object.fromEntries(pairs), next + 1];
}
