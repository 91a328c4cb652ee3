import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';

const folder = join(repositoryFolder, 'tests', 'fixtures', 'tls');

/** The authority that signed the certificate of the front. */
export const frontAuthorityFile = join(folder, 'authority.pem');

/** Takes TLS away in front of a port of 127.0.0.1, as a site's reverse proxy does. */
export async function startTlsFront(port: number): Promise<{ readonly port: number; close(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer({ cert: readFileSync(join(folder, 'server.pem')), key: readFileSync(join(folder, 'server.key')) }, (secure) => {
    const plain = connect(port, '127.0.0.1');
    for (const [socket, other] of [[secure, plain], [plain, secure]] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
