import { parseArgs } from 'node:util';
import { openAuditSubject } from '../audit/open-evidence.ts';
import { verifyChains, type AuditReport } from '../audit/verify-chains.ts';
import { exitCodes } from './exit-codes.ts';

/** `siaga audit verify`: whether the journal of a data folder is as it was written, and where it is not. */
export function runAudit(values: readonly string[]): number {
  let options: { 'data-dir'?: string | undefined; station?: string | undefined; 'central-key'?: string | undefined; site?: string | undefined; json?: boolean | undefined };
  let positionals: readonly string[];
  try {
    const parsed = parseArgs({
      args: [...values],
      allowPositionals: true,
      options: {
        'data-dir': { type: 'string' },
        station: { type: 'string' },
        'central-key': { type: 'string' },
        site: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    options = parsed.values;
    positionals = parsed.positionals;
  } catch (error) {
    return misuse(error instanceof Error ? error.message : String(error));
  }
  const dataDir = options['data-dir'];
  if (positionals.join() !== 'verify' || dataDir === undefined) return misuse('siaga audit verify --data-dir D [--station S] [--central-key K --site SITE] [--json]');
  const key = options['central-key'];
  if (key !== undefined && options.site === undefined) return misuse('--central-key wants --site too: receipts name the site.');
  let report: AuditReport;
  try {
    const subject = openAuditSubject(dataDir, key === undefined ? null : { site: options.site ?? '', publicKey: key });
    try {
      report = verifyChains({ ...subject, station: options.station });
    } finally {
      subject.close();
    }
  } catch (error) {
    process.stderr.write(`The data folder ${dataDir} cannot be read: ${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodes.refused;
  }
  process.stdout.write(options.json === true ? `${JSON.stringify(report)}\n` : readable(report));
  return report.ok ? exitCodes.ok : exitCodes.failed;
}

function readable({ ok, events, stations, receipts, findings }: AuditReport): string {
  const lines = [
    ...stations.map(({ station, events: count, head }) => `${station}: ${count} events, head ${head.seq} ${head.hash.slice(0, 16)}`),
    `${receipts.compared} receipts of central compared, signatures ${receipts.signaturesChecked ? 'checked' : 'not checked (no key)'}`,
    ...findings.map(({ kind, sentence }) => `FAULT ${kind}: ${sentence}`),
    ok ? `all ${events} events are as they were written` : 'Keep the data folder as it is and have it examined; central holds the events it gave receipts for.',
  ];
  return `${lines.join('\n')}\n`;
}

function misuse(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return exitCodes.usage;
}
