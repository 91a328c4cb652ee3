import type { Migration } from '../migrations.ts';

/** What is forgotten after a while is found by its time, however much of it there is. */
export const timesToForgetBy: Migration = {
  version: 2,
  name: 'times to forget by',
  sql: `
    CREATE INDEX answers_by_time ON answers (at_ms);
    CREATE INDEX radio_messages_heard_by_time ON radio_messages_heard (at_ms);
    CREATE INDEX call_events_by_time ON call_events (at_ms);
  `,
};
