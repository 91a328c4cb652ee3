import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { readFileSync } from 'node:fs';

export type AmiAddress = {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** PEM of the authority that signed the telephone system's certificate; without it the computer's own authorities count. */
  readonly authorityFile?: string | undefined;
};

/** The bytes to and from the telephone system. */
export type AmiLine = {
  write(text: string): void;
  /** Ends it at once; `ended` follows. */
  destroy(): void;
};

/** Opens the line. `ended` is called once, with why. */
export function openAmiLine(address: AmiAddress, heard: { opened(): void; bytes(bytes: Uint8Array): void; ended(why: string): void }): AmiLine {
  const { host, port } = address;
  let why = 'The telephone system closed the connection.';
  let socket: Socket;
  try {
    socket = address.tls
      ? connectTls({ host, port, servername: host, ...(address.authorityFile === undefined ? {} : { ca: readFileSync(address.authorityFile) }) })
      : connectPlain({ host, port });
  } catch (error) {
    // A file of an authority that cannot be read: the next attempt reads it anew.
    queueMicrotask(() => heard.ended(error instanceof Error ? error.message : String(error)));
    return { write: () => undefined, destroy: () => undefined };
  }
  socket.setNoDelay(true);
  socket.once(address.tls ? 'secureConnect' : 'connect', () => heard.opened());
  socket.on('data', (bytes) => heard.bytes(bytes));
  socket.on('error', (error) => (why = error.message));
  socket.once('close', () => heard.ended(why));
  return {
    write: (text) => void (socket.writable && socket.write(text)),
    destroy: () => void socket.destroy(),
  };
}
