import type { Fact, Message } from '#domain/facts/fact.ts';
import { radioSignal } from '#domain/radio/radio-signal.ts';
import { messageTime } from '../message-time.ts';
import { readCoordinates } from '../read-coordinates.ts';
import { ignored, openKey } from './mmdvm-reader.ts';

const longestLine = 500;
const line = /^[DMIWEF]: (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?) (.*)$/;
const gps = /^DMR Slot ([12]), GPS position \[(-?\d{1,3}(?:\.\d{1,9})?),(-?\d{1,3}(?:\.\d{1,9})?)\](?: \(Position error (<|>)? ?(\d{1,6}(?:\.\d+)?) ?(m|km)\))?/;
const otherMode = /^DMR modem data received when in mode (\d{1,3})/;

/**
 * One line of NAME/log. Its wording is no contract, so only two are read, which stand nowhere else: where the radio that speaks is, and
 * that somebody speaks DMR to a host that is in another mode.
 */
export function decodeLogLine(message: Message, settings: { readonly sourceId: string }): Fact {
  if (message.payload.byteLength > longestLine) return ignored('a long line of the log');
  const parts = line.exec(new TextDecoder().decode(message.payload));
  const [, timestamp = '', text = ''] = parts ?? [];
  const { atMs, timed } = messageTime(timestamp, message);
  if (otherMode.test(text)) {
    return { kind: 'producer', state: 'late', part: 'mode', atMs, reason: 'Radio deaf: somebody speaks to the host while it is in another mode.' };
  }
  const position = gps.exec(text);
  if (!position) return ignored('a line of the log');
  const [, slotText, latitude, longitude, , error, unit] = position;
  const place = readCoordinates({ latitude: Number(latitude), longitude: Number(longitude) }, 'latitude', 'longitude');
  if (!place.ok) return ignored(place.reason);
  const slot = Number(slotText);
  const { receivedAtMs } = message;
  return {
    kind: 'talker-fix',
    signal: radioSignal({ sourceId: settings.sourceId, mode: 'DMR', phase: 'alias', key: openKey('DMR', slot), slot, atMs, receivedAtMs, timed }),
    ...place.value,
    accuracyM: error === undefined ? null : Number(error) * (unit === 'km' ? 1000 : 1),
  };
}
