import { expect, test } from 'vitest';
import { readPreferences } from './preferences.ts';

const shipped = { theme: 'dark', language: 'id', keys: {}, lanes: {}, laneVolumes: {} };

test.each([null, '', 'nonsense', '42', 'null', '[]', '{"theme":"pink","language":"nl","keys":7}'])(
  'damaged preferences (%s) read as the shipped ones',
  (text) => {
    expect(readPreferences(text)).toEqual(shipped);
  },
);

test('what is understood is taken, the rest is left', () => {
  expect(readPreferences('{"theme":"day","language":"en","keys":{"answer":"F12","place":5},"lanes":{"112":"selected","9":"loud"},"laneVolumes":{"112":37,"113":"loud","114":900},"more":1}')).toEqual({
    theme: 'day',
    language: 'en',
    keys: { answer: 'F12' },
    lanes: { '112': 'selected' },
    laneVolumes: { '112': 40, '114': 100 },
  });
});
