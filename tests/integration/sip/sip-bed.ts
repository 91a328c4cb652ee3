import { spawn, type ChildProcess } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../mosquitto.ts';
import { kamailioConfig, sipPassword, type SipPorts } from './kamailio-config.ts';
import { askRtpengine } from './rtpengine-control.ts';
import { startTlsFront } from './tls-front.ts';
import { answeringScenario, callerScenario, callerTag, cancellingScenario, toneFile, type Voice } from './sipp-scenario.ts';

const packages = 'kamailio kamailio-websocket-modules rtpengine-daemon sip-tester';
const pcapFolder = '/usr/share/sip-tester';
const startWithinMs = 10_000;
/** A port is free again within seconds. */
const mostTries = 10;

/** One party of a call: a sipp process with its own scenario. */
export type SipParty = {
  readonly sipCallId: string;
  /** The exit code: 0 when everything went as the scenario wanted. */
  readonly exited: Promise<number | null>;
  /** Every message it sent and received so far. */
  messages(): string;
};

/** Who of a call sent how many packets: the person outside who called, or another. */
export type SidePackets = { readonly side: 'caller' | 'other'; readonly count: number };

export type Caller = { readonly to: string; readonly number?: string; readonly name?: string; readonly headers?: readonly string[] };

/** A real SIP server with media: Kamailio (SIP over WebSocket), rtpengine, and sipp as the people outside. */
export type SipBed = {
  readonly url: string;
  /** The same server over TLS, with a certificate of a private authority (`frontAuthorityFile`). */
  readonly secureUrl: string;
  readonly domain: string;
  readonly password: string;
  /** Rings at an account; hangs up `talkMs` after it was answered. */
  call(caller: Caller & { readonly talkMs?: number; readonly voice?: Voice; readonly refusesHold?: boolean }): Promise<SipParty>;
  /** Rings and is given up `ringMs` later. */
  cancel(caller: Caller & { readonly ringMs: number }): Promise<SipParty>;
  /** Somebody outside takes the next call to a number that no account has. */
  answerOutside(how?: { readonly ringMs?: number; readonly talkMs?: number }): Promise<SipParty>;
  /** A radio gateway that everything said to it comes back from, as from a repeater: answers the numbers that begin with 9. */
  repeater(): Promise<SipParty>;
  /** RTP packets that came in so far from the sides of a call, smaller number first. */
  packets(sipCallId: string): Promise<readonly SidePackets[]>;
  /** The digits that came within the sound of a call (RFC 4733), from either side. */
  digits(sipCallId: string): string;
  /** Ends the SIP server without a word; calls go on, as their sound does not pass through it. */
  killServer(): Promise<void>;
  startServer(): Promise<void>;
  close(): Promise<void>;
};

