import type { Migration } from '../migrations.ts';

/** Answers are forgotten after a week, and of an entity the newest states in between are kept. */
export const answersByTime: Migration = {
  version: 2,
  name: 'answers by time',
  sql: `
    CREATE INDEX answers_by_time ON answers (site, at_ms);
    DELETE FROM entity_checkpoints USING (
      SELECT site, entity, order_key, row_number() OVER (PARTITION BY site, entity ORDER BY order_key DESC) AS age FROM entity_checkpoints
    ) AS aged
    WHERE entity_checkpoints.site = aged.site AND entity_checkpoints.entity = aged.entity AND entity_checkpoints.order_key = aged.order_key AND aged.age > 16;
  `,
};
