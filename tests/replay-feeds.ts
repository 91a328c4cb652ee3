import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from '#domain/facts/fact.ts';
import type { Transmission } from '#domain/radio/transmission.ts';
import { hearRadio, type Heard } from './fixtures/radio-room.ts';

/**
 * Plays captured traces of radio feeds with their own timing and prints what a room would make of each scene.
 * Run: node tests/replay-feeds.ts FOLDER. A trace is a file `*.jsonl`: a line `{scene}`, then `{dt, topic, retain, payload}` (dt in seconds), or
 * one event of HBlink4 a line. Of programs that are asked the topic is the way that was asked, such as `status`.
 */
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('Which folder? node tests/replay-feeds.ts FOLDER\n');
  process.exit(2);
}

type Line = { readonly scene?: string; readonly dt?: number; readonly topic?: string; readonly retain?: number; readonly payload?: string; readonly type?: string; readonly timestamp?: number };
/** `EPOCH.MS CONTEXT:EVENT …` */
const stateLine = /^\d{9,10}(?:\.\d+)? [A-Za-z]\w*:\w+/;
/** `FAMILY,PHASE,DIRECTION,…` of HBlink3. */
const reportLine = /^(?:GROUP|PRIVATE|UNIT) [A-Z ]+,[A-Z]+,[RT]X,/;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.jsonl')).sort()) {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Line);
  const played = play(lines);
  if (played === null) continue;
  process.stdout.write(`\n${file}: ${lines[0]?.scene ?? ''}\n`);
  for (const transmission of played.transmissions) process.stdout.write(`  ${described(transmission)}\n`);
  for (const fact of played.facts) if (fact.kind !== 'radio' && fact.kind !== 'ignored' && fact.kind !== 'producer') process.stdout.write(`  ${JSON.stringify(fact)}\n`);
  for (const link of played.links) process.stdout.write(`  link ${link}\n`);
  for (const reason of played.rejected) process.stdout.write(`  not read: ${reason}\n`);
}

/** Null for a trace of something else than a radio feed. */
function play(lines: readonly Line[]): Heard | null {
  if (lines.every((line) => typeof line.timestamp === 'number' && typeof line.type === 'string' && /^(repeater|stream|hang_time|outbound|openbridge)_/.test(line.type))) {
    return hearRadio([{ id: 'hblink4', kind: 'hblink4' }], lines.map((line) => ['hblink4', message('hblink4', JSON.stringify(line), (line.timestamp ?? 0) * 1000)] as const));
  }
  const said = lines.filter((line) => line.topic !== undefined && line.payload !== undefined);
  const sources = new Map<string, object>();
  const sourceOf = (topic: string, payload: string): string | undefined => {
    const known = knownByForm(topic, payload);
    if (known !== null) {
      sources.set(known.id, known);
      return known.id;
    }
    const cut = topic.lastIndexOf('/');
    const [base, leaf] = [topic.slice(0, cut), topic.slice(cut + 1)];
    const id = base.replaceAll('/', '.');
    if (leaf === 'voice_event' || leaf === 'state') sources.set(id, { id, kind: 'adn', prefix: base });
    else if (['json', 'log', 'response'].includes(leaf)) sources.set(id, base.includes('gateway') ? { id, kind: 'dmrgateway', name: base } : { id, kind: 'mmdvm', name: base });
    else if (['call_start', 'calls_active', 'call_end', 'rates'].includes(leaf)) sources.set(id, { id, kind: 'trunk-recorder', topic: base });
    return sources.has(id) && leaf !== 'command' && !(base.includes('gateway') && leaf !== 'json') ? id : undefined;
  };
  const startMs = said.map((line) => timeIn(line.payload ?? '')).find((ms) => ms !== null) ?? Date.UTC(2026, 10, 24);
  const messages = said.flatMap((line) => {
    const sourceId = sourceOf(line.topic ?? '', line.payload ?? '');
    return sourceId === undefined ? [] : [[sourceId, message(line.topic ?? '', line.payload ?? '', startMs + (line.dt ?? 0) * 1000, line.retain === 1)] as const];
  });
  return sources.size === 0 ? (lines[0]?.scene !== undefined && said.length === 0 ? hearRadio([], []) : null) : hearRadio([...sources.values()], messages);
}

type FormSource = { readonly id: string; readonly kind: string; readonly url?: string; readonly topic?: string; readonly program?: string; readonly passwordSecret?: string };

/** Programs that are asked, and lines of svxlink and HBlink3, are known by what they say. */
function knownByForm(topic: string, payload: string): FormSource | null {
  if (stateLine.test(payload)) return { id: 'state-lines', kind: 'svxlink', topic };
  if (reportLine.test(payload)) return { id: 'hblink3', kind: 'hblink3', topic };
  const common = { url: 'http://trace', passwordSecret: 'trace' };
  if (topic === 'peer/query') return { ...common, id: 'fne', kind: 'dvmhost', program: 'fne' };
  if (topic !== 'status') return null;
  return payload.includes('"nodes"') ? { id: 'reflector', kind: 'svxlink', url: 'http://trace' } : { ...common, id: 'dvmhost', kind: 'dvmhost' };
}

function timeIn(payload: string): number | null {
  const iso = /"timestamp":"([^"]+)"/.exec(payload)?.[1];
  if (iso !== undefined) return Date.parse(iso.includes('T') ? iso : `${iso.replace(' ', 'T')}Z`);
  if (stateLine.test(payload)) return Number.parseFloat(payload) * 1000;
  const epoch = /"(?:ts|timestamp)":(\d{10}(?:\.\d+)?)/.exec(payload)?.[1];
  return epoch === undefined ? null : Number(epoch) * 1000;
}

function message(topic: string, payload: string, receivedAtMs: number, retained = false): Message {
  return { topic, payload: encode(payload), retained, receivedAtMs: Math.round(receivedAtMs) + 20 };
}

function described(over: Transmission): string {
  const to = over.privateCallTo === null ? `TG ${over.talkgroup ?? '?'}` : `radio ${over.privateCallTo}`;
  const length = over.durationMs === null ? '' : ` ${(over.durationMs / 1000).toFixed(1)} s`;
  const quality = [over.rssiDbm === null ? '' : `${over.rssiDbm} dBm`, over.berPercent === null ? '' : `BER ${over.berPercent.toFixed(1)}`, over.lossPercent === null ? '' : `loss ${over.lossPercent.toFixed(1)}`].filter(Boolean).join(', ');
  return `${new Date(over.startedAtMs).toISOString().slice(11, 23)} ${over.emergency ? 'EMERGENCY ' : ''}${over.kind} ${over.mode} slot ${over.slot ?? '-'} ${over.direction ?? '?'} ${over.radioId ?? over.alias ?? 'unknown talker'}${over.alias === null ? '' : ` (${over.alias})`} to ${to}${length} ${over.end ?? 'OPEN'}${over.lateEntry ? ' late' : ''}${over.detail === null ? '' : ` [${over.detail}]`} ${quality}${over.receivers.length > 1 ? ` heard by ${over.receivers.length}` : ''}`;
}
