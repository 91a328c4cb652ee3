export { createLog, type Log } from '#ledger/log.ts';