/** Starts all of it on free ports of 127.0.0.1. Throws with the install command when a program is not on this machine. */
export async function startSipBed(): Promise<SipBed> {
  const programs = { kamailio: find('kamailio'), rtpengine: find('rtpengine'), sipp: find('sipp') };
  const folder = mkdtempSync(join(tmpdir(), 'siaga-sip-'));
  symlinkSync(pcapFolder, join(folder, 'pcap'));
  mkdirSync(join(folder, 'run'));
  writeFileSync(join(folder, toneFile), tone());
  const ports: SipPorts = { sip: await freeUdpPort(), webSocket: await freePort(), outside: await freeUdpPort(), radio: await freeUdpPort(), rtpengine: await freeUdpPort() };
  writeFileSync(join(folder, 'kamailio.cfg'), kamailioConfig(ports));
  const running = new Set<ChildProcess>();
  let parties = 0;
  let isClosed = false;

  const run = (program: string, parameters: readonly string[], log: string): ChildProcess => {
    const output = openSync(join(folder, log), 'a');
    // A group of its own, as a killed Kamailio leaves its workers behind; the kernel ends it with us.
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', program, ...parameters], { cwd: folder, stdio: ['ignore', output, output], detached: true });
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
  };
  const digits = await listenForDigits();
  const relayPorts = 30_000 + 200 * (ports.rtpengine % 100);
  const rtpengine = run(
    programs.rtpengine,
    ['--config-file=none', '--table=-1', '--interface=127.0.0.1', `--listen-ng=127.0.0.1:${ports.rtpengine}`, `--port-min=${relayPorts}`, `--port-max=${relayPorts + 198}`, `--dtmf-log-dest=127.0.0.1:${digits.port}`, '--foreground', '--log-stderr', '--log-level=5'],
    'rtpengine.log',
  );
  // Kamailio asks it once, as it starts.
  await until('rtpengine', () => askRtpengine(ports.rtpengine, { command: 'ping' }).then(() => true, () => false), rtpengine);

  let server: ChildProcess | null = null;
  const startServer = async (): Promise<void> => {
    const child = run(programs.kamailio, ['-f', 'kamailio.cfg', '-DD', '-E', '-m', '32', '-M', '4', '-Y', join(folder, 'run')], 'kamailio.log');
    server = child;
    await until('kamailio', () => answersOptions(ports.sip), child);
  };
  await startServer();
  const front = await startTlsFront(ports.webSocket);

  const start = async (name: string, scenario: string, parameters: readonly string[], sipCallId: string, port?: number): Promise<SipParty> => {
    writeFileSync(join(folder, `${name}.xml`), scenario);
    const messagesFile = join(folder, `${name}.messages`);
    const messages = (): string => (existsSync(messagesFile) ? readFileSync(messagesFile, 'utf8') : '');
    const files = ['-trace_msg', '-message_file', messagesFile, '-trace_err', '-error_file', `${name}.errors`];
    const begin = async (): Promise<ChildProcess> => {
      const at = ['-i', '127.0.0.1', '-p', String(port ?? (await freeUdpPort())), '-mi', '127.0.0.1', '-mp', String(await freeUdpPort())];
      return run(programs.sipp, ['-timeout', '90', ...parameters, '-sf', `${name}.xml`, '-m', '1', ...at, '-nostdin', ...files], `${name}.log`);
    };
    const ended = async (child: ChildProcess, triesLeft: number): Promise<number | null> => {
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code === 0 || messages() !== '' || triesLeft === 0 || isClosed) return code;
      // It said nothing to anybody: somebody else, or a party that is just going, had its port.
      await new Promise((resolve) => setTimeout(resolve, 300));
      return ended(await begin(), triesLeft - 1);
    };
    return { sipCallId, exited: ended(await begin(), mostTries), messages };
  };
  const ring = async (caller: Caller, scenario: string): Promise<SipParty> => {
    parties += 1;
    const name = `caller-${parties}`;
    const sipCallId = `${name}-${ports.sip}@siaga`;
    writeFileSync(join(folder, `${name}.csv`), `SEQUENTIAL\n${caller.number ?? '081234567890'};${caller.name ?? 'Warga'}\n`);
    const parameters = [`127.0.0.1:${ports.sip}`, '-s', caller.to, '-inf', `${name}.csv`, '-cid_str', sipCallId];
    return start(name, scenario, parameters, sipCallId);
  };

  return {
    url: `ws://127.0.0.1:${ports.webSocket}`,
    secureUrl: `wss://127.0.0.1:${front.port}`,
    domain: '127.0.0.1',
    password: sipPassword,
    call: ({ talkMs = 60_000, headers = [], voice = 'speech', refusesHold = false, ...caller }) => ring(caller, callerScenario({ talkMs, headers, voice, refusesHold })),
    cancel: ({ ringMs, headers = [], ...caller }) => ring(caller, cancellingScenario({ ringMs, headers })),
    answerOutside({ ringMs = 200, talkMs = 60_000 } = {}) {
      parties += 1;
      return start(`outside-${parties}`, answeringScenario({ ringMs, talkMs }), [], '', ports.outside);
    },
    repeater() {
      parties += 1;
      return start(`repeater-${parties}`, answeringScenario({ ringMs: 100, talkMs: repeaterS * 1_000, isSilent: true }), ['-rtp_echo', '-timeout', String(repeaterS)], '', ports.radio);
    },
    async packets(sipCallId) {
      return packetsBySide(await askRtpengine(ports.rtpengine, { command: 'query', 'call-id': sipCallId }));
    },
    digits: digits.of,
    async killServer() {
      if (server) await end(server);
      server = null;
    },
    startServer,
    async close() {
      isClosed = true;
      await Promise.all([...running].map(end));
      digits.close();
      front.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Longer than all scenes of a world take on a busy computer. */
const repeaterS = 900;

/** A second of 500 Hz in A-law (ITU-T G.711), 8000 samples. */
function tone(): Uint8Array {
  return Uint8Array.from({ length: 8_000 }, (_, index) => aLaw(Math.round(12_000 * Math.sin((2 * Math.PI * 500 * index) / 8_000))));
}

function aLaw(sample: number): number {
  const size = Math.min(32_635, Math.abs(sample));
  const exponent = size < 256 ? 0 : Math.floor(Math.log2(size)) - 7;
  const mantissa = (size >> (exponent === 0 ? 4 : exponent + 3)) & 15;
  return ((sample >= 0 ? 0x80 : 0) | (exponent << 4) | mantissa) ^ 0x55;
}

/** rtpengine tells each digit that passes through it. */
async function listenForDigits(): Promise<{ port: number; of: (sipCallId: string) => string; close: () => void }> {
  const heard: { callid: string; event: number }[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message) => heard.push(JSON.parse(message.toString()) as { callid: string; event: number }));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    of: (sipCallId) => heard.flatMap(({ callid, event }) => (callid === sipCallId ? ['0123456789*#ABCD'[event] ?? '?'] : [])).join(''),
    close: () => socket.close(),
  };
}

