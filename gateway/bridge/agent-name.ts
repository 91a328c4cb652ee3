import { cleanForeignText } from '#domain/outcome/foreign-text.ts';
import { topicLevel, type Agent } from './call-record.ts';

/**
 * The staff id of a queue's member: of the site's own table where it names the interface, else the number in the interface
 * (`PJSIP/101`, `Local/101@agents/n`, `Agent/101`: 101).
 */
export function agentNamer(table: Readonly<Record<string, string>>): (memberInterface: string, stateInterface: string | undefined, name: string | undefined) => Agent {
  return (memberInterface, stateInterface, name) => {
    const listed = table[memberInterface] ?? (stateInterface === undefined ? undefined : table[stateInterface]);
    const [, number] = /^[A-Za-z0-9_]+\/([^@/;]+)/.exec(memberInterface) ?? [];
    const shown = cleanForeignText(name ?? '');
    return { id: topicLevel(listed ?? number ?? memberInterface), ...(shown === '' ? {} : { name: shown }) };
  };
}
