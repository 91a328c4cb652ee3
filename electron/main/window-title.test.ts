import { expect, test } from 'vitest';
import { createTitle } from './window-title.ts';

test('the title names the exercise first and what core has said of the station', () => {
  const title = createTitle(true);
  expect(title.text()).toBe('LATIHAN · Siaga 112');
  title.change({ station: { site: 'Sumenep', name: 'Posisi 1' } });
  expect(title.text()).toBe('LATIHAN · Siaga 112 · Sumenep, Posisi 1');
});

test('a window that hangs says so before everything else', () => {
  const title = createTitle(false);
  const shown: string[] = [];
  title.showOn((text) => shown.push(text));
  title.change({ hangsSinceMs: new Date(2026, 10, 24, 9, 5, 3).getTime() });
  title.change({ hangsSinceMs: null, hasSoftwareGraphics: true });
  expect(shown).toEqual(['Siaga 112', 'TIDAK MENJAWAB sejak 09:05:03 · Siaga 112', 'Siaga 112 · grafik tanpa kartu grafis']);
});

test('the window of the map is told apart in the task bar', () => {
  expect(createTitle(true, 'Peta').text()).toBe('LATIHAN · Peta · Siaga 112');
});