/** Ends a process and those it started. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await exited;
}

type Side = { medias?: { streams?: { stats?: { packets?: number } }[] }[] };

function packetsBySide({ tags }: Record<string, unknown>): readonly SidePackets[] {
  return Object.entries((tags ?? {}) as Record<string, Side>)
    .map(([tag, { medias = [] }]) => ({
      side: callerTag.test(tag) ? ('caller' as const) : ('other' as const),
      count: medias.flatMap(({ streams = [] }) => streams.slice(0, 1).map(({ stats }) => stats?.packets ?? 0)).reduce((sum, each) => sum + each, 0),
    }))
    .sort((left, right) => left.count - right.count);
}

function find(program: string): string {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin'];
  const found = folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`These tests need a real SIP server and ${program} is not here. Install it with: apt-get install -y --no-install-recommends ${packages}`);
  return found;
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
}

async function until(what: string, holds: () => Promise<boolean>, child: ChildProcess): Promise<void> {
  const endMs = performance.now() + startWithinMs;
  while (!(await holds())) {
    if (child.exitCode !== null) throw new Error(`${what} ended with code ${child.exitCode}`);
    if (performance.now() > endMs) throw new Error(`${what} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Whether the SIP server answers a question whether it is there. */
function answersOptions(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    const finish = (isThere: boolean): void => {
      clearTimeout(timer);
      socket.close();
      resolve(isThere);
    };
    const timer = setTimeout(() => finish(false), 300);
    socket.on('error', () => finish(false));
    socket.on('message', () => finish(true));
    socket.bind(0, '127.0.0.1', () => {
      const own = (socket.address()).port;
      const lines = [`OPTIONS sip:127.0.0.1:${port} SIP/2.0`, `Via: SIP/2.0/UDP 127.0.0.1:${own};branch=z9hG4bK${own}`, `From: <sip:bed@127.0.0.1>;tag=${own}`, `To: <sip:127.0.0.1:${port}>`, `Call-ID: ${own}-${performance.now()}`, 'CSeq: 1 OPTIONS', 'Max-Forwards: 10', 'Content-Length: 0'];
      socket.send(`${lines.join('\r\n')}\r\n\r\n`, port, '127.0.0.1');
    });
  });
}
