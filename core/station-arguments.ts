import { parseArgs } from 'node:util';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';

export type StationArguments = {
  readonly dataDir: string;
  /** Without a profile the station runs the exercise. */
  readonly profileFile: string | null;
  readonly listen: { readonly host: string; readonly port: number };
};

/** Reads `--data-dir D --profile F --listen HOST:PORT`, the arguments every home of core understands. */
export function readStationArguments(values: readonly string[]): Outcome<StationArguments> {
  let parsed: { 'data-dir'?: string | undefined; profile?: string | undefined; listen?: string | undefined };
  try {
    parsed = parseArgs({
      args: [...values],
      options: { 'data-dir': { type: 'string' }, profile: { type: 'string' }, listen: { type: 'string' } },
    }).values;
  } catch (error) {
    return failure('usage', error instanceof Error ? error.message : String(error));
  }
  const dataDir = parsed['data-dir'];
  if (dataDir === undefined || dataDir === '') return failure('usage', '--data-dir names the folder the station keeps its data in.');
  const listen = /^(?:\[(.+)\]|(.+)):(\d{1,5})$/.exec(parsed.listen ?? '127.0.0.1:0');
  if (!listen || Number(listen[3]) > 65_535) return failure('usage', '--listen takes an address and a port, such as 127.0.0.1:0.');
  return success({ dataDir, profileFile: parsed.profile ?? null, listen: { host: listen[1] ?? listen[2] ?? '', port: Number(listen[3]) } });
}
