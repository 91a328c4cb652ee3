import eslint from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { importTableRule } from './build/lint/import-table-rule.mjs';
import { impureInDomain, moduleState } from './build/lint/pure-domain.mjs';

const tests = ['**/*.test.{ts,tsx}', '**/*.bench.ts', 'tests/**'];

export default defineConfig(
  globalIgnores(['dist/', 'artefacts/', 'node_modules/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    name: 'house/all',
    plugins: { house: { rules: { 'import-table': importTableRule } } },
    rules: {
      'house/import-table': 'error',
      // `== null` asks for null and undefined at once.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...moduleState],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // What needs types is checked by oxlint (`.oxlintrc.json`), a tenth of the time.
    name: 'house/typescript',
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      // Taking a field out of a record by naming it.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    name: 'house/domain',
    files: ['domain/**/*.ts'],
    ignores: tests,
    rules: { 'no-restricted-syntax': ['error', ...moduleState, ...impureInDomain] },
  },
  {
    name: 'house/react',
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    // It speaks of the React Compiler, which is not used here.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  {
    name: 'house/set-up-scripts',
    files: ['**/*.mjs', '*.config.js'],
    // The type check of build/tsconfig.json knows Node's globals; this rule would need a list of them.
    rules: { 'no-undef': 'off' },
  },
  {
    name: 'house/tests',
    files: tests,
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-console': 'off',
      'no-restricted-syntax': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
