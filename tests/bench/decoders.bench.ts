import { applyRadioSignal, noOvers, type OpenOvers } from '#domain/radio/overs.ts';
import { transmissionsAround } from '#domain/radio/one-transmission.ts';
import type { Transmission } from '#domain/radio/transmission.ts';
import { decodeMmdvm } from '#core/sources/mmdvm/decode-mmdvm.ts';
import { messagesOf, scenes } from '../fixtures/radio-scenes.ts';
import { printFigure } from './print-figure.ts';

/** Radio messages a second, from bytes to transmissions, without a database. Run: npm run bench -- decoders */
const messages = Object.values(scenes).flatMap((scene) => messagesOf(scene));
const rounds = 50;
const known = new Map<string, Transmission>();
let overs: OpenOvers;
const started = performance.now();
for (let round = 0; round < rounds; round += 1) {
  // Every round is another hour: the same scenes at the same time by many hosts would be one transmission.
  overs = noOvers;
  known.clear();
  for (const message of messages) {
    const decoded = decodeMmdvm(message, { sourceId: `host-${round}` });
    for (const fact of decoded.ok ? decoded.facts : []) {
      if (fact.kind !== 'radio') continue;
      const change = applyRadioSignal(overs, fact.signal, 180_000);
      overs = change.open;
      for (const view of transmissionsAround(overs, change.changed, (id) => known.get(id))) known.set(view.id, view);
    }
  }
}
const seconds = (performance.now() - started) / 1_000;
printFigure('radio messages decoded and put together', (messages.length * rounds) / seconds, 'messages/s', { messages: messages.length * rounds });
