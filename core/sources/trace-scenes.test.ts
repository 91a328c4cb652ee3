import { expect, test } from 'vitest';
import type { Transmission } from '#domain/radio/transmission.ts';
import { hearRadio } from '#tests/fixtures/radio-room.ts';
import { traceScenes, type TraceScene } from '#tests/fixtures/trace-scenes.ts';

const settings: Readonly<Record<TraceScene['source'], object>> = {
  mmdvm: { id: 'mmdvm', kind: 'mmdvm', name: 'kalianget' },
  adn: { id: 'adn', kind: 'adn', prefix: 'adn/62' },
  hblink4: { id: 'hblink4', kind: 'hblink4', topic: 'cc112/v1/sumenep/radio/hblink4' },
  dmrgateway: { id: 'dmrgateway', kind: 'dmrgateway', name: 'gateway' },
};
const rounded = (value: number): number => Math.round(value * 10) / 10;

function inWords(over: Transmission): string {
  const { emergency, kind, direction, radioId, alias, privateCallTo, talkgroup, durationMs, end, lateEntry, detail, rssiDbm, berPercent, lossPercent } = over;
  return [
    emergency ? 'EMERGENCY' : '', kind, direction, radioId ?? 'unknown', alias === null ? '' : `(${alias})`, 'to', privateCallTo === null ? `TG ${talkgroup ?? '?'}` : `radio ${privateCallTo}`,
    durationMs === null ? '' : `${rounded(durationMs / 1_000)} s`, end, lateEntry ? 'late' : '', detail === null ? '' : `[${detail}]`,
    rssiDbm === null ? '' : `${rssiDbm} dBm`, berPercent === null ? '' : `BER ${rounded(berPercent)}`, lossPercent === null ? '' : `loss ${rounded(lossPercent)}`,
  ].filter((word) => word !== '').join(' ');
}

test.each(Object.entries(traceScenes))('%s', (_name, { source, messages, heard, links }) => {
  const room = hearRadio([settings[source]], messages.map((message) => [source, message] as const));
  expect(room.rejected).toEqual([]);
  expect(room.transmissions.toSorted((one, other) => one.startedAtMs - other.startedAtMs || (one.slot ?? 0) - (other.slot ?? 0)).map(inWords)).toEqual(heard);
  if (links) expect(room.links).toEqual(links);
});
