import { existsSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { webSocketPort } from '#contract/adapters/web-socket-port.ts';
import { createClient, type Client, type ClientState } from '#contract/client/client.ts';
import type { Port } from '#contract/port.ts';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { uuidV7 } from '#ledger/uuid-v7.ts';
import { systemClock } from '../clock.ts';
import { localSocketPath, socketPort } from '../local-socket.ts';

/** Where no station is, that is told at once; one that is busy, as at its start on a slow computer, answers late. */
const reachMs = 20_000;

/** Connects a tool to a running station: by address and token over the network, or by data folder on this computer. */
export async function connectStation(station: string, token: string | undefined): Promise<Outcome<Client>> {
  const byAddress = /^(http|ws)s?:\/\//.test(station);
  if (!byAddress && !(existsSync(station) && statSync(station).isDirectory())) {
    return failure('no-station', `"${station}" is neither the address of a station nor a data folder.`);
  }
  if (byAddress && (token === undefined || token === '')) {
    return failure('refused', 'A station on the network wants a token: --token T or the environment variable SIAGA_TOKEN.');
  }
  let lastFault: Outcome<never> | null = null;
  const openPort = async (): Promise<Port> => {
    const opened = byAddress ? await openNetworkPort(station, token ?? '') : await openLocalPort(station);
    if (opened.ok) return opened.value;
    lastFault = opened;
    throw new Error(opened.sentence);
  };
  const client = createClient({
    openPort,
    name: 'siaga',
    clock: systemClock,
    newRequestId: () => uuidV7(systemClock.now()),
  });
  const state = await settled(client);
  if (state.phase === 'live') return success(client);
  client.close();
  if (state.phase === 'refused') return failure('refused', state.sentence ?? 'The station refused the connection.');
  return lastFault ?? failure('no-station', `No station answers at ${station} within ${reachMs / 1000} s.`);
}

/** Live, refused, or whatever it is when the time is up or the first attempt failed. */
function settled(client: Client): Promise<ClientState> {
  return new Promise((resolve) => {
    const stops: (() => void)[] = [];
    const finish = (state: ClientState): void => {
      for (const stop of stops) stop();
      resolve(state);
    };
    const look = (state: ClientState): void => {
      if (state.phase !== 'connecting') finish(state);
    };
    stops.push(client.onState(look), systemClock.after(reachMs, () => finish(client.state())));
    look(client.state());
  });
}

function openNetworkPort(address: string, token: string): Promise<Outcome<Port>> {
  const url = new URL('/port', address.replace(/^http/, 'ws'));
  return new Promise((resolve) => {
    const socket = new WebSocket(url, ['siaga', `siaga.token.${token}`], { handshakeTimeout: reachMs });
    socket.once('open', () => resolve(success(webSocketPort(socket))));
    socket.once('unexpected-response', (_request, response) => {
      socket.terminate();
      resolve(
        response.statusCode === 403
          ? failure('refused', 'The station refused the token.')
          : failure('no-station', `The server at ${address} is no station (HTTP ${response.statusCode}).`),
      );
    });
    socket.once('error', (error) => resolve(failure('no-station', `No station answers at ${address}: ${error.message}`)));
  });
}

function openLocalPort(dataDir: string): Promise<Outcome<Port>> {
  return new Promise((resolve) => {
    const socket = connect(localSocketPath(dataDir));
    socket.once('connect', () => resolve(success(socketPort(socket))));
    socket.once('error', () => resolve(failure('no-station', `No station is running on the data folder ${dataDir}.`)));
  });
}
