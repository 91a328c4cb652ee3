import { readFileSync } from 'node:fs';
import { ESLint, Linter } from 'eslint';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { projectFolder } from '../project-folder.mjs';
import { importTableRule } from './import-table-rule.mjs';

const linter = new Linter({ cwd: projectFolder });

function sentencesFor(file: string, code: string): string[] {
  const messages = linter.verify(
    code,
    {
      files: ['**/*.{ts,tsx}'],
      languageOptions: { parser: tseslint.parser },
      plugins: { house: { rules: { 'import-table': importTableRule } } },
      rules: { 'house/import-table': 'error' },
    },
    join(projectFolder, file),
  );
  return messages.map(({ message }) => message);
}

describe('the import table refuses', () => {
  test.each([
    ['domain/calls/wait.ts', "import { z } from 'zod';"],
    ['domain/calls/wait.ts', "import { readFileSync } from 'node:fs';"],
    ['domain/calls/wait.ts', "import { commands } from '#contract/commands.ts';"],
    ['domain/calls/wait.ts', "import { commands } from '../../contract/commands.ts';"],
    ['contract/port.ts', "import { createCore } from '#core/core.ts';"],
    ['contract/port.ts', "import { EventEmitter } from 'events';"],
    ['core/core.ts', "import { App } from '#renderer/app/app.tsx';"],
    ['core/core.ts', "import { app } from 'electron';"],
    ['core/journal/journal.ts', "import Database from 'better-sqlite3';"],
    ['core/features/calls/store.ts', "import mqtt from 'mqtt';"],
    ['core/sources/connect.ts', "import { Aedes } from 'aedes';"],
    ['core/features/calls/store.ts', "import { unitsStore } from '../units/store.ts';"],
    ['core/features/calls/store.ts', "import { unitsStore } from '#core/features/units/store.ts';"],
    ['electron/main/main.ts', "import { waitOf } from '#domain/calls/wait.ts';"],
    ['electron/main/main.ts', "import { createCore } from '#core/core.ts';"],
    ['electron/preload/preload.ts', "import { serve } from '#contract/serve.ts';"],
    ['electron/preload/preload.ts', "import { join } from 'node:path';"],
    ['renderer/app/app.tsx', "import { join } from 'node:path';"],
    ['renderer/app/app.tsx', "import { ipcRenderer } from 'electron';"],
    ['renderer/panels/units/units-panel.tsx', "import { Map } from 'maplibre-gl';"],
    ['renderer/panels/units/units-panel.tsx', "import { Queue } from '../queue/queue-panel.tsx';"],
    ['renderer/panels/units/units-panel.test.tsx', "import { Queue } from '../queue/queue-panel.tsx';"],
    ['somewhere/else.ts', "import { z } from 'zod';"],
  ])('in %s: %s', (file, code) => {
    expect(sentencesFor(file, code)).toHaveLength(1);
  });

  test.each([
    "export { createCore } from '#core/core.ts';",
    "export * from '#core/core.ts';",
    "const core = await import('#core/core.ts');",
    "type Core = import('#core/core.ts').Core;",
    "import '#core/core.ts';",
  ])('every way to import: %s', (code) => {
    expect(sentencesFor('renderer/app/app.tsx', code)).toEqual(['renderer may not import core/core.ts.']);
  });

  test('a relative way across top folders, with the name to use instead', () => {
    expect(sentencesFor('core/core.ts', "import { waitOf } from '../domain/calls/wait.ts';")).toEqual([
      'Across folders import by name: #domain/calls/wait.ts.',
    ]);
  });
});

describe('the import table lets pass', () => {
  test.each([
    ['domain/calls/wait.ts', "import { secondMs } from '../time.ts';"],
    ['contract/commands.ts', "import { z } from 'zod';"],
    ['core/db/database.ts', "import Database from 'better-sqlite3';"],
    ['core/sources/connect.ts', "import mqtt from 'mqtt';"],
    ['core/exercise/broker.ts', "import { Aedes } from 'aedes';"],
    ['core/features/all-handlers.ts', "import { callHandlers } from './calls/handlers.ts';"],
    ['electron/main/windows.ts', "import { place } from '#domain/layout/place.ts';"],
    ['electron/preload/preload.ts', "import type { WindowPort } from '#contract/window-port.ts';"],
    ['electron/preload/preload.ts', "import { type WindowPort } from '#contract/window-port.ts';"],
    ['renderer/map/map.tsx', "import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';"],
    ['renderer/panels/queue/ring.ts', "import ringUrl from '../../../resources/sounds/ring.wav?url';"],
    ['domain/calls/wait.test.ts', "import fc from 'fast-check';"],
    ['tests/integration/broker.ts', "import mqtt from 'mqtt';"],
  ])('in %s: %s', (file, code) => {
    expect(sentencesFor(file, code)).toEqual([]);
  });
});

describe('the rules that are on', () => {
  const eslint = new ESLint({ cwd: projectFolder });

  test.each(['domain/a.ts', 'contract/a.ts', 'core/a.ts', 'electron/main/a.ts', 'renderer/a.tsx'])('hold the table in %s', async (file) => {
    const config = (await eslint.calculateConfigForFile(join(projectFolder, file))) as Linter.Config;
    expect(config.rules).toMatchObject({
      'house/import-table': [2],
      '@typescript-eslint/no-explicit-any': [2],
    });
  });

  test('and those that need types are', () => {
    const { rules } = JSON.parse(readFileSync(join(projectFolder, '.oxlintrc.json'), 'utf8')) as { rules: Record<string, unknown> };
    expect(rules).toMatchObject({
      'typescript/no-floating-promises': 'error',
      'typescript/no-unsafe-assignment': 'error',
      'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    });
  });

  test.each(['Date.now()', 'new Date()', 'Math.random()', 'performance.now()'])('refuse %s in domain', async (expression) => {
    const config = (await eslint.calculateConfigForFile(join(projectFolder, 'domain/a.ts'))) as Linter.Config;
    const rule = config.rules?.['no-restricted-syntax'] as Linter.RuleEntry;
    const messages = linter.verify(`export const value = ${expression};`, { rules: { 'no-restricted-syntax': rule } });
    expect(messages).toHaveLength(1);
  });
});
