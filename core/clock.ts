export { systemClock, type Clock } from '#ledger/clock.ts';
